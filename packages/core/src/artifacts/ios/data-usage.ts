import type { EvidenceDatabase } from "../../formats/sqlite/database.ts";
import { asInteger, asNumber, asText, type SqlRow, type SqlValue } from "../../formats/sqlite/value.ts";
import { atRow, type Locator } from "../../model/locator.ts";
import type { Observable } from "../../model/observable.ts";
import type { ProgramTrace } from "../../model/program.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import type { TimelineEvent } from "../../model/timeline.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { eachTable, hasTable, readAppleTime, readNumeric } from "../partial-record.ts";

interface NamedProcess {
  /** As stored: `process`, `process/bundle.id`, or the UUID of a removed program before the slash. */
  readonly processName?: string;
  /** The half before the slash; the system cuts it to 16 characters. */
  readonly processPart?: string;
  /** The half after the slash, else the column ZBUNDLENAME. */
  readonly bundleId?: string;
  readonly firstSeen?: EvidenceTime;
  readonly lastSeen?: EvidenceTime;
}

/** A row of ZPROCESS: a process that has used the network. In order of its key. */
export interface NetworkProcess extends NamedProcess {
  readonly kind: "process";
  readonly processKey: number;
  readonly hasUsage: boolean;
}

/** A row of ZLIVEUSAGE: bytes that a process sent and received. */
export interface NetworkUsage extends NamedProcess {
  readonly kind: "usage";
  readonly usageKey: number;
  /** The key of ZPROCESS that it names, whether or not such a row is there. */
  readonly processKey?: number;
  /** The table ZPROCESS is there and no row of it has that key. */
  readonly isOrphan: boolean;
  readonly used?: EvidenceTime;
  readonly wifiIn?: number;
  readonly wifiOut?: number;
  readonly cellularIn?: number;
  readonly cellularOut?: number;
}

/** Core Data's count of keys given to ZPROCESS: rows deleted at the end show here alone. */
export interface HighestProcessKey {
  readonly kind: "highest-key";
  readonly processKey: number;
}

export type DataUsageRecord = NetworkProcess | NetworkUsage | HighestProcessKey;

export default defineArtifact<DataUsageRecord>({
  id: "ios/data-usage",
  version: 1,
  paths: [
    "/private/var/wireless/Library/Databases/DataUsage.sqlite", // iOS 4 on
  ],
  presence: { "ios-backup": "expected", "ios-backup-encrypted": "expected", "ios-file-system": "expected" },
  scope: "device",
  emits: { "process:name": ["ran"], "app:id": ["ran"] },
  cuts: { "process:name": 16 },
  provenOn: "real-data",
  references: [
    "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
    "https://securelist.com/operation-triangulation/109842/",
  ],

  *parse(file, context) {
    const database = context.database(file);
    // Each table by itself: a database that lost one of them still tells what the other holds.
    let hasAllProcesses = false;
    yield* eachTable<readonly Located<DataUsageRecord>[]>(
      function* () {
        if (!hasTable(context, database, "ZPROCESS")) return;
        yield* processes(database, context);
        hasAllProcesses = true; // not where damage ended the list: a process that was not read is not one that was deleted
      },
      () => (database.has("Z_PRIMARYKEY", "Z_MAX") ? highestKey(database) : []),
      () => (hasTable(context, database, "ZLIVEUSAGE") ? usages(database, context, hasAllProcesses) : []),
    );
  },

  observables: (record) => (record.kind === "highest-key" ? [] : namesOf(record)),
  programs: (record) => (record.kind === "process" ? programsOf(record) : []),
  events: (record) => (record.kind === "highest-key" ? [] : eventsOf(record)),
});

/** The usage rows of a process follow each other: the first stands for it, the others are left out. */
function* processes(database: EvidenceDatabase, context: ParseContext): Generator<readonly Located<DataUsageRecord>[]> {
  let last: SqlValue | undefined;
  const rows = database.rows({
    from: "ZPROCESS",
    select: ["Z_PK", "ZPROCNAME", "ZBUNDLENAME", "ZFIRSTTIMESTAMP", "ZTIMESTAMP", "usage.Z_PK"],
    joins: [{ as: "usage", table: "ZLIVEUSAGE", on: "ZHASPROCESS", equals: "Z_PK" }],
    orderBy: ["Z_PK"],
  });
  yield* context.records(
    rows,
    ([key]) => [atRow("ZPROCESS", String(key))],
    ([key, name, bundle, first, seen, usage]): DataUsageRecord | undefined => {
      if (key === last) return undefined;
      last = key;
      const names = { ...nameParts(name, bundle), ...timesOf(context, atRow("ZPROCESS", String(key)), first, seen) };
      return { kind: "process", processKey: keyOf(key), ...names, hasUsage: usage !== null };
    },
  );
}

function* usages(
  database: EvidenceDatabase,
  context: ParseContext,
  hasAllProcesses: boolean,
): Generator<readonly Located<DataUsageRecord>[]> {
  const rows = database.rows({
    from: "ZLIVEUSAGE",
    select: [
      ...["Z_PK", "ZHASPROCESS", "ZTIMESTAMP", "ZWIFIIN", "ZWIFIOUT", "ZWWANIN", "ZWWANOUT"],
      ...["process.Z_PK", "process.ZPROCNAME", "process.ZBUNDLENAME", "process.ZFIRSTTIMESTAMP", "process.ZTIMESTAMP"],
    ],
    joins: [{ as: "process", table: "ZPROCESS", on: "Z_PK", equals: "ZHASPROCESS" }],
    orderBy: ["Z_PK"],
  });
  yield* context.records(rows, locateUsage, (row) => readUsage(row, hasAllProcesses, context));
}

