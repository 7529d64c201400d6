import type { AcquisitionInfo } from "../model/acquisition.ts";
import type { EvidenceTime } from "../model/time.ts";
import { parseLocal } from "./android-clock.ts";
import type { Draft } from "./optional-field.ts";
import { yearlessTime } from "./yearless-time.ts";

/** A line of logcat. */
export interface LogLine {
  /** Reckoned when asked for: few lines of a log are. */
  logged(): EvidenceTime | undefined;
  readonly pid: number;
  /** Account that wrote it, by number or name, where the form has it. */
  readonly writer?: string;
  readonly tag: string;
  readonly text: string;
}

const WHEN = "(?:(\\d{4})-)?(\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3,9})(?: ([+-]\\d{4}))?";
/** `threadtime`, the form of bug reports: with the writer's account from Android 8 on. */
const THREAD_TIME = new RegExp(`^${WHEN} +(?:(\\S+) +)?(\\d+) +(\\d+) [VDIWEFS] (.*?): (.*)$`);
/** `time`: level, tag and process together. */
const TIME = new RegExp(`^${WHEN} [VDIWEFS]/(.*?)\\( *(\\d+)(?:: *\\d+)?\\): (.*)$`);

export function readLogLine(text: string, acquisition: Pick<AcquisitionInfo, "made" | "zone">): LogLine | undefined {
  const thread = THREAD_TIME.exec(text);
  if (thread) return lineOf(thread, thread[4], thread[5]!, thread[7]!, thread[8]!, acquisition);
  const time = TIME.exec(text);
  return time ? lineOf(time, undefined, time[5]!, time[4]!, time[6]!, acquisition) : undefined;
}

/** Both forms begin with the same three. There are thousands of lines: parts are taken by their numbers, and fields set one by one. */
function lineOf(
  match: RegExpExecArray,
  writer: string | undefined,
  pid: string,
  tag: string,
  text: string,
  acquisition: Pick<AcquisitionInfo, "made" | "zone">,
): LogLine {
  const line: Draft<LogLine> = {
    logged: () => timeOf(match[1], match[2]!, match[3], acquisition),
    pid: Number(pid),
    tag: tag.trimEnd(),
    text,
  };
  if (writer !== undefined) line.writer = writer;
  return line;
}

function timeOf(
  year: string | undefined,
  when: string,
  offset: string | undefined,
  acquisition: Pick<AcquisitionInfo, "made" | "zone">,
): EvidenceTime | undefined {
  if (year === undefined) return yearlessTime(when, acquisition);
  return parseLocal(`${year}-${when}${offset === undefined ? "" : ` ${offset}`}`, acquisition.zone);
}
