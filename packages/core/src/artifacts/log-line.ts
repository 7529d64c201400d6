import type { AcquisitionInfo } from "../model/acquisition.ts";
import type { EvidenceTime } from "../model/time.ts";
import { parseLocal } from "./android-clock.ts";
import { yearlessTime } from "./yearless-time.ts";

/** A line of logcat. */
export interface LogLine {
  /** As it stands there; few lines of a log are asked for their time (`loggedAt`). */
  readonly when: { readonly year: string | undefined; readonly text: string; readonly offset: string | undefined };
  readonly pid: number;
  /** Account that wrote it, by number or name, where the form has it. */
  readonly writer: string | undefined;
  readonly tag: string;
  readonly text: string;
}

const WHEN = "(?:(\\d{4})-)?(\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3,9})(?: ([+-]\\d{4}))?";
/** `threadtime`, the form of bug reports: with the writer's account from Android 8 on. */
const THREAD_TIME = new RegExp(`^${WHEN} +(?:(\\S+) +)?(\\d+) +(\\d+) [VDIWEFS] (.*?): (.*)$`);
/** `time`: level, tag and process together. */
const TIME = new RegExp(`^${WHEN} [VDIWEFS]/(.*?)\\( *(\\d+)(?:: *\\d+)?\\): (.*)$`);

export function readLogLine(text: string): LogLine | undefined {
  const thread = THREAD_TIME.exec(text);
  if (thread) return lineOf(thread, thread[4], thread[5]!, thread[7]!, thread[8]!);
  const time = TIME.exec(text);
  return time ? lineOf(time, undefined, time[5]!, time[4]!, time[6]!) : undefined;
}

/** Both forms begin with the same three. */
const lineOf = (match: RegExpExecArray, writer: string | undefined, pid: string, tag: string, text: string): LogLine => ({
  when: { year: match[1], text: match[2]!, offset: match[3] },
  pid: Number(pid),
  writer,
  tag: tag.trimEnd(),
  text,
});

export function loggedAt(
  { when: { year, text, offset } }: LogLine,
  acquisition: Pick<AcquisitionInfo, "made" | "zone">,
): EvidenceTime | undefined {
  if (year === undefined) return yearlessTime(text, acquisition);
  return parseLocal(`${year}-${text}${offset === undefined ? "" : ` ${offset}`}`, acquisition.zone);
}