const locateUsage = ([key, , , , , , , process]: SqlRow) =>
  process === null ? [atRow("ZLIVEUSAGE", String(key))] : [atRow("ZLIVEUSAGE", String(key)), atRow("ZPROCESS", String(process))];

function readUsage(row: SqlRow, hasAllProcesses: boolean, context: ParseContext): DataUsageRecord {
  const [key, hasProcess, time, wifiIn, wifiOut, cellularIn, cellularOut, process, name, bundle, first, seen] = row;
  const processKey = asInteger(hasProcess);
  const at = atRow("ZLIVEUSAGE", String(key));
  const used = readAppleTime(context, at, "ZTIMESTAMP", time);
  return {
    kind: "usage",
    usageKey: keyOf(key),
    ...(processKey !== undefined && { processKey: Number(processKey) }),
    isOrphan: hasAllProcesses && process === null,
    ...nameParts(name, bundle),
    ...timesOf(context, at, first, seen),
    ...(used && { used }),
    ...countersOf((value) => readNumeric(context, at, "counter", value), wifiIn, wifiOut, cellularIn, cellularOut),
  };
}

const countersOf = (
  readCounter: (value: SqlValue | undefined) => bigint | number | undefined,
  ...values: (SqlValue | undefined)[]
): Partial<NetworkUsage> => {
  const [wifiIn, wifiOut, cellularIn, cellularOut] = values.map((value) => asNumber(readCounter(value)));
  return {
    ...(wifiIn !== undefined && { wifiIn }),
    ...(wifiOut !== undefined && { wifiOut }),
    ...(cellularIn !== undefined && { cellularIn }),
    ...(cellularOut !== undefined && { cellularOut }),
  };
};

/** Core Data's list of entities; Z_MAX is the highest key ever given. */
function* highestKey(database: EvidenceDatabase): Generator<readonly Located<DataUsageRecord>[]> {
  for (const batch of database.rows({ from: "Z_PRIMARYKEY", select: ["rowid", "Z_NAME", "Z_MAX"] })) {
    for (const [row, name, highest] of batch) {
      const key = asNumber(highest);
      if (asText(name) === "Process" && key !== undefined) {
        yield [{ at: [atRow("Z_PRIMARYKEY", String(row), "Z_MAX")], data: { kind: "highest-key", processKey: key } }];
      }
    }
  }
}

function nameParts(name: SqlValue | undefined, bundle: SqlValue | undefined): NamedProcess {
  const processName = asText(name);
  const slash = processName?.indexOf("/") ?? -1;
  const processPart = slash < 0 ? processName : processName!.slice(0, slash);
  const bundleId = slash < 0 ? asText(bundle) : processName!.slice(slash + 1);
  return { ...(processName !== undefined && { processName }), ...(processPart && { processPart }), ...(bundleId && { bundleId }) };
}

const timesOf = (context: ParseContext, at: Locator, first: SqlValue | undefined, last: SqlValue | undefined): NamedProcess => {
  const firstSeen = readAppleTime(context, at, "ZFIRSTTIMESTAMP", first);
  const lastSeen = readAppleTime(context, at, "ZTIMESTAMP", last);
  return { ...(firstSeen && { firstSeen }), ...(lastSeen && { lastSeen }) };
};

const keyOf = (value: SqlValue | undefined): number => {
  const key = asNumber(value);
  if (key === undefined) throw new TypeError("a row without a key");
  return key;
};

/** The matcher compares both halves of `process/bundle`; the bundle of the column is another name only where there is no slash. */
const namesOf = ({ processName, bundleId }: NamedProcess): readonly Observable[] => {
  if (processName === undefined) return bundleId === undefined ? [] : [{ type: "app:id", role: "ran", value: bundleId }];
  const observables: Observable[] = [{ type: "process:name", role: "ran", value: processName }];
  if (bundleId !== undefined) observables.push({ type: "app:id", role: "ran", value: bundleId });
  return observables;
};

/** Rows of usage tell of the same programs as the rows of processes, and of those whose row is gone nothing but a number. */
const programsOf = ({ processPart, firstSeen, lastSeen }: NetworkProcess): readonly ProgramTrace[] =>
  processPart === undefined ? [] : [{ name: processPart, ...optional("first", firstSeen), ...optional("last", lastSeen) }];

function eventsOf(record: NetworkProcess | NetworkUsage): readonly TimelineEvent[] {
  const name = record.processName ?? "";
  const event = (time: EvidenceTime | undefined, what: string): TimelineEvent[] =>
    time ? [{ time, kind: "process", message: `artifacts/ios/data-usage/${what}`, params: { name } }] : [];
  if (record.kind === "usage") return event(record.used, record.isOrphan ? "used-by-unknown" : "used");
  return [...event(record.firstSeen, "first-seen"), ...event(record.lastSeen, "last-seen")];
}
