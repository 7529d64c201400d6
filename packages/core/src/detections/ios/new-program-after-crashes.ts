import crashReports, { type CrashReport, type CrashReportRecord } from "../../artifacts/ios/crash-reports.ts";
import powerLog, { type PowerLogEntry } from "../../artifacts/ios/power-log.ts";
import unifiedLog from "../../artifacts/ios/unified-log.ts";
import unifiedLogProcesses from "../../artifacts/ios/unified-log-processes.ts";
import { baseName } from "../../model/canonical-path.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { definePrograms, type InventoryProgram, type ProgramHit, type ProgramSighting } from "../detection.ts";
import { isMemoryFault, MESSAGE_SURFACE } from "../message-surface.ts";

const NANOSECONDS_PER_MINUTE = 60_000_000_000n;
/** So many crashes of one program … */
const BURST = 5;
/** … within this time. */
const BURST_WINDOW = 15n * NANOSECONDS_PER_MINUTE;
/** What was first seen so soon after one is told. */
const AFTER_WINDOW = 10n * NANOSECONDS_PER_MINUTE;
/** A source that reaches back less than this before a burst does not tell what is new from what it had not come to yet. */
const HISTORY = 24n * 60n * NANOSECONDS_PER_MINUTE;
/** Sources that note programs all along. Lists taken now and then see first what had run for long. */
const CONTINUOUS: ReadonlySet<string> = new Set([powerLog.id, unifiedLogProcesses.id, unifiedLog.id]);
/** The diary of the battery cuts names here, and of a cut name it cannot be told whether it is one of the system's. */
const CUT_LENGTH = powerLog.cuts!["process:name"]!;

/** Crashes of one program in a short time. */
interface Burst {
  readonly program: string;
  readonly first: bigint;
  readonly last: bigint;
  readonly count: number;
  readonly sighting: ProgramSighting;
}

export default definePrograms({
  id: "ios/new-program-after-crashes",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "medium",
  confidence: "low",
  platform: "ios",
  falsePositives: ["helper", "update", "opened-by-owner", "gap"],
  references: [
    "https://citizenlab.ca/2023/09/blastpass-nso-group-iphone-zero-click-zero-day-exploit-captured-in-the-wild/",
    "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
  ],

  // The reports of each crash, since how many there were within a quarter of an hour stands in them alone.
  keeps: ({ path, name }) => MESSAGE_SURFACE.has(path === undefined ? (name ?? "") : baseName(path)),
  judge({ programs }) {
    const bursts = programs.filter(({ name }) => MESSAGE_SURFACE.has(name)).flatMap(({ sightings }) => sightings.flatMap(burstsIn));
    if (bursts.length === 0) return [];
    const begins = beginsOf(programs);
    return programs.filter(isForeign).flatMap((program) => hitOf(program, bursts, begins) ?? []);
  },
});

/** Neither one of the system nor an app: in a folder for data, or of a name that Apple does not ship and that no bundle bears. */
const isForeign = ({ name, place, hasSystemName, sightings }: InventoryProgram): boolean =>
  place === "data" || (place === "unknown" && !hasSystemName && name.length < CUT_LENGTH && !sightings.some(isOfBundle));

const isOfBundle = ({ artifact, records }: ProgramSighting): boolean =>
  artifact === powerLog.id && records.some(({ data }) => (data as PowerLogEntry).bundleId !== undefined);

const instant = ({ earliest }: EvidenceTime): bigint => BigInt(earliest);
const byTime = (a: bigint, b: bigint): number => (a < b ? -1 : Number(a > b));

function burstsIn(sighting: ProgramSighting): Burst[] {
  if (sighting.artifact !== crashReports.id) return [];
  const faults = sighting.records.map(({ data }) => data as CrashReportRecord).filter(isDatedFault);
  const times = faults.map(({ time }) => instant(time)).sort(byTime);
  const found: Burst[] = [];
  for (const [index, first] of times.entries()) {
    const count = times.filter((time) => time >= first && time - first <= BURST_WINDOW).length;
    if (count < BURST) continue;
    const last = times[index + count - 1]!;
    found.push({ program: sighting.name, first, last, count, sighting });
  }
  return found;
}

const isDatedFault = (record: CrashReportRecord): record is CrashReport & { readonly time: EvidenceTime } =>
  record.kind === "report" && record.time !== undefined && isMemoryFault(record);

/** When each source that notes programs all along begins. */
function beginsOf(programs: readonly InventoryProgram[]): ReadonlyMap<string, bigint> {
  const begins = new Map<string, bigint>();
  for (const { sightings } of programs)
    for (const { artifact, first } of sightings) {
      const [known, told] = [begins.get(artifact), first && instant(first)];
      if (told !== undefined && (known === undefined || told < known)) begins.set(artifact, told);
    }
  return begins;
}

/** By the source that saw it first: one that had been watching for a day before. */
function hitOf(program: InventoryProgram, bursts: readonly Burst[], begins: ReadonlyMap<string, bigint>): ProgramHit | undefined {
  const dated = program.sightings.flatMap(({ artifact, first }) => (first ? [{ artifact, first }] : []));
  const earliest = dated.sort((a, b) => byTime(instant(a.first), instant(b.first)))[0];
  if (!earliest || !CONTINUOUS.has(earliest.artifact)) return undefined;
  const seen = instant(earliest.first);
  const watched = begins.get(earliest.artifact)!;
  const burst = bursts.find(({ first, last }) => first - watched >= HISTORY && seen >= first && seen - last <= AFTER_WINDOW);
  if (!burst) return undefined;
  const { path, name } = program;
  return {
    subject: path === undefined ? { type: "process:name", value: name } : { type: "file:path", value: path },
    message: "summary",
    params: { name: path ?? name, program: burst.program, count: burst.count },
    time: earliest.first,
    count: program.sightings.reduce((sum, { count }) => sum + count, 0),
    sightings: [...program.sightings, burst.sighting],
  };
}
