import type { EvidenceFile } from "../acquisition/file-system.ts";
import { atLine } from "../model/locator.ts";
import { message } from "../model/message.ts";
import type { Located } from "../model/record.ts";
import type { EvidenceTime } from "../model/time.ts";
import { parseLocal } from "../model/wall-clock.ts";
import type { ParseContext } from "./artifact.ts";

/** An entry of a log that a daemon of the system keeps for itself; what it says may go on over lines without a time. */
export interface DaemonEntry {
  /** As written. */
  readonly raw: string;
  /** The same as `YYYY-MM-DD HH:MM:SS[.ffffff]`: the phone's wall clock, without a zone. */
  readonly wall: string;
  readonly pid: number;
  /** Address of the thread, where the form has it. */
  readonly thread?: string;
  /** Method or function that wrote it; an app cannot choose it. */
  readonly speaker: string;
  readonly said: string;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * installd, containermanagerd, mobileactivationd (MobileObliteration's MOLog): `Www Mmm [d]d HH:MM:SS YYYY [pid] <level> (0xthread) speaker: text`.
 * Seen in a published log of an iOS 14 and 15 phone (plaso's test data).
 */
const DATED =
  /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4}) \[(\d{1,10})\] <[a-z]{1,16}> \((0x[0-9a-f]{1,16})\) (.*)$/s;
/** `-[Class method:]`, a block of it, a function, or a tag of capitals before a function (`MA: main`). */
const SPEAKER = /^((?:[-+]\[[^\]]{1,512}\]|(?:[A-Z]{2,8}: )?[A-Za-z_]\w{0,127})(?:_block_invoke(?:_\d{1,4})?)?): (.*)$/s;

export function readDaemonEntry(text: string): DaemonEntry | undefined {
  const [, month, day, clock, year, pid, thread, rest] = DATED.exec(text) ?? [];
  const number = month === undefined ? -1 : MONTHS.indexOf(month);
  if (number < 0) return undefined;
  const wall = `${year}-${String(number + 1).padStart(2, "0")}-${day!.padStart(2, "0")} ${clock}`;
  const [, speaker = "", said = rest!] = SPEAKER.exec(rest!) ?? [];
  return { raw: text.slice(0, text.indexOf(" [")), wall, pid: Number(pid), thread: thread!, speaker, said };
}

/** lockdownd: `MM/DD/YY HH:MM:SS.ffffff pid=N function: text`; the process is left out by some versions. */
const SHORT_DATED = /^(\d\d)\/(\d\d)\/(\d\d) (\d\d:\d\d:\d\d\.\d{6}) (?:pid=(\d{1,10}) )?(\w{1,128}): (.*)$/s;

export function readLockdownEntry(text: string): DaemonEntry | undefined {
  const [, month, day, year, clock, pid, speaker, said] = SHORT_DATED.exec(text) ?? [];
  if (month === undefined) return undefined;
  const raw = text.slice(0, `${month}/${day}/${year} ${clock}`.length);
  return { raw, wall: `20${year}-${month}-${day} ${clock}`, pid: Number(pid ?? 0), speaker: speaker!, said: said! };
}

/** When an entry was written. Of a sysdiagnose the zone is that of its making: what a journey before it meant is not told. */
export function daemonTime({ wall, raw }: Pick<DaemonEntry, "wall" | "raw">, { acquisition }: ParseContext): EvidenceTime | undefined {
  const time = parseLocal(wall, acquisition.zone);
  if (!time) return undefined;
  const isOfArchive = acquisition.kind === "sysdiagnose" && time.zoneSource === "settings";
  return { ...time, raw, ...(isOfArchive && { zoneSource: "archive-default" as const }) };
}

/** What a reader makes of entries; of most it makes nothing. */
export interface DaemonReader<T> {
  see(entry: DaemonEntry): T | undefined;
  /** A line without a time, which belongs to the entry before it. */
  goesOn?(text: string): T | undefined;
}

/** Records of a daemon's log. A text without a single entry is of another form, and that is said. */
export function* daemonRecords<T>(
  file: EvidenceFile,
  context: ParseContext,
  read: (text: string) => DaemonEntry | undefined,
  reader: DaemonReader<T>,
): Generator<readonly Located<T>[]> {
  let isKnown = false;
  let firstStrange: number | undefined;
  for (const lines of context.lines(file)) {
    const found: Located<T>[] = [];
    for (const { text, line } of lines) {
      const entry = read(text);
      isKnown ||= entry !== undefined;
      if (!isKnown && text.trim() !== "") firstStrange ??= line;
      const goesOn = isKnown ? reader.goesOn : undefined;
      const data = entry ? reader.see(entry) : goesOn?.(text);
      if (data !== undefined) found.push({ at: [atLine(line)], data });
    }
    if (found.length > 0) yield found;
  }
  if (!isKnown && firstStrange !== undefined) context.skip(message("artifacts/shared/no-entry"), [atLine(firstStrange)], "unreadable-form");
}
