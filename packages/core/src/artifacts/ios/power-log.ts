import type { EvidenceDatabase } from "../../formats/sqlite/database.ts";
import { asNumber, asNumeric, asText, type SqlRow, type SqlValue } from "../../formats/sqlite/value.ts";
import { atRow, type Locator } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Observable } from "../../model/observable.ts";
import { partitionPoint } from "../../model/partition-point.ts";
import type { ProgramTrace } from "../../model/program.ts";
import type { Located } from "../../model/record.ts";
import { type EvidenceTime, fromUnixSeconds } from "../../model/time.ts";
import type { EventKind, TimelineEvent } from "../../model/timeline.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { programAt } from "../image-path.ts";
import { optional } from "../optional-field.ts";
import { eachTable } from "../partial-record.ts";

export type PowerLogKind =
  | "started"
  | "group"
  | "network"
  | "processor"
  | "app"
  | "plug-in"
  | "audio"
  | "camera"
  | "transfer"
  | "shortcut"
  | "location"
  | "call"
  | "screen";

/** A row about a program, or on the screen. */
export interface PowerLogEntry {
  readonly kind: PowerLogKind;
  /** Cut to 31 characters. */
  readonly process?: string;
  readonly bundleId?: string;
  readonly pid?: number;
  /** Corrected by the clock's own offset; `powerlog` where there is none before it. */
  readonly time?: EvidenceTime;
  /** When an app or plug-in was deleted. */
  readonly deleted?: EvidenceTime;
  readonly bytesIn?: number;
  readonly bytesOut?: number;
  readonly url?: string;
  readonly detail?: string;
  /** Of the camera and the screen: whether it was on from then. */
  readonly isOn?: boolean;
}

type Field = "process" | "bundleId" | "pid" | "deleted" | "url" | "detail";

/** A table, and which column says what. Newer systems have other columns: those that are missing are left out. */
interface Source {
  readonly table: string;
  readonly kind: PowerLogKind;
  readonly columns: Readonly<Partial<Record<Field, string>>>;
  readonly bytesIn?: readonly string[];
  readonly bytesOut?: readonly string[];
  /** The column that says whether it is on, and the number that means so. */
  readonly on?: { readonly column: string; readonly is: number };
  /** Where the row's time stands in a row that it belongs to. */
  readonly timeOf?: { readonly table: string; readonly by: string };
}

const SOURCES: readonly Source[] = [
  {
    table: "PLProcessMonitorAgent_EventForward_ProcessID",
    kind: "started",
    columns: { process: "ProcessName", bundleId: "BundleID", pid: "PID" },
  },
  {
    table: "PLCoalitionAgent_EventInterval_CoalitionInterval",
    kind: "group",
    columns: { process: "LaunchdName", bundleId: "BundleId" },
  },
  {
    table: "PLProcessNetworkAgent_EventInterval_UsageDiff",
    kind: "network",
    columns: { process: "ProcessName", bundleId: "BundleName" },
    bytesIn: ["CellIn", "WifiIn"],
    bytesOut: ["CellOut", "WifiOut"],
  },
  {
    table: "PLProcessMonitorAgent_EventInterval_ProcessMonitorInterval_Dynamic",
    kind: "processor",
    columns: { process: "ProcessName", bundleId: "BundleID", pid: "PID" },
    timeOf: { table: "PLProcessMonitorAgent_EventInterval_ProcessMonitorInterval", by: "FK_ID" },
  },
  {
    table: "PLApplicationAgent_EventNone_AllApps",
    kind: "app",
    columns: { process: "AppExecutable", bundleId: "AppBundleId", deleted: "AppDeletedDate" },
  },
  {
    table: "PLApplicationAgent_EventNone_AllPlugins",
    kind: "plug-in",
    columns: { process: "PluginExecutableName", bundleId: "PluginId", deleted: "PluginDeletedDate", detail: "PluginParentApp" },
  },
  {
    table: "PLAudioAgent_EventPoint_AudioApp",
    kind: "audio",
    columns: { process: "ApplicationName", pid: "PID", detail: "AudioRoute" },
  },
  { table: "PLCameraAgent_EventForward_Camera", kind: "camera", columns: { bundleId: "BundleId" }, on: { column: "State", is: 1 } },
  {
    table: "PLXPCAgent_EventPoint_BackgroundTransfer",
    kind: "transfer",
    columns: { bundleId: "bundleID", url: "errorFailingURL", detail: "interfaceName" },
    bytesIn: ["bytesReceived"],
    bytesOut: ["bytesSent"],
  },
  {
    table: "PLXPCAgent_EventPoint_ShortcutsTriggerFired",
    kind: "shortcut",
    columns: { bundleId: "WFAssociatedAppBundleID", detail: "WFWorkflowName" },
  },
  {
    table: "PLLocationAgent_EventForward_ClientStatus",
    kind: "location",
    columns: { process: "Executable", bundleId: "BundleId", detail: "Client" },
  },
  { table: "PLXPCAgent_EventForward_InCallService", kind: "call", columns: { bundleId: "bundleID", detail: "status" } },
  // Of a published diary both tables agree on the screen within a second; a restart stands in the second alone.
  { table: "PLSpringBoardAgent_EventForward_SBBlank", kind: "screen", columns: {}, on: { column: "Blanked", is: 0 } },
  { table: "PLDisplayAgent_EventPoint_Display", kind: "screen", columns: { detail: "Block" }, on: { column: "Active", is: 1 } },
];

