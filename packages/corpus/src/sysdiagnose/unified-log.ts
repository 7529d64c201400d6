import { concat, createSink, utf8 } from "../bytes.ts";
import type { Program, ProgramLine, SysdiagnosePhone } from "./phone.ts";
import { imageUuid } from "./stamps.ts";
import { linesOf } from "./system-lines.ts";

/**
 * Files of the unified log, written from the layout that libyal/dtformats publishes: header, catalogs, and behind each the lines of its
 * programs in a set that is stored unpacked. Strings, names and clocks lie beside them.
 */

const NUMERATOR = 125;
const DENOMINATOR = 3;
const TICKS_A_SECOND = 24_000_000;
const NO_UUID = 0xffff;
/** Processes of a catalog; real ones hold some dozens. */
const PER_CATALOG = 20;

const uuidBytes = (uuid: string): Uint8Array =>
  Uint8Array.from(uuid.replaceAll("-", "").match(/../g)!, (pair) => Number.parseInt(pair, 16));
const fixed = (text: string, length: number): Uint8Array => concat(utf8(text), new Uint8Array(length - text.length));

function chunk(tag: number, content: Uint8Array): Uint8Array {
  const sink = createSink();
  sink.integerLittleEndian(tag, 4);
  sink.integerLittleEndian(0x11, 4);
  sink.integerLittleEndian(content.length, 8);
  sink.append(content);
  while (sink.length() % 8 !== 0) sink.byte(0);
  return sink.finish();
}

function header({ build, model }: SysdiagnosePhone, boot: string): Uint8Array {
  const sink = createSink();
  for (const [value, size] of [
    [NUMERATOR, 4],
    [DENOMINATOR, 4],
    [0, 8],
    [0, 8],
    [0, 4],
    [0, 4],
    [0, 4],
    [0, 4],
  ] as const)
    sink.integerLittleEndian(value, size);
  const part = (tag: number, content: Uint8Array): void => {
    sink.integerLittleEndian(tag, 4);
    sink.integerLittleEndian(content.length, 4);
    sink.append(content);
  };
  part(0x6100, new Uint8Array(8));
  part(0x6101, concat(new Uint8Array(8), fixed(build, 16), fixed(model, 32)));
  part(0x6102, concat(uuidBytes(boot), new Uint8Array(8)));
  return chunk(0x1000, sink.finish());
}

function catalog(programs: readonly Program[], bootAt: number): Uint8Array {
  const uuids = programs.map(({ path, uuid }) => uuid ?? imageUuid(path));
  const strings = fixed("com.apple.example\0default\0", 32);
  const entries = createSink();
  for (const [index, { pid, uid }] of programs.entries()) {
    for (const [value, size] of [
      [index, 2],
      [1, 2],
      [index, 2],
      [NO_UUID, 2],
      [pid, 8],
      [pid * 3, 4],
      [pid, 4],
      [uid, 4],
      [0, 4],
    ] as const)
      entries.integerLittleEndian(value, size);
    // No loaded images, one subsystem; then up to a multiple of eight.
    for (const [value, size] of [
      [0, 4],
      [0, 4],
      [1, 4],
      [0, 4],
      [7, 2],
      [0, 2],
      [18, 2],
    ] as const)
      entries.integerLittleEndian(value, size);
    while (entries.length() % 8 !== 0) entries.byte(0);
  }
  const chunks = createSink();
  for (const [index, { spoke }] of programs.entries()) {
    for (const at of spoke) chunks.integerLittleEndian(BigInt(Math.round((at - bootAt) * TICKS_A_SECOND)), 8);
    for (const [value, size] of [
      [65_536, 4],
      [0x100, 4],
      [1, 4],
      [index, 2],
      [0, 4],
    ] as const)
      chunks.integerLittleEndian(value, size);
    while (chunks.length() % 8 !== 0) chunks.byte(0);
  }
  const uuidTable = concat(...uuids.map(uuidBytes));
  const sink = createSink();
  for (const value of [
    uuidTable.length,
    uuidTable.length + strings.length,
    programs.length,
    uuidTable.length + strings.length + entries.length(),
    programs.length,
  ])
    sink.integerLittleEndian(value, 2);
  sink.append(new Uint8Array(6 + 8));
  for (const part of [uuidTable, strings, entries.finish(), chunks.finish()]) sink.append(part);
  return chunk(0x600b, sink.finish());
}

/** Path below the archive -> bytes. Programs whose traces do not name the log are not in it. */
export function unifiedLog(phone: SysdiagnosePhone): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const boot = imageUuid(`boot ${phone.made}`);
  const bootAt = phone.boots.at(-1)!;
  const programs = phone.programs.filter(({ traces }) => traces.includes("log"));
  const lines = linesOf(phone, programs);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < programs.length; at += PER_CATALOG) {
    const some = programs.slice(at, at + PER_CATALOG);
    parts.push(catalog(some, bootAt), chunkSet(some, lines, bootAt));
  }
  files.set("Persist/0000000000000f85.tracev3", concat(header(phone, boot), ...parts));
  for (const program of programs.filter(({ isUnnamed }) => !isUnnamed)) {
    const hex = (program.uuid ?? imageUuid(program.path)).replaceAll("-", "");
    files.set(`${hex.slice(0, 2)}/${hex.slice(2)}`, uuidtext(program.path, formatsOf(lines.get(program) ?? [])));
  }
  files.set("timesync/0000000000000002.timesync", timesync(boot, bootAt, phone.made));
  return files;
}

