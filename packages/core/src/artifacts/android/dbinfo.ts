import type { TextLine } from "../../formats/text/read-lines.ts";
import type { Observable } from "../../model/observable.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { parseLocal } from "../android-clock.ts";
import { packageOf } from "../android-components.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { appObservable } from "../dumpsys-text.ts";
import { type Found, type LineReader, linewise, skipLine } from "../linewise.ts";
import { optional } from "../optional-field.ts";

/** One of the last statements that an app gave to one of its databases. */
export interface DatabaseOperation {
  readonly pid: number;
  readonly processName?: string;
  readonly packageName?: string;
  /** Canonical path of the database. */
  readonly path?: string;
  /** Such as prepare, execute, executeForLong. */
  readonly databaseAction: string;
  /** As the text has it; values are left out by the system, unless the app wrote them into the statement. */
  readonly sql: string;
  readonly executed?: EvidenceTime;
}

const PROCESS = /^\*\* Database info for pid (\d{1,9}) \[([^\]]{1,255})\] \*\*/;
const POOL = /^Connection pool for (.{1,4096}):\s*$/;
const OPERATION =
  /^\s{4,}\d{1,4}: \[([^\]]{1,40})\] (?:\[Pid:\((\d{1,9})\)\])?(\w{1,64}) (?:took|started) [^",]{0,64}(?:, sql="(.*)|, (?:path|exception)=.*)?$/s;
const PATH = /, path=(\/.*)$/s;
const PREFIX_PATH = /^\/data\/(?:data|user\/\d+|user_de\/\d+)\/([^/]+)\//;
const YEAR = /^\d{4}-/;
/** Statements span lines where an app breaks them. */
const MAX_STATEMENT_LINES = 128;
const MAX_STATEMENT = 16 << 10;

export default defineArtifact<DatabaseOperation>({
  id: "android/dbinfo",
  version: 1,
  paths: [
    "bridle:/dumpsys/dbinfo", // every bug report; AndroidQF's dumpsys.txt
  ],
  presence: { "android-bugreport": "expected", androidqf: "expected" },
  scope: "device",
  emits: { "app:id": ["ran"], "process:name": ["ran"], "file:path": ["written"] },
  provenOn: "synthetic-only",
  references: [
    "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/android14-release/core/java/android/database/sqlite/SQLiteConnection.java",
    "https://docs.mvt.re/en/latest/android/bugreport/",
  ],

  parse: (file, context) => linewise(context.lines(file), (found) => databaseReader(found, context)),

  observables({ processName, packageName, path }) {
    const observables: Observable[] = packageName === undefined ? [] : [appObservable(packageName, "ran")];
    if (processName !== undefined) observables.push({ type: "process:name", role: "ran", value: processName });
    if (path?.startsWith("/")) observables.push({ type: "file:path", role: "written", value: path });
    return observables;
  },
  events: ({ executed, processName = "", databaseAction }) =>
    executed
      ? [
          {
            time: executed,
            kind: "usage",
            message: "artifacts/android/dbinfo/executed",
            params: { process: processName, action: databaseAction },
          },
        ]
      : [],
});

interface OpenOperation {
  readonly line: TextLine;
  readonly pid: number;
  readonly processName: string | undefined;
  readonly pool: string | undefined;
  readonly when: string;
  readonly databaseAction: string;
  text: string;
  lines: number;
}

function databaseReader(found: Found<DatabaseOperation>, context: ParseContext): LineReader {
  let process: { readonly pid: number; readonly name: string } | undefined;
  let pool: string | undefined;
  let open: OpenOperation | undefined;
  const close = (): void => {
    if (open) found(open.line, operationOf(open, context));
    open = undefined;
  };
  return {
    see(line) {
      const { text } = line;
      const [, pid, name] = PROCESS.exec(text) ?? [];
      const operation = OPERATION.exec(text);
      const nextPool = POOL.exec(text)?.[1];
      if (pid !== undefined && name !== undefined) {
        close();
        process = { pid: Number(pid), name };
        pool = undefined;
      } else if (nextPool !== undefined) {
        close();
        pool = nextPool;
      } else if (operation && process) {
        close();
        const [, when, ownPid, databaseAction, sql] = operation;
        open = {
          line,
          pid: Number(ownPid ?? process.pid),
          processName: process.name,
          pool,
          when: when!,
          databaseAction: databaseAction!,
          text: sql ?? "",
          lines: 1,
        };
        if (sql === undefined || isWhole(open.text)) close();
      } else if (open) seeMore(open, line, close, context);
    },
    end: close,
  };
}

/** The statement's end is a quotation mark at the end of the line, or before a path. */
const isWhole = (text: string): boolean => /"(?:, (?:path|bindArgs|exception|result)=.*)?$/s.test(text);

function seeMore(open: OpenOperation, line: TextLine, close: () => void, context: ParseContext): void {
  if (++open.lines > MAX_STATEMENT_LINES || open.text.length > MAX_STATEMENT) {
    skipLine(context, line);
    close();
    return;
  }
  open.text += `\n${line.text}`;
  if (isWhole(open.text)) close();
}

function operationOf({ pid, processName, pool, when, databaseAction, text }: OpenOperation, context: ParseContext): DatabaseOperation {
  const written = PATH.exec(text)?.[1] ?? pool;
  const path = written?.startsWith("/") ? context.canonical(written.trim()) : undefined;
  const sql = text.replace(/"(?:, (?:path|bindArgs|exception|result)=.*)?$/s, "");
  const packageName = (processName && packageOf(processName)) ?? PREFIX_PATH.exec(path ?? "")?.[1];
  return {
    pid,
    ...optional("processName", processName),
    ...optional("packageName", packageName),
    ...optional("path", path),
    databaseAction,
    sql: sql.slice(0, MAX_STATEMENT),
    // Old systems leave the year out: then the moment is not known.
    ...optional("executed", YEAR.test(when) ? parseLocal(when, context.acquisition.zone) : undefined),
  };
}
