import type { EvidenceFile } from "../../acquisition/file-system.ts";
import { type ByteSource, readBytes } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";
import { type CatalogProcess, MAX_CATALOG_BYTES, readCatalog } from "../../formats/tracev3/catalog.ts";
import { CATALOG, chunksIn, HEADER } from "../../formats/tracev3/chunks.ts";
import { readHeader, type TraceHeader } from "../../formats/tracev3/header.ts";
import { type BootClock, joinClocks, readTimesync, wallClock } from "../../formats/tracev3/timesync.ts";
import { imagePathOf } from "../../formats/tracev3/uuidtext.ts";
import type { AcquisitionInfo } from "../../model/acquisition.ts";
import { atOffset } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Located } from "../../model/record.ts";
import { type EvidenceTime, fromUnixNanoseconds } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { imageObservables } from "../image-path.ts";
import { optional } from "../optional-field.ts";

/** A process that wrote into the unified log, as one file of it knows it. */
export interface LogProcess {
  readonly pid: number;
  /** Effective user: 0 is root, 501 the phone's owner. */
  readonly euid: number;
  readonly boot: string;
  /** Of the main image. */
  readonly imageUuid?: string;
  readonly path?: string;
  /** The log's own table of names was there, and this image is not in it. */
  readonly isUnresolved: boolean;
  /** Of the chunks that hold its messages: it spoke between these times. */
  readonly first?: EvidenceTime;
  readonly last?: EvidenceTime;
}

const LOGS = "/private/var/db/diagnostics";
const NAMES = "/private/var/db/uuidtext";
const CLOCKS = `${LOGS}/timesync/*.timesync`;
/** Processes of one file; a phone starts some thousands a day. */
const MAX_PROCESSES = 200_000;

/**
 * Who wrote into the unified log: its catalogs list each process with user and image, and no message has to be unpacked for that. Names
 * come from the tables beside the log, times from its clocks.
 */
export default defineArtifact<LogProcess>({
  id: "ios/unified-log-processes",
  version: 1,
  paths: [
    `${LOGS}/Persist/*.tracev3`, // iOS 10 on
    `${LOGS}/Special/*.tracev3`,
    `${LOGS}/Signpost/*.tracev3`,
    `${LOGS}/HighVolume/*.tracev3`,
    "bridle:/sysdiagnose/system_logs.logarchive/*.tracev3", // logdata.LiveData of a sysdiagnose
  ],
  needs: [`${NAMES}/*/*`, CLOCKS],
  presence: { "ios-file-system": "expected", sysdiagnose: "expected" },
  scope: "device",
  emits: { "process:name": ["ran"], "file:path": ["ran"] },
  provenOn: "real-data",
  references: ["https://github.com/libyal/dtformats", "https://github.com/mandiant/macos-UnifiedLogs"],

  *parse(file, context) {
    const source = context.bytes(file);
    const known = knowledgeOf(context);
    let header: TraceHeader | undefined;
    const processes = new Map<string, Seen>();
    let damage: FormatError | undefined;
    try {
      for (const { tag, offset, length } of chunksIn(source)) {
        if (tag === HEADER) header = readHeader(readBytes(source, offset, length));
        else if (tag === CATALOG && header) seeCatalog(processes, header, { source, offset, length }, context);
      }
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      damage = error;
    }
    if (processes.size > 0 && known.clocks.size === 0) context.skip(message("artifacts/ios/unified-log-processes/no-clock"));
    // What was read before damage stands.
    yield [...processes.values()].map((seen) => processOf(seen, known));
    if (damage) throw damage;
  },

  observables: ({ path }) => (path === undefined ? [] : imageObservables(path)),
  events: ({ first, path, pid }) =>
    first
      ? [{ time: first, kind: "usage", message: "artifacts/ios/unified-log-processes/spoke", params: { name: path ?? String(pid) } }]
      : [],
});

/** A process with the place of the catalog that named it first. */
interface Seen {
  readonly at: number;
  readonly header: TraceHeader;
  process: CatalogProcess;
}

/** Where a catalog lies. */
interface Place {
  readonly source: ByteSource;
  readonly offset: number;
  readonly length: number;
}

