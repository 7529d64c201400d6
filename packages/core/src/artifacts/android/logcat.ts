import { atLine } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Observable } from "../../model/observable.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { packageOf } from "../android-components.ts";
import { defineArtifact } from "../artifact.ts";
import { readDenial } from "../avc.ts";
import { linewise } from "../linewise.ts";
import { type LogLine, readLogLine } from "../log-line.ts";
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

type Reader = (line: LogLine) => (Partial<LogEntry> & Pick<LogEntry, "kind">) | undefined;

const number = (text: string | undefined): number | undefined => (text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined);
/** Members of an event's list; the last may hold commas of its own. */
const membersOf = (text: string): readonly string[] => (text.startsWith("[") && text.endsWith("]") ? text.slice(1, -1) : text).split(",");

type Told = Pick<LogEntry, "kind" | "process" | "pid" | "uid" | "because">;

/** A program and what a list of members tells of it, by their places. There are thousands: fields are set one by one. */
function entryOfMembers(
  kind: LogEntry["kind"],
  text: string,
  places: Readonly<Record<"process" | "pid" | "because", number> & { uid?: number }>,
): Told | undefined {
  const members = membersOf(text);
  const process = members[places.process];
  if (process === undefined) return undefined;
  return entryFor(kind, process, members[places.pid], members[places.because], places.uid === undefined ? undefined : members[places.uid]);
}

function entryFor(kind: LogEntry["kind"], process: string, pid: string | undefined, because: string | undefined, uid?: string): Told {
  const entry: Draft<Told> = { kind, process };
  const [pidNumber, uidNumber] = [number(pid), number(uid)];
  if (pidNumber !== undefined) entry.pid = pidNumber;
  if (uidNumber !== undefined) entry.uid = uidNumber;
  if (because !== undefined) entry.because = because;
  return entry;
}

/** am_proc_start: user, process, uid, name, what for, component. */
const start: Reader = ({ text }) => entryOfMembers("start", text, { pid: 1, uid: 2, process: 3, because: 4 });
/** am_crash: process, user, name, flags, exception, … */
const eventCrash: Reader = ({ text }) => entryOfMembers("crash", text, { pid: 0, process: 2, because: 4 });
/** am_kill: user, process, name, importance, why; am_proc_died: user, process, name, importance. */
const eventEnd: Reader = ({ text }) => entryOfMembers("end", text, { pid: 1, process: 2, because: 4 });
const STARTED = /^Start proc (?:(\d+):)?([^\s/]+)\/(\S+) for (.*)$/;
const managerStart: Reader = ({ text }) => {
  const match = STARTED.exec(text);
  return match ? entryFor("start", match[2]!, match[1], match[4]) : undefined;
};
const RUNTIME = /^Process: (\S+), PID: (\d+)/;
const javaCrash: Reader = ({ text }) => {
  const match = RUNTIME.exec(text);
  return match ? { kind: "crash", process: match[1]!, pid: Number(match[2]) } : undefined;
};
const NATIVE = /^Fatal signal \d+ \((\w+)\)(?:, code -?\d+ \((\w+)\b.*?\))?.*? in tid \d+ \(.*?\)(?:, pid (\d+) \((.*?)\))?/;
const libcCrash: Reader = ({ text, pid }) => {
  const match = NATIVE.exec(text);
  if (!match) return undefined;
  const because = match[2] === undefined ? match[1]! : `${match[1]} ${match[2]}`;
  return { kind: "crash", pid: number(match[3]) ?? pid, ...optional("process", match[4]), because };
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
          const log = readLogLine(line.text, context.acquisition);
          const entry = log && entryOf(log);
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
            message: `artifacts/android/logcat/on-${kind}`,
            params: { process, because: because ?? "-" },
          },
        ]
      : [],
});

function entryOf(log: LogLine): LogEntry | undefined {
  const { tag, text, writer } = log;
  const denial = text.includes(DENIAL) ? readDenial(text) : undefined;
  if (denial) {
    const { command, audited, ...rest } = denial;
    return { kind: "denial", ...aboutOf(log, audited), ...optional("process", command), ...rest };
  }
  const known = READERS.get(tag);
  if (!known || (known.isOfSystem && writer !== undefined && !SYSTEM.has(writer))) return undefined;
  const entry = known.read(log);
  if (!entry) return undefined;
  const about = Object.assign(aboutOf(log), entry);
  return entry.because === undefined || entry.because.length <= MAX_TEXT ? about : { ...about, because: entry.because.slice(0, MAX_TEXT) };
}

function aboutOf(log: LogLine, logged = log.logged()): Pick<LogEntry, "logged" | "logTag" | "logWriter"> {
  const about: Draft<Pick<LogEntry, "logged" | "logTag" | "logWriter">> = { logTag: log.tag };
  if (logged) about.logged = logged;
  if (log.writer !== undefined) about.logWriter = log.writer;
  return about;
}

function observablesOf({ kind, process, path, app }: LogEntry): readonly Observable[] {
  const named = app === undefined ? undefined : packageOf(app);
  return [
    ...(process === undefined ? [] : processObservables(process, kind === "denial")),
    ...(named === undefined ? [] : [{ type: "app:id", role: "ran", value: named } as const]),
    ...(path?.startsWith("/") ? [{ type: "file:path", role: "listed", value: path } as const] : []),
  ];
}
