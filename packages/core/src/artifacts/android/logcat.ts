import type { AcquisitionInfo } from "../../model/acquisition.ts";
import { atLine } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Observable } from "../../model/observable.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { packageOf } from "../android-components.ts";
import { defineArtifact } from "../artifact.ts";
import { type Denial, readDenial } from "../avc.ts";
import { linewise } from "../linewise.ts";
import { type LogLine, loggedAt, readLogLine } from "../log-line.ts";
import { type Draft, optional } from "../optional-field.ts";
import { KERNEL_NAME_LENGTH, processObservables } from "../process-observables.ts";

/** A line of the log that says something of programs: one that started, crashed, was ended, or was refused something. */
export interface LogEntry {
  readonly kind: "start" | "crash" | "end" | "denial";
  readonly logged?: EvidenceTime;
  readonly logTag: string;
  /** Account that wrote the line, where the log has it. */
  readonly logWriter?: string;
  readonly process?: string;
  readonly pid?: number;
  readonly uid?: number;
  /** Of a start: what it was for. Of a crash: the signal or exception. Of an end: why. */
  readonly because?: string;
  readonly path?: string;
  readonly app?: string;
  readonly refused?: readonly string[];
  readonly subjectContext?: string;
  readonly objectContext?: string;
  readonly objectClass?: string;
  readonly isPermissive?: boolean;
}

/** What the text of a line tells. There are thousands of one tag: always these five, which engines read fastest. */
type Told = { readonly [K in "kind" | "process" | "pid" | "uid" | "because"]: LogEntry[K] | undefined } & Pick<LogEntry, "kind">;
type Reader = (line: LogLine) => Told | undefined;

const number = (text: string | undefined): number | undefined => (text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined);
/** Members of an event's list up to the fifth, which is the last that is read. */
const membersOf = (text: string): readonly string[] =>
  (text.startsWith("[") && text.endsWith("]") ? text.slice(1, -1) : text).split(",", 5);

const toldOf = (
  kind: LogEntry["kind"],
  process: string | undefined,
  pid: string | undefined,
  because: string | undefined,
  uid?: string,
): Told | undefined => (process === undefined ? undefined : { kind, process, pid: number(pid), uid: number(uid), because });

/** am_proc_start: user, process, uid, name, what for, component. */
const start: Reader = ({ text }) => {
  const [, pid, uid, name, because] = membersOf(text);
  return toldOf("start", name, pid, because, uid);
};
/** am_crash: process, user, name, flags, exception, … */
const eventCrash: Reader = ({ text }) => {
  const [pid, , name, , because] = membersOf(text);
  return toldOf("crash", name, pid, because);
};
/** am_kill: user, process, name, importance, why; am_proc_died: user, process, name, importance. */
const eventEnd: Reader = ({ text }) => {
  const [, pid, name, , because] = membersOf(text);
  return toldOf("end", name, pid, because);
};
const STARTED = /^Start proc (?:(\d+):)?([^\s/]+)\/(\S+) for (.*)$/;
const managerStart: Reader = ({ text }) => {
  const match = STARTED.exec(text);
  return match ? toldOf("start", match[2], match[1], match[4]) : undefined;
};
const RUNTIME = /^Process: (\S+), PID: (\d+)/;
const javaCrash: Reader = ({ text }) => {
  const match = RUNTIME.exec(text);
  return match ? { kind: "crash", process: match[1], pid: Number(match[2]), uid: undefined, because: undefined } : undefined;
};
const NATIVE = /^Fatal signal \d+ \((\w+)\)(?:, code -?\d+ \((\w+)\b.*?\))?.*? in tid \d+ \(.*?\)(?:, pid (\d+) \((.*?)\))?/;
const libcCrash: Reader = ({ text, pid }) => {
  const match = NATIVE.exec(text);
  if (!match) return undefined;
  const because = match[2] === undefined ? match[1] : `${match[1]} ${match[2]}`;
  return { kind: "crash", process: match[4], pid: number(match[3]) ?? pid, uid: undefined, because };
};

/** Readers of a tag's lines. */
interface TagReader {
  readonly read: Reader;
  /** Every line that it reads holds this. */
  readonly holds: string;
  readonly isOfSystem: boolean;
}