function seeCatalog(processes: Map<string, Seen>, header: TraceHeader, place: Place, context: ParseContext): void {
  for (const process of catalogAt(place, context)) {
    const key = `${header.bootUuid} ${process.procId} ${process.imageUuid}`;
    const known = processes.get(key);
    if (known) known.process = widened(known.process, process);
    else if (processes.size < MAX_PROCESSES) processes.set(key, { at: place.offset, header, process });
    else {
      context.skip(message("artifacts/shared/too-many", { limit: MAX_PROCESSES }), [atOffset(place.offset)], "over-budget");
      return;
    }
  }
}

/** One damaged catalog costs itself: the others are whole. */
function catalogAt({ source, offset, length }: Place, context: ParseContext): readonly CatalogProcess[] {
  if (length > MAX_CATALOG_BYTES) {
    context.skip(message("artifacts/ios/unified-log-processes/catalog-too-large"), [atOffset(offset)], "over-budget");
    return [];
  }
  try {
    return readCatalog(readBytes(source, offset, length));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    context.skip(message("artifacts/ios/unified-log-processes/catalog-damaged", { detail: error.message }), [atOffset(offset)], "damaged");
    return [];
  }
}

/** From the first to the last that either knows. */
function widened(a: CatalogProcess, b: CatalogProcess): CatalogProcess {
  if (b.firstTick === undefined || b.lastTick === undefined) return a;
  if (a.firstTick === undefined || a.lastTick === undefined) return { ...a, firstTick: b.firstTick, lastTick: b.lastTick };
  return {
    ...a,
    firstTick: b.firstTick < a.firstTick ? b.firstTick : a.firstTick,
    lastTick: b.lastTick > a.lastTick ? b.lastTick : a.lastTick,
  };
}

function processOf({ at, header, process }: Seen, known: Known): Located<LogProcess> {
  const { pid, euid, imageUuid, firstTick, lastTick } = process;
  const path = imageUuid === undefined ? undefined : known.pathOf(imageUuid);
  const clock = known.clocks.get(header.bootUuid);
  const timeAt = (tick: bigint | undefined): EvidenceTime | undefined =>
    clock && tick !== undefined ? fromUnixNanoseconds(wallClock(clock, tick)) : undefined;
  const data: LogProcess = {
    pid,
    euid,
    boot: header.bootUuid,
    ...optional("imageUuid", imageUuid),
    ...optional("path", path),
    isUnresolved: known.hasNames && path === undefined,
    ...optional("first", timeAt(firstTick)),
    ...optional("last", timeAt(lastTick)),
  };
  return { at: [atOffset(at)], data };
}

/** What lies beside the logs, read once for all files of an acquisition. */
interface Known {
  readonly hasNames: boolean;
  readonly clocks: ReadonlyMap<string, BootClock>;
  pathOf(uuid: string): string | undefined;
}

const knowledge = new WeakMap<AcquisitionInfo, Known>();

function knowledgeOf(context: ParseContext): Known {
  const known = knowledge.get(context.acquisition) ?? readBeside(context);
  knowledge.set(context.acquisition, known);
  return known;
}

function readBeside(context: ParseContext): Known {
  const paths = new Map<string, string | undefined>();
  const clocks = joinClocks(context.files(CLOCKS).map((file) => clocksIn(file, context)));
  return {
    hasNames: context.files(`${NAMES}/*/*`).length > 0,
    clocks,
    pathOf(uuid) {
      const hex = uuid.replaceAll("-", "");
      if (!paths.has(uuid)) paths.set(uuid, pathIn(context.files(`${NAMES}/${hex.slice(0, 2)}/${hex.slice(2)}`), context));
      return paths.get(uuid);
    },
  };
}

function clocksIn(file: EvidenceFile, context: ParseContext): readonly BootClock[] {
  const { boots, problem } = readTimesync(context.bytes(file));
  if (problem)
    context.skip(message("artifacts/ios/unified-log-processes/clock-damaged", { detail: problem.message }), undefined, "damaged");
  return boots;
}

function pathIn(files: readonly EvidenceFile[], context: ParseContext): string | undefined {
  for (const file of files) {
    try {
      return context.canonical(imagePathOf(context.bytes(file)));
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      context.skip(message("artifacts/ios/unified-log-processes/name-damaged", { detail: error.message }), undefined, "damaged");
    }
  }
  return undefined;
}