const OFFSETS = "PLStorageOperator_EventForward_TimeOffset";
/** Rows of the clock's offset; a phone writes a few a day. */
const MAX_OFFSETS = 100_000;

/**
 * The diary of the battery: which programs started, used processor, network, microphone, camera and place, for days, with names that a
 * program cannot keep out. It counts by a clock of its own, whose distance from the phone's clock is noted and changes.
 */
export default defineArtifact<PowerLogEntry>({
  id: "ios/power-log",
  version: 2,
  paths: [
    "bridle:/sysdiagnose/logs/powerlogs/powerlog_*.PLSQL", // of a sysdiagnose
    "/private/var/containers/Shared/SystemGroup/**/Library/BatteryLife/CurrentPowerlog.PLSQL", // of a file-system dump
  ],
  presence: { "ios-file-system": "expected", sysdiagnose: "expected" },
  scope: "device",
  emits: { "process:name": ["ran"], "app:id": ["ran", "installed", "listed"], "url:value": ["contacted"] },
  cuts: { "process:name": 31 },
  provenOn: "real-data",
  references: ["https://github.com/mac4n6/APOLLO", "https://github.com/abrignoni/iLEAPP"],

  *parse(file, context) {
    const database = context.database(file);
    const clock = readClock(database);
    const present = SOURCES.filter(({ table }) => database.has(table));
    if (present.length === 0) return context.skip(message("artifacts/ios/power-log/no-tables"), undefined, "unreadable-form");
    if (clock.length === 0) context.note(message("artifacts/ios/power-log/no-offsets"));
    yield* eachTable(...present.map((source) => () => entriesOf(source, database, clock, context)));
  },

  observables: observablesOf,
  programs: programsOf,
  events: (entry) => eventsOf(entry),
});

/** Noted distances of the clock, in order of its own time. */
type Clock = readonly { readonly from: number; readonly offset: number }[];

function readClock(database: EvidenceDatabase): Clock {
  if (!database.has(OFFSETS, "system")) return [];
  const clock: { from: number; offset: number }[] = [];
  for (const rows of database.rows({ from: OFFSETS, select: ["timestamp", "system"], orderBy: ["timestamp"] })) {
    for (const [at, system] of rows) {
      const [from, offset] = [asNumber(at), asNumber(system)];
      if (from !== undefined && offset !== undefined && clock.length < MAX_OFFSETS) clock.push({ from, offset });
    }
  }
  return clock;
}

const FIELDS: readonly Field[] = ["process", "bundleId", "pid", "deleted", "url", "detail"];

function entriesOf(
  source: Source,
  database: EvidenceDatabase,
  clock: Clock,
  context: ParseContext,
): Generator<readonly Located<PowerLogEntry>[]> {
  const { table, columns, timeOf, on, bytesIn = [], bytesOut = [] } = source;
  const named = FIELDS.map((field) => columns[field] ?? "timestamp");
  const rows = database.rows({
    from: table,
    select: ["rowid", timeOf ? "of.timestamp" : "timestamp", on?.column ?? "timestamp", ...named, ...bytesIn, ...bytesOut],
    ...(timeOf && { joins: [{ as: "of", table: timeOf.table, on: "rowid", equals: timeOf.by }] }),
  });
  const at = ([row]: SqlRow): readonly Locator[] => [atRow(table, String(row))];
  return context.records(rows, at, (row) => entryOf(source, row, clock));
}

/** Columns of a row before the named fields. */
const BEFORE = 3;

