/** Logs of the unified logging system, written from the published layout (libyal/dtformats) and not from the reader. Stage: catalogs only. */
export interface TraceProcess {
  readonly pid: number;
  readonly euid: number;
  readonly uuid: string;
  /** Chunks in which it speaks, as ticks. */
  readonly spans?: readonly (readonly [first: number, last: number])[];
}

const le = (size: 2 | 4 | 8, value: number | bigint): number[] => {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(value), true);
  return [...new Uint8Array(view.buffer, 0, size)];
};
const uuidBytes = (uuid: string): number[] =>
  uuid
    .replaceAll("-", "")
    .match(/../g)!
    .map((pair) => Number.parseInt(pair, 16));
const text = (value: string, length: number): number[] => [...new TextEncoder().encode(value.padEnd(length, "\0")).subarray(0, length)];
const padded = (bytes: readonly number[]): number[] => [...bytes, ...Array<number>((8 - (bytes.length % 8)) % 8).fill(0)];
const chunk = (tag: number, content: readonly number[]): number[] =>
  padded([...le(4, tag), ...le(4, 0x11), ...le(8, content.length), ...content]);

export const traceHeader = (boot: string): number[] =>
  chunk(0x1000, [
    ...[...le(4, 125), ...le(4, 3), ...le(8, 0), ...le(8, 1_700_000_000), ...le(4, 0), ...le(4, 0), ...le(4, 0), ...le(4, 0)],
    ...[...le(4, 0x6100), ...le(4, 8), ...le(8, 0)],
    ...[...le(4, 0x6101), ...le(4, 56), ...le(4, 0), ...le(4, 0), ...text("21E219", 16), ...text("D22AP", 32)],
    ...[...le(4, 0x6102), ...le(4, 24), ...uuidBytes(boot), ...le(4, 29), ...le(4, 0)],
  ]);

export function traceCatalog(processes: readonly TraceProcess[]): number[] {
  const uuids = [...new Set(processes.map(({ uuid }) => uuid))];
  const strings = padded([...new TextEncoder().encode("com.example\0default\0")]);
  const entries = processes.flatMap(({ pid, euid, uuid }, index) =>
    padded([
      ...[...le(2, index), ...le(2, 1), ...le(2, uuids.indexOf(uuid)), ...le(2, 0xffff)],
      ...[...le(8, pid), ...le(4, pid + 1), ...le(4, pid), ...le(4, euid), ...le(4, 0)],
      ...[...le(4, 0), ...le(4, 0)], // images
      ...[...le(4, 1), ...le(4, 0), ...le(2, 7), ...le(2, 0), ...le(2, 12)], // subsystems
    ]),
  );
  const chunks = processes.flatMap(({ spans = [] }, index) =>
    spans.flatMap(([first, last]) =>
      padded([...le(8, first), ...le(8, last), ...le(4, 100), ...le(4, 0x100), ...le(4, 1), ...le(2, index), ...le(4, 0)]),
    ),
  );
  const stringsAt = uuids.length * 16;
  const chunkCount = processes.reduce((sum, { spans = [] }) => sum + spans.length, 0);
  return chunk(0x600b, [
    ...[...le(2, stringsAt), ...le(2, stringsAt + strings.length), ...le(2, processes.length)],
    ...[...le(2, stringsAt + strings.length + entries.length), ...le(2, chunkCount), 0, 0, 0, 0, 0, 0, ...le(8, 0)],
    ...uuids.flatMap(uuidBytes),
    ...strings,
    ...entries,
    ...chunks,
  ]);
}

/** A packed piece of messages, which readers of catalogs pass over. */
export const traceChunkSet = (): number[] => chunk(0x600d, [...text("bv4$", 4)]);

export const trace = (...parts: readonly (readonly number[])[]): Uint8Array<ArrayBuffer> => Uint8Array.from(parts.flat());

/** Strings of an image, and its path behind them. */
export const uuidtext = (path: string, strings = "%{public}s\0"): Uint8Array<ArrayBuffer> => {
  const bytes = [...new TextEncoder().encode(strings)];
  const ends = [...new TextEncoder().encode(`${path}\0`)];
  return Uint8Array.from([
    ...le(4, 0x66778899),
    ...le(4, 2),
    ...le(4, 1),
    ...le(4, 1),
    ...le(4, 0),
    ...le(4, bytes.length),
    ...bytes,
    ...ends,
  ]);
};

/** A boot whose tick 0 was at a second since 1970, and notes of ticks with their seconds. */
export const timesync = (
  boot: string,
  bootSecond: number,
  ...notes: readonly (readonly [tick: number, second: number])[]
): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([
    ...[...le(2, 0xbbb0), ...le(2, 48), ...le(4, 0), ...uuidBytes(boot), ...le(4, 125), ...le(4, 3)],
    ...[...le(8, BigInt(bootSecond) * 1_000_000_000n), ...le(4, 0), ...le(4, 0)],
    ...notes.flatMap(([tick, second]) => [
      ...[...le(4, 0x207354), ...le(4, 0), ...le(8, tick), ...le(8, BigInt(second) * 1_000_000_000n), ...le(4, 0), ...le(4, 0)],
    ]),
  ]);
