import { type SeenTexts, scanArguments } from "../formats/tracev3/argument-scan.ts";
import type { SimpleDump, StateDump } from "../formats/tracev3/dumps.ts";
import { itemsOf, type LineDamage, type LineSink, type LineView, type Speaker, textOfLine, tickOf } from "../formats/tracev3/lines.ts";
import { textOf } from "../formats/tracev3/render.ts";
import { type BootClock, wallClock } from "../formats/tracev3/timesync.ts";
import { baseName } from "../model/canonical-path.ts";
import { atFile, type Locator } from "../model/locator.ts";
import { message } from "../model/message.ts";
import type { Located } from "../model/record.ts";
import { type EvidenceTime, fromUnixNanoseconds } from "../model/time.ts";
import type { ParseContext } from "./artifact.ts";
import type { LogLevel, UnifiedLogLine } from "./ios/unified-log.ts";
import { optional } from "./optional-field.ts";
import { isOrdinaryProgram } from "./system-programs.ts";
import type { Beside } from "./unified-log-beside.ts";
import { asciiRuns, namesIn } from "./unified-log-names.ts";
import { isTopicProgram, type LogTopic, mayTell, topicOf } from "./unified-log-topics.ts";

const LEVELS: Readonly<Record<number, LogLevel>> = { 0: "default", 1: "info", 2: "debug", 16: "error", 17: "fault" };
/** Lines that are kept of one file; files hold some hundred thousand. */
export const MAX_KEPT_LINES = 200_000;
/** Lines kept of one program outside the folders for programs, in one file. */
export const MAX_LINES_OF_PROGRAM = 20_000;
const MAX_TEXT = 4_096;
const MAX_VALUES = 16;
const ABOUT_PROGRAMS: readonly LogTopic[] = ["launch", "exit", "memory-kill"];
const PROGRAM_NAME = /^(?=.*[A-Za-z])[\w.+-]{2,128}$/;

interface Names {
  readonly urls: string[];
  readonly paths: string[];
}

/** What is known of a program of one catalog. */
interface Program {
  readonly pid: number;
  readonly euid: number;
  readonly path: string | undefined;
  /** All its lines are kept. */
  readonly isChosen: boolean;
  /** Its words can be a topic even where they stand in the argument. */
  readonly hasTopics: boolean;
  /** For fingerprints: the same for the same image. */
  readonly number: number;
}

/** What one reading of a file counts. */
interface LineCounts {
  lines: number;
  kept: number;
  /** Their format strings are not in the archive. */
  unresolved: number;
  readonly damaged: Map<LineDamage, number>;
}

/** Over all files of an acquisition: texts that were met before, and programs by number. */
export interface LogMemory {
  readonly seen: SeenTexts;
  readonly numbers: Map<string, number>;
}

/** One reading of one file. */
export interface LineReading {
  readonly context: ParseContext;
  readonly beside: Beside;
  readonly memory: LogMemory;
  readonly counts: LineCounts;
  /** Lines kept, by the program's number. */
  readonly ofProgram: Map<number, number>;
  /** What was found since it was last taken. */
  found: Located<UnifiedLogLine>[];
  /** The place of the lines that follow. */
  at: Locator;
  clock: BootClock | undefined;
  /** Bytes that may still be unpacked. */
  left: number;
}

/** Real files unpack to four times their size. */
const MAX_RATIO = 64;
const MIN_UNPACKED_BYTES = 64 << 20;

export const newReading = (context: ParseContext, beside: Beside, memory: LogMemory, fileBytes: number): LineReading => ({
  context,
  beside,
  memory,
  counts: { lines: 0, kept: 0, unresolved: 0, damaged: new Map() },
  ofProgram: new Map(),
  found: [],
  at: atFile,
  clock: undefined,
  left: Math.max(MIN_UNPACKED_BYTES, fileBytes * MAX_RATIO),
});