/** Each format string of a program once, in order. */
const formatsOf = (lines: readonly ProgramLine[]): readonly string[] => [...new Set(lines.map(({ format }) => format))];

/** Where a format string stands among those of its program. */
const placeOfFormat = (formats: readonly string[], format: string): number =>
  formats.slice(0, formats.indexOf(format)).reduce((sum, text) => sum + utf8(text).length + 1, 0);

const STORED = "bv4-";
const END = "bv4$";
const FIREHOSE = 0x6001;
/** A line of a log, of the default level, with its format string in its own image and no private data. */
const LOG_LINE = 4;
const MAIN_IMAGE = 2;
const PUBLIC_TEXT = 0x22;
const PUBLIC_NUMBER = 0x02;
const NO_PRIVATE_DATA = 0x1000;

function chunkSet(programs: readonly Program[], lines: ReadonlyMap<Program, readonly ProgramLine[]>, bootAt: number): Uint8Array {
  const chunks = concat(...programs.flatMap((program) => firehose(program, lines.get(program) ?? [], bootAt)));
  const sink = createSink();
  sink.append(utf8(STORED));
  sink.integerLittleEndian(chunks.length, 4);
  sink.append(concat(chunks, utf8(END)));
  return chunk(0x600d, sink.finish());
}

function firehose({ pid }: Program, lines: readonly ProgramLine[], bootAt: number): readonly Uint8Array[] {
  if (lines.length === 0) return [];
  const formats = formatsOf(lines);
  const points = concat(...lines.map((line) => tracepoint(line, placeOfFormat(formats, line.format), bootAt)));
  const sink = createSink();
  for (const [value, size] of [
    [pid, 8],
    [pid * 3, 4],
    [0, 4],
    [points.length + 16, 2],
    [NO_PRIVATE_DATA, 2],
    [0, 4],
    [0, 8],
  ] as const)
    sink.integerLittleEndian(value, size);
  sink.append(points);
  return [chunk(FIREHOSE, sink.finish())];
}

function tracepoint({ at, values }: ProgramLine, reference: number, bootAt: number): Uint8Array {
  const ticks = BigInt(Math.round((at - bootAt) * TICKS_A_SECOND));
  const content = argumentsOf(values);
  const sink = createSink();
  for (const [value, size] of [
    [LOG_LINE, 1],
    [0, 1],
    [MAIN_IMAGE, 2],
    [reference, 4],
    [0x51f, 8],
    [ticks & 0xffffffffn, 4],
    [ticks >> 32n, 2],
    [content.length + 4, 2],
    [0x1000, 4],
  ] as const)
    sink.integerLittleEndian(value, size);
  sink.append(content);
  while (sink.length() % 8 !== 0) sink.byte(0);
  return sink.finish();
}

/** How many, each with its type, its size and its number or the place of its text; then the texts. */
function argumentsOf(values: readonly (string | number)[]): Uint8Array {
  const [sink, texts] = [createSink(), createSink()];
  sink.byte(0);
  sink.byte(values.length);
  for (const value of values) {
    sink.byte(typeof value === "string" ? PUBLIC_TEXT : PUBLIC_NUMBER);
    sink.byte(4);
    if (typeof value === "number") sink.integerLittleEndian(value, 4);
    else {
      const bytes = utf8(`${value}\0`);
      sink.integerLittleEndian(texts.length(), 2);
      sink.integerLittleEndian(bytes.length, 2);
      texts.append(bytes);
    }
  }
  sink.append(texts.finish());
  return sink.finish();
}

function uuidtext(path: string, formats: readonly string[]): Uint8Array {
  const strings = utf8(formats.map((format) => `${format}\0`).join("") || "%{public}s\0");
  const sink = createSink();
  for (const value of [0x66778899, 2, 1, 1, 0, strings.length]) sink.integerLittleEndian(value, 4);
  return concat(sink.finish(), strings, utf8(`${path}\0`));
}

function timesync(boot: string, bootAt: number, made: number): Uint8Array {
  const sink = createSink();
  const nanoseconds = (at: number): bigint => BigInt(Math.round(at)) * 1_000_000_000n;
  for (const [value, size] of [
    [0xbbb0, 2],
    [48, 2],
    [0, 4],
  ] as const)
    sink.integerLittleEndian(value, size);
  sink.append(uuidBytes(boot));
  for (const [value, size] of [
    [NUMERATOR, 4],
    [DENOMINATOR, 4],
    [nanoseconds(bootAt), 8],
    [0, 4],
    [0, 4],
  ] as const)
    sink.integerLittleEndian(value, size);
  for (const at of [bootAt + 10, made]) {
    const ticks = BigInt(Math.round((at - bootAt) * TICKS_A_SECOND));
    for (const [value, size] of [
      [0x207354, 4],
      [0, 4],
      [ticks, 8],
      [nanoseconds(at), 8],
      [0, 4],
      [0, 4],
    ] as const)
      sink.integerLittleEndian(value, size);
  }
  return sink.finish();
}