function entryOf({ kind, columns, on, bytesIn = [], bytesOut = [] }: Source, row: SqlRow, clock: Clock): PowerLogEntry | undefined {
  const cell = (field: Field): SqlValue | undefined => (columns[field] === undefined ? undefined : row[BEFORE + FIELDS.indexOf(field)]);
  const textIn = (field: Field): string | undefined => asText(cell(field)) || undefined;
  const [program, bundleId, detail] = [textIn("process"), textIn("bundleId"), textIn("detail")];
  const state = on && asNumber(row[2]);
  if (program === undefined && bundleId === undefined && detail === undefined && kind !== "screen") return undefined;
  const counts = row.slice(BEFORE + FIELDS.length).map((value) => asNumber(value) ?? 0);
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  return {
    kind,
    ...optional("process", program),
    ...optional("bundleId", bundleId === undefined ? undefined : bundleOf(kind, bundleId)),
    ...optional("pid", asNumber(cell("pid"))),
    ...optional("time", timeAt(row[1], clock)),
    ...optional("deleted", timeAt(cell("deleted"), clock)),
    ...(bytesIn.length > 0 && { bytesIn: sum(counts.slice(0, bytesIn.length)) }),
    ...(bytesOut.length > 0 && { bytesOut: sum(counts.slice(bytesIn.length)) }),
    ...optional("url", textIn("url")),
    ...optional("detail", detail),
    ...(on && state !== undefined && { isOn: state === on.is }),
  };
}

/** Transfers name the program that asked and, in brackets, for whom: `com.apple.mobileassetd:[com.apple.mobileassetd:(null)]`. */
const bundleOf = (kind: PowerLogKind, text: string): string => (kind === "transfer" ? text.split(":", 1)[0]! : text);

/** The row's time by the phone's clock: its own, and the distance noted last before it. */
function timeAt(value: SqlValue | undefined, clock: Clock): EvidenceTime | undefined {
  const own = asNumeric(value);
  if (own === undefined || own === 0 || own === 0n) return undefined;
  const seconds = Number(own);
  const noted = clock[lastBefore(clock, seconds)];
  const time = fromUnixSeconds(noted ? seconds + noted.offset : seconds);
  return time && { ...time, raw: String(own), ...(!noted && { clock: "powerlog" as const }) };
}

/** The place of the last entry that begins at or before it; -1 where none does. */
const lastBefore = (clock: Clock, seconds: number): number => partitionPoint(clock.length, (place) => clock[place]!.from <= seconds) - 1;

/** Kinds that list what is there, not what ran. */
const IS_LIST: ReadonlySet<PowerLogKind> = new Set(["app", "plug-in"]);

function observablesOf({ kind, process, bundleId, deleted, url }: PowerLogEntry): readonly Observable[] {
  const found: Observable[] = [];
  // The executable of an app that is only listed has not run for that.
  if (process !== undefined && !IS_LIST.has(kind)) found.push({ type: "process:name", role: "ran", value: process });
  if (bundleId !== undefined) {
    const listed = deleted === undefined ? "installed" : "listed";
    found.push({ type: "app:id", role: IS_LIST.has(kind) ? listed : "ran", value: bundleId });
  }
  if (url !== undefined) found.push({ type: "url:value", role: "contacted", value: url });
  return found;
}

/** Groups bear the names of launchd's jobs, which are no programs'. */
function programsOf({ kind, process, pid, time }: PowerLogEntry): readonly ProgramTrace[] {
  if (process === undefined || kind === "group" || IS_LIST.has(kind)) return [];
  return [{ ...programAt(process), ...optional("pid", pid), ...optional("first", time), ...optional("last", time) }];
}

const EVENT_KINDS: Readonly<Partial<Record<PowerLogKind, EventKind>>> = {
  started: "process",
  network: "usage",
  audio: "usage",
  camera: "usage",
  transfer: "usage",
  shortcut: "usage",
  location: "usage",
};

function eventsOf({ kind, time, deleted, process, bundleId }: PowerLogEntry): TimelineEvent[] {
  const name = process ?? bundleId ?? "";
  const shown = EVENT_KINDS[kind];
  const used: TimelineEvent[] = time && shown ? [{ time, kind: shown, message: `artifacts/ios/power-log/${kind}`, params: { name } }] : [];
  return deleted ? [...used, { time: deleted, kind: "uninstall", message: "artifacts/ios/power-log/deleted", params: { name } }] : used;
}