/** What is done with each line: the arguments of all are looked through, few are rendered. */
export const sinkOf = (reading: LineReading): LineSink => ({
  line: (line) => readLine(reading, line),
  simple: (dump, speaker) => readDump(reading, dump, speaker),
  state: (dump, speaker) => readDump(reading, dump, speaker),
  damaged: (what) => reading.counts.damaged.set(what, (reading.counts.damaged.get(what) ?? 0) + 1),
});

function readLine(reading: LineReading, line: LineView): void {
  const { counts, memory } = reading;
  counts.lines++;
  if (line.format === undefined) counts.unresolved++;
  const program = programOf(reading, line.speaker);
  let names: Names | undefined;
  scanArguments(line, memory.seen, program.number, (bytes, from, to) => {
    names ??= { urls: [], paths: [] };
    addNames(reading, program, textOf(bytes.subarray(from, to)), names);
  });
  const topic = topicOfLine(line, program);
  const why = whyKept(program, topic, names);
  if (why === undefined || !isWithin(reading, program, why, names)) return;
  const data = {
    ...beginningOf(program, why, topic),
    ...timeOf(reading, tickOf(line)),
    ...linePart(reading.context, line, topic),
    ...namesPart(names),
  };
  reading.found.push({ at: [reading.at], data });
}

function readDump(reading: LineReading, dump: SimpleDump | StateDump, speaker: Speaker | undefined): void {
  reading.counts.lines++;
  if (speaker === undefined) return;
  const program = programOf(reading, speaker);
  const names: Names = { urls: [], paths: [] };
  for (const text of textsOfDump(reading, dump, program)) addNames(reading, program, text, names);
  const topic = "text" in dump && program.hasTopics ? topicOf(dump.text, program.path, undefined) : undefined;
  const why = whyKept(program, topic, names);
  if (why === undefined || !isWithin(reading, program, why, names)) return;
  const data = {
    ...beginningOf(program, why, topic),
    ...timeOf(reading, dump.tick),
    ...("text" in dump
      ? { text: shortened(dump.text), ...optional("subsystem", dump.subsystem || undefined) }
      : { text: shortened(dump.title) }),
    ...optional("image", reading.beside.pathOf(dump.senderUuid)),
    ...namesPart(names),
  };
  reading.found.push({ at: [reading.at], data });
}

/** A state that was told before, letter by letter, is not looked through again. */
function textsOfDump({ memory }: LineReading, dump: SimpleDump | StateDump, { number }: Program): readonly string[] {
  if ("text" in dump) return [dump.text];
  return memory.seen.isNew(dump.data, 0, dump.data.length, number) ? asciiRuns(dump.data) : [];
}

function programOf({ beside, memory }: LineReading, speaker: Speaker): Program {
  if (speaker.memo === undefined) {
    const { imageUuid, pid, euid } = speaker.process;
    const path = imageUuid === undefined ? undefined : beside.pathOf(imageUuid);
    const key = imageUuid ?? `pid ${pid}`;
    const number = memory.numbers.get(key) ?? memory.numbers.size;
    memory.numbers.set(key, number);
    // Where tables of names are there, an image that is in none is odd by itself.
    const isChosen = path === undefined ? beside.hasNames && imageUuid !== undefined : !isOrdinaryProgram(path);
    const program: Program = { pid, euid, path, isChosen, hasTopics: path !== undefined && isTopicProgram(baseName(path)), number };
    speaker.memo = program;
  }
  return speaker.memo as Program;
}

const whyKept = (program: Program, topic: LogTopic | undefined, names: Names | undefined): UnifiedLogLine["why"] | undefined => {
  if (program.isChosen) return "program";
  if (topic !== undefined) return "words";
  return namesAny(names) ? "names" : undefined;
};

const namesAny = (names: Names | undefined): boolean => names !== undefined && names.urls.length + names.paths.length > 0;

/**
 * The budget of a file, and of each program that is outside the folders for programs: beyond that, its lines are kept where they name
 * something. Going beyond is said once.
 */
