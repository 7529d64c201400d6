import type { AcquisitionInfo } from "../model/acquisition.ts";
import type { EvidenceTime } from "../model/time.ts";
import { parseLocal } from "./android-clock.ts";
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
  if (thread) {
    const [, year, when, offset, writer, pid, , tag, message] = thread;
    return {
      logged: () => timeOf(year, when!, offset, acquisition),
      pid: Number(pid),
      ...(writer !== undefined && { writer }),
      tag: tag!.trimEnd(),
      text: message!,
    };
  }
  const time = TIME.exec(text);
  if (!time) return undefined;
  const [, year, when, offset, tag, pid, message] = time;
  return { logged: () => timeOf(year, when!, offset, acquisition), pid: Number(pid), tag: tag!.trimEnd(), text: message! };
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
