import type { TextLine } from "../../formats/text/read-lines.ts";
import { message } from "../../model/message.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { type Found, type LineReader, linewise, skipLine } from "../linewise.ts";
import { optional } from "../optional-field.ts";
import { commandObservables, commandProgram, joinedMeridiem, type ListedProcess, pathOfCommand } from "../ps-command.ts";

/** A process with how many threads the list shows of it. */
export interface ThreadedProcess {
  readonly pid: number;
  readonly parentPid?: number;
  readonly user?: string;
  /** As shown: a time of day, a weekday or a date, in the phone's zone. */
  readonly startedAsShown?: string;
  /** With its arguments, as shown. */
  readonly command: string;
  /** The command without its arguments, where that can be told: from an absolute path up to the first argument. */
  readonly path?: string;
  readonly threads: number;
}

/** Columns of a line. */
const MAX_COLUMNS = 40;
const COMMAND = "COMMAND";
/** The short command is cut to the width of its column, and holds spaces. The kernel's own names have sixteen characters. */
const MAX_SHORT_COMMAND = 32;
/** Characters before the whole command. */
const MAX_BEFORE_COMMAND = 1_024;

/** What a column's values look like; those that are not named are one word. */
const SHAPES: Readonly<Record<string, string>> = {
  PID: "\\d{1,10}",
  PPID: "\\d{1,10}",
  F: "[0-9a-fA-F]{1,16}",
  "%MEM": "\\d{1,6}(?:[.,]\\d{1,3})?",
  NI: "-?\\d{1,4}",
  VSZ: "\\d{1,20}",
  RSS: "\\d{1,20}",
  TIME: "[\\d:.,-]{1,24}",
};

/**
 * `ps` with threads: a line that begins with the user for each process, and an indented one for each further thread of it. It has two
 * columns COMMAND: a short one amid the line and the whole one at its end. What stands between them is known by its shape. The first
 * place where all of it fits is taken: the short command has no room for a forged copy of it, and the arguments that follow have.
 */
export default defineArtifact<ThreadedProcess>({
  id: "ios/ps-thread",
  version: 1,
  paths: ["bridle:/sysdiagnose/ps_thread.txt"], // iOS 13 on; of some iOS 26 a header alone
  presence: { sysdiagnose: "expected" },
  scope: "device",
  emits: { "process:name": ["ran"], "file:path": ["ran"] },
  provenOn: "synthetic-only",
  references: ["https://github.com/EC-DIGIT-CSIRC/sysdiagnose"],

  *parse(file, context) {
    yield* linewise<ThreadedProcess>(context.lines(file), (found) => threadReader(found, context));
  },

  observables: commandObservables,
  programs: (process) => [commandProgram(process)],
});

interface Open {
  readonly line: TextLine;
  readonly process: ListedProcess;
  threads: number;
}

function threadReader(found: Found<ThreadedProcess>, context: ParseContext): LineReader {
  let read: ((text: string) => ListedProcess | undefined) | undefined;
  let open: Open | undefined;
  let lines = 0;
  const close = (): void => {
    if (open) found(open.line, { ...open.process, threads: open.threads });
    open = undefined;
  };
  return {
    see(line) {
      if (line.text.trim() === "") return;
      if (read === undefined) {
        read = readerOf(line.text, context);
        return;
      }
      lines++;
      if (/^\s/.test(line.text)) {
        if (open && new RegExp(`^\\s+${open.process.pid}\\s`).test(line.text)) open.threads++;
        else skipLine(context, line);
        return;
      }
      close();
      const process = read(joinedMeridiem(line.text));
      if (process) open = { line, process, threads: 1 };
      else skipLine(context, line);
    },
    end() {
      close();
      if (read === undefined) context.skip(message("artifacts/ios/ps-thread/no-header"), undefined, "unreadable-form");
      else if (lines === 0) context.note(message("artifacts/ios/ps-thread/no-lines"));
    },
  };
}

/** A reader of lines under this header; undefined where the line is no header with two columns COMMAND. */
function readerOf(header: string, context: ParseContext): ((text: string) => ListedProcess | undefined) | undefined {
  const names = header.trim().split(/\s+/);
  const short = names.indexOf(COMMAND);
  const isHeader =
    names.includes("PID") && short > 0 && short < names.length - 1 && names.at(-1) === COMMAND && names.length <= MAX_COLUMNS;
  if (!isHeader) return undefined;
  const shaped = (columns: readonly string[]): string => columns.map((name) => `(${SHAPES[name] ?? "\\S+"})`).join("\\s+");
  const [before, between] = [names.slice(0, short), names.slice(short + 1, -1)];
  const shape = new RegExp(`^${shaped(before)}\\s+(?:\\S.{0,${MAX_SHORT_COMMAND}}?)?\\s+${shaped(between)}\\s+(?=\\S)`);
  const columns = [...before, ...between];
  return (text) => {
    const match = shape.exec(text.slice(0, MAX_BEFORE_COMMAND));
    return match ? processOf(match, text.slice(match[0].length).trimEnd(), columns, context) : undefined;
  };
}

function processOf(match: RegExpExecArray, command: string, columns: readonly string[], context: ParseContext): ListedProcess {
  const of = (name: string): string | undefined => (columns.includes(name) ? match[1 + columns.indexOf(name)] : undefined);
  const numberOf = (name: string): number | undefined => (of(name) === undefined ? undefined : Number(of(name)));
  const path = pathOfCommand(command);
  return {
    pid: numberOf("PID")!,
    ...optional("parentPid", numberOf("PPID")),
    ...optional("user", of("USER")),
    ...optional("startedAsShown", of("STARTED")),
    command,
    ...optional("path", path === undefined ? undefined : context.canonical(path)),
  };
}
