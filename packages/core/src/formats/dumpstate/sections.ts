import type { ByteSource } from "../../bytes/byte-source.ts";
import type { TextEnd } from "./candidates.ts";
import { type FooterMark, type HeaderMark, type Mark, readMarks } from "./marks.ts";

/** What one service or one command printed. */
export interface DumpSection {
  readonly kind: "service" | "command";
  readonly title: string;
  readonly priority?: string;
  readonly command?: string;
  /** The first byte of what was printed, and the lines before it. */
  readonly offset: number;
  readonly line: number;
  /** The byte after it. */
  readonly end: number;
  /** How long it took, and the phone's wall clock when it had ended, as the footer states them. */
  readonly seconds?: number;
  readonly endedAt?: string;
  readonly doubts: readonly Doubt[];
}

/**
 * Why a section may not be what it seems. What apps print lies between the lines of dumpstate and may imitate them: nothing is left
 * out for it, but it is said.
 */
export type Doubt =
  | "unclosed" // its footer is missing: the dump was killed, cut, or a line that imitates a header ended it
  | "timed-out" // dumpsys gave it up
  | "repeated" // the same service at the same priority, or the same command, stands here twice
  | "holds-headers" // between its header and its footer stand headers of others: they count as its text
  | "ends-twice"; // a second footer of it follows: one of the two is imitated

export interface DumpIndex {
  readonly sections: readonly DumpSection[];
  /** Bytes before the first section. */
  readonly headerEnd: number;
  readonly byteLength: number;
  readonly lines: number;
  /** Lines that look like headers or footers, beyond the limit: sections may be missing. */
  readonly marksLeftOut: number;
}

/** Marks kept at once. Real dumps have some thousands; a flood inside one section is let go when that section ends. */
export const MAX_MARKS = 50_000;

/** Finds the sections of the main text of a bug report, or of what `dumpsys` printed. One pass over the text. */
export function indexDump(source: ByteSource): DumpIndex {
  const { marks, end, leftOut } = collectMarks(source);
  const sections = withRepeats(resolve(marks, end.bytes));
  const headerEnd = marks.find(isHeader)?.offset ?? end.bytes;
  return { sections, headerEnd, byteLength: end.bytes, lines: end.lines, marksLeftOut: leftOut };
}

/** A header, and what stood before its footer. */
type Collected = Exclude<Mark, HeaderMark> | (HeaderMark & { until?: FooterMark; holdsHeaders?: boolean; timedOut?: boolean });
type Opened = Extract<Collected, { mark: "header" }>;

const isHeader = (mark: Collected): mark is Opened => mark.mark === "header";

/**
 * A section ends at its own footer. What lies between is its text, whatever it looks like: apps write into the dumps of services, and a
 * header they print is text of the service that printed them. A footer belongs to the last header of its name before it, so that a
 * section that was killed never swallows what follows. Commands that run dumpsys, or state no command at all (one part for each
 * process), hold sections of their own.
 */
function collectMarks(source: ByteSource): { marks: readonly Collected[]; end: TextEnd; leftOut: number } {
  const marks: Collected[] = [];
  /** Of each name, the header that has no footer yet. */
  const open = new Map<string, number>();
  /** Commands that hold others, by the footer that seems to end them. */
  const ended = new Map<FooterMark, number>();
  let leftOut = 0;
  const reopen = (footer: FooterMark): void => {
    const at = ended.get(footer);
    if (at === undefined) return;
    delete (marks[at] as Opened).until;
    open.set(keyOf(footer), at);
  };
  const dropAfter = (at: number): void => {
    const header = marks[at] as Opened;
    for (const inner of marks.splice(at + 1)) {
      if (inner.mark === "timeout" && isOwnTimeout(header, inner.title)) header.timedOut = true;
      if (inner.mark === "footer") reopen(inner);
      if (!isHeader(inner)) continue;
      header.holdsHeaders = true;
      if ((open.get(keyOf(inner)) ?? -1) > at) open.delete(keyOf(inner));
    }
    leftOut = 0;
  };
  const end = readMarks(source, (mark) => {
    const header = mark.mark === "footer" ? open.get(keyOf(mark)) : undefined;
    if (mark.mark === "footer" && header !== undefined) {
      open.delete(keyOf(mark));
      const opened = marks[header] as Opened;
      opened.until = mark;
      if (!isContainer(opened)) return dropAfter(header);
      ended.set(mark, header);
    }
    if (marks.length >= MAX_MARKS) return void leftOut++;
    if (mark.mark === "header") open.set(keyOf(mark), marks.length);
    marks.push(mark.mark === "header" ? { ...mark } : mark);
  });
  return { marks, end, leftOut };
}

