import profileEvents, { type ProfileEvent } from "../../artifacts/ios/profile-events.ts";
import { compareTimes, type EvidenceTime } from "../../model/time.ts";
import { defineFold, type HitWithRecords, type SourcedRecord } from "../detection.ts";
import { hoursBetween } from "../times.ts";

/** What was done with one profile. */
interface Operations {
  readonly records: SourcedRecord[];
  count: number;
  installed: EvidenceTime | undefined;
  removed: EvidenceTime | undefined;
}

interface State {
  readonly profiles: Map<string, Operations>;
}

/** Profiles remembered; the system keeps twenty events. */
const STATE_LIMIT = 10_000;
/** Events kept of one. */
const RECORDS_PER_PROFILE = 10;
/** A profile that goes again so soon did its work in that time, or was a mistake. */
const SHORT_HOURS = 24;
const REMOVAL = /remov|uninstall|delet/i;
const INSTALLATION = /^(?:re)?install/i;

export default defineFold<ProfileEvent, State>({
  id: "ios/profile-operations",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "low",
  reads: profileEvents,
  falsePositives: ["ordinary-profile", "tried-out"],
  references: ["https://docs.mvt.re/en/latest/ios/records/", "https://github.com/AmnestyTech/investigations/tree/master/2021-12-16_cytrox"],
  stateLimit: STATE_LIMIT,

  start: () => ({ profiles: new Map() }),
  step({ profiles }, record) {
    const name = record.data.identifier ?? record.data.profile;
    const operations = profiles.get(name) ?? { records: [], count: 0, installed: undefined, removed: undefined };
    profiles.set(name, operations);
    note(operations, record);
  },
  end: ({ profiles }) => [...profiles].map(([name, operations]) => hitOf(name, operations)),
  size: ({ profiles }) => profiles.size,
});

/** The last installation and the last removal count: events come newest first. */
function note(operations: Operations, record: SourcedRecord<ProfileEvent>): void {
  const { operation, logged } = record.data;
  operations.count++;
  if (operations.records.length < RECORDS_PER_PROFILE) operations.records.push(record);
  if (REMOVAL.test(operation)) operations.removed = later(operations.removed, logged);
  else if (INSTALLATION.test(operation)) operations.installed = later(operations.installed, logged);
}

const later = (a: EvidenceTime | undefined, b: EvidenceTime | undefined): EvidenceTime | undefined =>
  a && (!b || compareTimes(a, b) > 0) ? a : b;

function hitOf(name: string, { records, count, installed, removed }: Operations): HitWithRecords {
  const isGone = installed !== undefined && removed !== undefined && compareTimes(installed, removed) < 0;
  const hours = isGone ? hoursBetween(installed, removed) : undefined;
  const isShort = hours !== undefined && hours <= SHORT_HOURS;
  return {
    subject: { type: "configuration-profile:id", value: name },
    message: isShort ? "summary-short" : "summary",
    params: { profile: name, ...(isShort && { hours }) },
    severity: isShort ? "low" : "info",
    count,
    records,
  };
}
