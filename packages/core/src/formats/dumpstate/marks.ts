import type { ByteSource } from "../../bytes/byte-source.ts";
import { type CandidateLine, scanCandidates, type TextEnd } from "./candidates.ts";

/**
 * Lines by which dumpstate and dumpsys part their output, as AOSP prints them:
 * frameworks/native/cmds/dumpsys/dumpsys.cpp (writeDumpHeader, writeDumpFooter, "DUMP TIMEOUT") and
 * frameworks/native/cmds/dumpstate/{DumpstateUtil.cpp,dumpstate.cpp} (RunCommandToFd, DurationReporter).
 */
export type Mark = HeaderMark | FooterMark | TimeoutMark;

export interface HeaderMark {
  readonly mark: "header";
  readonly kind: "service" | "command";
  /** Name of the service, title of the command. */
  readonly title: string;
  /** `CRITICAL` or `HIGH`, of services that were dumped first. */
  readonly priority?: string;
  /** What was run or copied; absent where dumpstate states none. */
  readonly command?: string;
  /** Of the header's first byte: of a service the line of dashes. */
  readonly offset: number;
  /** Of the first byte of what was printed, and the lines before it. */
  readonly body: number;
  readonly bodyLine: number;
}

export interface FooterMark {
  readonly mark: "footer";
  readonly kind: "service" | "command";
  readonly title: string;
  readonly seconds: number;
  /** Local wall clock, as it stands: services only. */
  readonly endedAt?: string;
  readonly offset: number;
  /** Where the next line begins. */
  readonly next: number;
}

export interface TimeoutMark {
  readonly mark: "timeout";
  readonly title: string;
  readonly offset: number;
}

/** 40 and 39 dashes. */
const DASHES = "-".repeat(79);
const SERVICE = /^DUMP OF SERVICE (?:(CRITICAL|HIGH) )?(\S.*):$/;
const SERVICE_END =
  /^--------- (\d{1,9}(?:\.\d{1,9})?)s was the duration of dumpsys (\S.*?)(?:, ending at: (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d))?$/;
const COMMAND_END = /^------ (\d{1,9}(?:\.\d{1,9})?)s was the duration of '(.*)' ------$/;
const COMMAND = /^------ ([^\s-].*?)(?: \((.*)\))? ------$/;
/** "*** SERVICE 'x' DUMP TIMEOUT (10000ms) EXPIRED ***"; "*** command '…' timed out after 10.000s (killing pid 1)". */
const SERVICE_TIMEOUT = /^\*\*\* SERVICE '(.*)' DUMP TIMEOUT \(/;
const COMMAND_TIMEOUT = /^\*\*\* command '(.*)' timed out after /;
/** What newer systems print of the service's process before its own text. */
const PREAMBLE = /^(?:Service host process PID: \d+|Threads in use: \d+\/\d+|Client PIDs: [\d, ]*)$/;

/** Gives all marks of a text in order, in one pass. */
export function readMarks(source: ByteSource, add: (mark: Mark) => void): TextEnd {
  /** Where a line of dashes stood, directly before. */
  let dashes: number | undefined;
  /** A service whose text has not begun yet. */
  let beginning: HeaderMark | undefined;
  const begin = (): void => {
    if (beginning) add(beginning);
    beginning = undefined;
  };
  const end = scanCandidates(source, (line) => {
    if (beginning && PREAMBLE.test(line.text)) {
      beginning = { ...beginning, body: line.next, bodyLine: line.before + 1 };
      return true;
    }
    begin();
    beginning = dashes === undefined ? undefined : serviceHeader(line, dashes);
    dashes = line.text === DASHES ? line.offset : undefined;
    if (beginning || dashes !== undefined) return true;
    const other = otherMark(line);
    if (other) add(other);
    return false;
  });
  begin();
  return end;
}

function serviceHeader({ text, before, next }: CandidateLine, dashes: number): HeaderMark | undefined {
  const match = SERVICE.exec(text);
  if (!match) return undefined;
  const [, priority, title] = match;
  const place = { offset: dashes, body: next, bodyLine: before + 1 };
  return { mark: "header", kind: "service", title: title!, ...(priority && { priority }), ...place };
}

function otherMark({ text, before, offset, next }: CandidateLine): Mark | undefined {
  const timeout = SERVICE_TIMEOUT.exec(text) ?? COMMAND_TIMEOUT.exec(text);
  if (timeout) return { mark: "timeout", title: timeout[1]!, offset };
  const service = SERVICE_END.exec(text);
  if (service) {
    const [, seconds, title, endedAt] = service;
    return { mark: "footer", kind: "service", title: title!, seconds: Number(seconds), ...(endedAt && { endedAt }), offset, next };
  }
  const command = COMMAND_END.exec(text);
  if (command) return { mark: "footer", kind: "command", title: command[2]!, seconds: Number(command[1]), offset, next };
  const header = COMMAND.exec(text);
  if (!header) return undefined;
  const place = { offset, body: next, bodyLine: before + 1 };
  return { mark: "header", kind: "command", title: header[1]!, ...(header[2] !== undefined && { command: header[2] }), ...place };
}
