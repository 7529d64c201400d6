import { atLine } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Located } from "../../model/record.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { commandObservables, commandProgram, joinedMeridiem, pathOfCommand } from "../ps-command.ts";

/** A process that ran when the sysdiagnose was made. */
export interface RunningProcess {
  readonly pid: number;
  readonly parentPid?: number;
  readonly uid?: number;
  readonly user?: string;
  /** As shown: a time of day, a weekday or a date, in the phone's zone. */
  readonly startedAsShown?: string;
  /** With its arguments, as shown. */
  readonly command: string;
  /** The command without its arguments, where that can be told: from an absolute path up to the first argument. */
  readonly path?: string;
}

/** Columns of a line, without the command, which is the rest of it. */
const MAX_COLUMNS = 40;
const COMMAND = "COMMAND";

/** `ps` with the columns of the header; the command stands last, with spaces and arguments. */
export default defineArtifact<RunningProcess>({
  id: "ios/processes",
  version: 1,
  paths: ["bridle:/sysdiagnose/ps.txt"],
  presence: { sysdiagnose: "expected" },
  scope: "device",
  emits: { "process:name": ["ran"], "file:path": ["ran"] },
  provenOn: "synthetic-only",
  references: ["https://github.com/EC-DIGIT-CSIRC/sysdiagnose"],

  *parse(file, context) {
    let columns: readonly string[] | undefined;
    let listed = 0;
    for (const lines of context.lines(file)) {
      const found: Located<RunningProcess>[] = [];
      for (const { text, line } of lines) {
        if (columns === undefined) columns = columnsOf(text);
        else if (text.trim() !== "") {
          const data = processOf(text, columns, context);
          if (data) found.push({ at: [atLine(line)], data });
          else context.skip(message("artifacts/ios/processes/unknown-line"), [atLine(line)]);
        }
      }
      listed += found.length;
      yield found;
    }
    // The list names launchd and itself at least: one without a line is not one of a phone where nothing ran.
    if (columns !== undefined && listed === 0) context.skip(message("artifacts/ios/processes/no-processes"), undefined, "unreadable-form");
    if (columns === undefined) context.skip(message("artifacts/ios/processes/no-header"), undefined, "unreadable-form");
  },

  observables: commandObservables,
  programs: (process) => [commandProgram(process)],
});

/** The names of a header, or undefined where a line is none. */
function columnsOf(text: string): readonly string[] | undefined {
  const names = text.trim().split(/\s+/);
  return names.includes("PID") && names.at(-1) === COMMAND && names.length <= MAX_COLUMNS ? names : undefined;
}

/** Values in order of the columns; STARTED is one word in every form known, also with a narrow space before AM and PM. */
function processOf(text: string, columns: readonly string[], context: ParseContext): RunningProcess | undefined {
  const fixed = columns.length - 1;
  const match = new RegExp(`^\\s*((?:\\S+\\s+){${fixed}})(.*)$`).exec(joinedMeridiem(text));
  if (!match) return undefined;
  const values = match[1]!.trim().split(/\s+/);
  const of = (name: string): string | undefined => values[columns.indexOf(name)];
  const pid = wholeNumber(of("PID"));
  const command = match[2]!.trimEnd();
  if (pid === undefined || command === "") return undefined;
  const path = pathOfCommand(command);
  return {
    pid,
    ...optional("parentPid", wholeNumber(of("PPID"))),
    ...optional("uid", wholeNumber(of("UID"))),
    ...optional("user", of("USER")),
    ...optional("startedAsShown", of("STARTED")),
    command,
    ...optional("path", path === undefined ? undefined : context.canonical(path)),
  };
}

const wholeNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^-?\d{1,10}$/.test(text) ? Number(text) : undefined;