/** Dumpsys names the service that it gave up, dumpstate the command. */
const isOwnTimeout = ({ kind, title }: HeaderMark, given: string): boolean => kind === "command" || given === title;

const isContainer = ({ kind, title, command }: HeaderMark): boolean =>
  kind === "command" && (command === undefined || /^DUMPSYS\b/.test(title));

/** A title may hold a part in brackets, as the command behind it does ("SHOW MAP 1 (init) (showmap -q 1)"): the footer alone tells which. */
const keyOf = ({ kind, title }: HeaderMark | FooterMark): string => `${kind} ${kind === "command" ? title.split(" (", 1)[0] : title}`;

type Draft = { -readonly [K in keyof DumpSection]: DumpSection[K] } & { doubts: Doubt[] };

function resolve(marks: readonly Collected[], byteLength: number): Draft[] {
  const sections: Draft[] = [];
  const closed = new Map<string, Draft>();
  const owned = new Set(marks.filter(isHeader).map(({ until }) => until));
  for (const [at, mark] of marks.entries()) {
    if (mark.mark === "footer" && !owned.has(mark)) closed.get(keyOf(mark))?.doubts.push("ends-twice");
    if (!isHeader(mark)) continue;
    const next = mark.until ? undefined : nextEnd(marks, at);
    const section = draftOf(mark, mark.until?.offset ?? (next === undefined ? byteLength : marks[next]!.offset));
    sections.push(section);
    if (mark.until) closed.set(keyOf(mark), section);
    else if (marks.slice(at + 1, next).some((inner) => inner.mark === "timeout" && isOwnTimeout(mark, inner.title)))
      section.doubts.push("timed-out");
  }
  return sections;
}

/** What ends a section without a footer: the next header, or the footer of a command around it; of one that holds others, a command alone. */
function nextEnd(marks: readonly Collected[], from: number): number | undefined {
  const holdsOthers = isContainer(marks[from] as Opened);
  for (let at = from + 1; at < marks.length; at++) {
    const mark = marks[at]!;
    if (mark.mark === "timeout" || (holdsOthers && mark.kind === "service")) continue;
    if (isHeader(mark) || mark.kind === "command") return at;
  }
  return undefined;
}

const draftOf = ({ kind, priority, body, bodyLine, until, holdsHeaders, timedOut, ...named }: Opened, end: number): Draft => ({
  kind,
  ...(kind === "command" && until ? asEnded(named, until.title) : titled(named)),
  ...(priority !== undefined && { priority }),
  offset: body,
  line: bodyLine,
  end: Math.max(body, end),
  ...(until && { seconds: until.seconds }),
  ...(until?.endedAt !== undefined && { endedAt: until.endedAt }),
  doubts: [
    ...(until ? [] : (["unclosed"] as const)),
    ...(holdsHeaders ? (["holds-headers"] as const) : []),
    ...(timedOut ? (["timed-out"] as const) : []),
  ],
});

type Named = Pick<HeaderMark, "title" | "command">;

const titled = ({ title, command }: Named): Named => ({ title, ...(command !== undefined && { command }) });

/** The header's words, parted where the footer parts them. */
function asEnded(named: Named, ending: string): Named {
  const whole = `${named.title} (${named.command})`;
  const isLonger = named.command !== undefined && ending.length > named.title.length && whole.startsWith(`${ending} (`);
  return isLonger ? { title: ending, command: whole.slice(ending.length + 2, -1) } : titled(named);
}

function withRepeats(sections: readonly Draft[]): readonly DumpSection[] {
  const identity = ({ kind, title, priority, command }: Draft): string => JSON.stringify([kind, title, priority, command]);
  const seen = new Map<string, number>();
  for (const section of sections) seen.set(identity(section), (seen.get(identity(section)) ?? 0) + 1);
  for (const section of sections) if (seen.get(identity(section))! > 1) section.doubts.push("repeated");
  return sections.map((section) => ({ ...section, doubts: [...new Set(section.doubts)] }));
}