/** Who writes these lines; what an app writes under the same name is not read, where the log tells the writer. */
const READERS: ReadonlyMap<string, TagReader> = new Map([
  ["am_proc_start", { read: start, holds: "am_proc_start", isOfSystem: true }],
  ["am_crash", { read: eventCrash, holds: "am_crash", isOfSystem: true }],
  ["am_kill", { read: eventEnd, holds: "am_kill", isOfSystem: true }],
  ["am_proc_died", { read: eventEnd, holds: "am_proc_died", isOfSystem: true }],
  ["ActivityManager", { read: managerStart, holds: "Start proc ", isOfSystem: true }],
  ["AndroidRuntime", { read: javaCrash, holds: "Process: ", isOfSystem: false }],
  ["libc", { read: libcCrash, holds: "Fatal signal ", isOfSystem: false }],
]);
const DENIAL = "avc:";
/** Of a million lines these are looked for first: few hold one. */
const WANTED = { texts: [DENIAL, ...[...READERS.values()].map(({ holds }) => holds)] };
const SYSTEM: ReadonlySet<string> = new Set(["0", "1000", "root", "system"]);
const SENTENCES = {
  start: "artifacts/android/logcat/on-start",
  crash: "artifacts/android/logcat/on-crash",
  end: "artifacts/android/logcat/on-end",
} as const;
const MAX_ENTRIES = 200_000;
const MAX_TEXT = 400;

export default defineArtifact<LogEntry>({
  id: "android/logcat",
  version: 1,
  paths: [
    "bridle:/logcat/*", // bug reports by buffer; AndroidQF's logcat.txt and logcat_old.txt
  ],
  presence: { "android-bugreport": "expected", androidqf: "expected" },
  scope: "device",
  emits: { "process:name": ["ran"], "app:id": ["ran"], "file:path": ["ran", "listed"] },
  cuts: { "process:name": KERNEL_NAME_LENGTH },
  provenOn: "synthetic-only",
  references: ["https://developer.android.com/tools/logcat", "https://source.android.com/docs/security/features/selinux/validate"],

  parse: (file, context) =>
    linewise(context.lines(file, WANTED), (found) => {
      let count = 0;
      return {
        see(line) {
          const log = readLogLine(line.text);
          const entry = log && entryOf(log, context.acquisition);
          if (!entry || count > MAX_ENTRIES) return;
          if (++count <= MAX_ENTRIES) found(line, entry);
          else context.skip(message("artifacts/shared/too-many", { limit: MAX_ENTRIES }), [atLine(line.line)], "over-budget");
        },
      };
    }),

  observables: observablesOf,
  events: ({ kind, logged, process, because }) =>
    logged && process !== undefined && kind !== "denial"
      ? [
          {
            time: logged,
            kind: kind === "crash" ? "crash" : "process",
            message: SENTENCES[kind],
            params: { process, because: because ?? "-" },
          },
        ]
      : [],
});

function entryOf(log: LogLine, acquisition: AcquisitionInfo): LogEntry | undefined {
  const { tag, text, writer } = log;
  const denial = text.includes(DENIAL) ? readDenial(text) : undefined;
  if (denial) return denialOf(log, denial, acquisition);
  const known = READERS.get(tag);
  if (!known || (known.isOfSystem && writer !== undefined && !SYSTEM.has(writer))) return undefined;
  const told = known.read(log);
  return told && entryWith(log, told, loggedAt(log, acquisition));
}

/** Fields are set one by one: see Draft. */
function entryWith(log: LogLine, { kind, process, pid, uid, because }: Told, logged: EvidenceTime | undefined): LogEntry {
  const entry: Draft<LogEntry> = { kind, logTag: log.tag };
  if (log.writer !== undefined) entry.logWriter = log.writer;
  if (logged) entry.logged = logged;
  if (process !== undefined) entry.process = process;
  if (pid !== undefined) entry.pid = pid;
  if (uid !== undefined) entry.uid = uid;
  if (because !== undefined) entry.because = because.length > MAX_TEXT ? because.slice(0, MAX_TEXT) : because;
  return entry;
}

function denialOf(log: LogLine, { command, audited, ...rest }: Denial, acquisition: AcquisitionInfo): LogEntry {
  return {
    kind: "denial",
    logTag: log.tag,
    ...optional("logWriter", log.writer),
    ...optional("logged", audited ?? loggedAt(log, acquisition)),
    ...optional("process", command),
    ...rest,
  };
}

function observablesOf({ kind, process, path, app }: LogEntry): readonly Observable[] {
  const ran = process === undefined ? [] : processObservables(process, kind === "denial");
  if (app === undefined && path === undefined) return ran;
  const named = app === undefined ? undefined : packageOf(app);
  return [
    ...ran,
    ...(named === undefined ? [] : [{ type: "app:id", role: "ran", value: named } as const]),
    ...(path?.startsWith("/") ? [{ type: "file:path", role: "listed", value: path } as const] : []),
  ];
}