function isWithin(reading: LineReading, program: Program, why: UnifiedLogLine["why"], names: Names | undefined): boolean {
  const { context, counts, ofProgram, at } = reading;
  if (counts.kept >= MAX_KEPT_LINES) {
    if (counts.kept === MAX_KEPT_LINES) context.skip(message("artifacts/shared/too-many", { limit: MAX_KEPT_LINES }), [at], "over-budget");
    counts.kept = MAX_KEPT_LINES + 1;
    return false;
  }
  if (why === "program") {
    const before = ofProgram.get(program.number) ?? 0;
    ofProgram.set(program.number, before + 1);
    if (before === MAX_LINES_OF_PROGRAM)
      context.skip(message("artifacts/ios/unified-log/too-many-of-program", { limit: MAX_LINES_OF_PROGRAM }), [at], "over-budget");
    if (before >= MAX_LINES_OF_PROGRAM && !namesAny(names)) return false;
  }
  counts.kept++;
  return true;
}

/** What a text names that this program had not named before. */
function addNames({ context, at }: LineReading, program: Program, text: string, names: Names): void {
  const isNew = (value: string): boolean => context.isFirst(`${program.number} ${value}`);
  const { urls, paths } = namesIn(context, at, text);
  for (const url of urls) if (isNew(url)) names.urls.push(url);
  for (const path of paths) if (isNew(path)) names.paths.push(path);
}

/** Asked by the words of the format string, once for each; where the text is the only argument, by the text. */
function topicOfLine(line: LineView, program: Program): LogTopic | undefined {
  const { format } = line;
  if (format === undefined) return undefined;
  format.memo ??= mayTell(format.text);
  if (format.memo === "never") return undefined;
  if (format.memo === "perhaps") return topicOf(format.text, program.path, format.image?.path);
  const text = program.hasTopics ? textOfLine(line) : undefined;
  return text === undefined ? undefined : topicOf(text, program.path, format.image?.path);
}

const beginningOf = ({ pid, euid, path }: Program, why: UnifiedLogLine["why"], topic: LogTopic | undefined) => ({
  why,
  ...optional("topic", topic),
  pid,
  euid,
  ...optional("process", path),
});

const timeOf = ({ clock }: LineReading, tick: bigint): { readonly time?: EvidenceTime } =>
  optional("time", clock && fromUnixNanoseconds(wallClock(clock, tick)));

function linePart(context: ParseContext, line: LineView, topic: LogTopic | undefined): Omit<UnifiedLogLine, "why" | "pid" | "euid"> {
  const { speaker, head, point, format } = line;
  const subsystem = head.subsystem === 0 ? undefined : speaker.process.subsystem(head.subsystem);
  const text = textOfLine(line);
  return {
    ...optional("image", format?.image?.path),
    ...optional("subsystem", subsystem?.subsystem),
    ...optional("category", subsystem?.category),
    ...optional("level", LEVELS[point.level]),
    ...(text === undefined ? valuesPart(line) : { text: shortened(text) }),
    ...optional("about", topic !== undefined && ABOUT_PROGRAMS.includes(topic) ? programNamed(context, line) : undefined),
  };
}

function valuesPart(line: LineView): Pick<UnifiedLogLine, "values"> {
  const texts = itemsOf(line).flatMap(({ kind, bytes }) =>
    bytes && (kind === "text" || kind === "object") ? [shortened(textOf(bytes))] : [],
  );
  return optional("values", texts.length === 0 ? undefined : texts.slice(0, MAX_VALUES));
}

/** The first argument that reads like the name or the path of a program. */
function programNamed(context: ParseContext, line: LineView): string | undefined {
  for (const { kind, bytes } of itemsOf(line)) {
    const text = bytes && (kind === "text" || kind === "object") ? textOf(bytes) : undefined;
    if (text?.startsWith("/")) return context.canonical(shortened(text));
    if (text !== undefined && PROGRAM_NAME.test(text)) return text;
  }
  return undefined;
}

const namesPart = (names: Names | undefined): Pick<UnifiedLogLine, "links" | "paths"> => ({
  ...optional("links", names && names.urls.length > 0 ? names.urls : undefined),
  ...optional("paths", names && names.paths.length > 0 ? names.paths : undefined),
});

const shortened = (text: string): string => (text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text);
