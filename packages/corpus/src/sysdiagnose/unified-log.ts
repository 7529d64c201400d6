import { concat, createSink, utf8 } from "../bytes.ts";
import type { Program, SysdiagnosePhone } from "./phone.ts";
import { imageUuid } from "./stamps.ts";

/**
 * Files of the unified log with real catalogs and no messages, written from the layout that libyal/dtformats publishes: header, catalog,
 * an empty chunk set. Names and clocks lie beside them.
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
  const catalogs: Uint8Array[] = [];
  for (let at = 0; at < programs.length; at += PER_CATALOG)
    catalogs.push(catalog(programs.slice(at, at + PER_CATALOG), bootAt), chunk(0x600d, utf8("bv4$")));
  files.set("Persist/0000000000000f85.tracev3", concat(header(phone, boot), ...catalogs));
  for (const { path, uuid } of programs) {
    const hex = (uuid ?? imageUuid(path)).replaceAll("-", "");
    files.set(`${hex.slice(0, 2)}/${hex.slice(2)}`, uuidtext(path));
  }
  const starts = phone.boots.map((at, index) => {
    const next = phone.boots[index + 1];
    return next === undefined ? timesync(boot, at, phone.made) : timesync(imageUuid(`boot ${at}`), at, next - 120);
  });
  files.set("timesync/0000000000000002.timesync", concat(...starts));
  return files;
}

function uuidtext(path: string): Uint8Array {
  const strings = utf8("%{public}s\0");
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
