import type { LineView } from "../formats/tracev3/lines.ts";
/** Logs of the unified logging system, written from the published layout (libyal/dtformats) and not from the reader. */
export interface TraceProcess {
  readonly pid: number;
  readonly euid: number;
  readonly uuid: string;
  /** Of the shared cache that it uses. */
  readonly cache?: string;
  /** Images that are loaded. */
  readonly images?: readonly { readonly uuid: string; readonly address: number; readonly size: number }[];
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
  const uuids = [
    ...new Set(
      processes.flatMap(({ uuid, cache, images = [] }) => [uuid, ...(cache ? [cache] : []), ...images.map((image) => image.uuid)]),
    ),
  ];
  const strings = padded([...new TextEncoder().encode("com.example\0default\0")]);
  const entries = processes.flatMap(({ pid, euid, uuid, cache, images = [] }, index) =>
    padded([
      ...[...le(2, index), ...le(2, 1), ...le(2, uuids.indexOf(uuid)), ...le(2, cache ? uuids.indexOf(cache) : 0xffff)],
      ...[...le(8, pid), ...le(4, pid + 1), ...le(4, pid), ...le(4, euid), ...le(4, 0)],
      ...[...le(4, images.length), ...le(4, 0)],
      ...images.flatMap((image) => [
        ...[...le(4, image.size), ...le(4, 0), ...le(2, uuids.indexOf(image.uuid))],
        ...le(8, image.address).slice(0, 6),
      ]),
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

/** A set of nothing, which readers of catalogs pass over. */
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

/** An argument of a line: its kind (the higher half of os_log's type), who may see it, and its value. */
export interface TraceItem {
  readonly type: number;
  /** Stands in the item itself. */
  readonly inline?: readonly number[];
  /** Stands behind the items, or among the private data. */
  readonly value?: readonly number[];
}
const utf8 = (value: string): number[] => [...new TextEncoder().encode(value)];
export const itemText = (value: string): TraceItem => ({ type: 0x22, value: [...utf8(value), 0] });
export const itemObject = (value: string): TraceItem => ({ type: 0x42, value: [...utf8(value), 0] });
export const itemPrivate = (value = ""): TraceItem => ({ type: 0x21, value: value === "" ? [] : [...utf8(value), 0] });
export const itemNumber = (value: number | bigint, size: 4 | 8 = 4): TraceItem => ({
  type: 0,
  inline: le(size, BigInt.asUintN(64, BigInt(value))),
});
export const itemCount = (value: number): TraceItem => ({ type: 0x12, inline: le(4, value) });
export const itemData = (value: readonly number[], type = 0x32): TraceItem => ({ type, value });

function itemsBytes(items: readonly TraceItem[]): { readonly open: number[]; readonly hidden: number[] } {
  const [values, hidden]: [number[], number[]] = [[], []];
  const heads = items.flatMap(({ type, inline, value = [] }) => {
    if (inline) return [type, inline.length, ...inline];
    const place = type & 1 ? hidden : values;
    const at = place.length;
    place.push(...value);
    return [type, 4, ...le(2, at), ...le(2, value.length)];
  });
  return { open: [0, items.length, ...heads, ...values], hidden };
}

export interface TraceLine {
  /** 4 a line (default), 2 an activity, 3 a trace, 6 a signpost, 7 a loss. */
  readonly kind?: number;
  readonly level?: number;
  /** Besides those that follow from the other fields: 2 main image, 4 shared cache, 8 absolute, 0xa relative, 0xc large shared cache. */
  readonly flags?: number;
  readonly reference?: number;
  readonly thread?: number;
  readonly ticks?: number;
  /** Between the flags' own fields and the arguments: written as it stands. */
  readonly behindAddress?: readonly number[];
  readonly subsystem?: number;
  readonly oversize?: number;
  readonly items?: readonly TraceItem[];
}

const BUFFER_BYTES = 0x1000;

/** Lines of the process of a catalog; its number is its pid and the next. */
export function firehose(pid: number, baseTick: number, lines: readonly TraceLine[]): number[] {
  const hidden: number[][] = [];
  const bodies = lines.map(({ items = [], ...line }) => {
    const bytes = itemsBytes(items);
    hidden.push(bytes.hidden);
    return { ...line, open: items.length === 0 && line.kind !== undefined ? [] : bytes.open };
  });
  const base = BUFFER_BYTES - hidden.flat().length;
  let hiddenAt = base;
  const points = bodies.flatMap((line, index) => {
    const part = hidden[index]!;
    const at = hiddenAt;
    hiddenAt += part.length;
    return lineBytes(line, line.open, part.length === 0 ? undefined : [at, part.length]);
  });
  return chunk(0x6001, [
    ...[...le(8, pid), ...le(4, pid + 1), 14, 1, 0, 0],
    ...[...le(2, points.length + 16), ...le(2, base), ...le(2, 0), ...le(2, 0), ...le(8, baseTick)],
    ...points,
    ...hidden.flat(),
  ]);
}

function lineBytes(line: TraceLine, open: readonly number[], hidden: readonly [at: number, length: number] | undefined): number[] {
  const { kind = 4, level = 0, flags = 2, reference = 0, thread = 1, ticks = 0, behindAddress = [], subsystem, oversize } = line;
  const all = flags | (hidden ? 0x100 : 0) | (subsystem === undefined ? 0 : 0x200) | (oversize === undefined ? 0 : 0x800);
  const data = [
    ...(hidden ? [...le(2, hidden[0]), ...le(2, hidden[1])] : []),
    ...(kind === 7 ? [] : [...le(4, 0x1000), ...behindAddress]),
    ...(subsystem === undefined ? [] : le(2, subsystem)),
    ...(oversize === undefined ? [] : le(4, oversize)),
    ...open,
  ];
  return padded([
    ...[kind, level, ...le(2, all), ...le(4, reference), ...le(8, thread)],
    ...[...le(4, ticks), ...le(2, 0), ...le(2, data.length), ...data],
  ]);
}

/** Arguments too large for their line. */
export function oversizeChunk(pid: number, number: number, items: readonly TraceItem[]): number[] {
  const { open, hidden } = itemsBytes(items);
  return chunk(0x6002, [
    ...[...le(8, pid), ...le(4, pid + 1), 14, 0, 0, 0, ...le(8, 0)],
    ...[...le(4, number), ...le(2, open.length), ...le(2, hidden.length), ...open, ...hidden],
  ]);
}

export const stateDump = (pid: number, title: string, data: readonly number[]): number[] =>
  chunk(0x6003, [
    ...[...le(8, pid), ...le(4, pid + 1), 14, 0, 0, 0, ...le(8, 0), ...le(8, 0), ...Array<number>(16).fill(0)],
    ...[...le(4, 1), ...le(4, data.length), ...text("", 64), ...text("", 64), ...text(title, 64), ...data],
  ]);

export const simpleDump = (pid: number, subsystem: string, said: string): number[] =>
  chunk(0x6004, [
    ...[...le(8, pid), ...le(8, pid + 1), ...le(8, 0), ...le(8, 1), ...le(4, 0), ...le(2, 0), ...le(2, 0)],
    ...[...Array<number>(32).fill(0), ...le(4, 0), ...le(4, subsystem.length + 1), ...le(4, said.length + 1)],
    ...[...utf8(subsystem), 0, ...utf8(said), 0],
  ]);

/** A set of chunks, stored unpacked. */
export function traceSet(...chunks: readonly (readonly number[])[]): number[] {
  const bytes = chunks.flat();
  return chunk(0x600d, [...text("bv4-", 4), ...le(4, bytes.length), ...bytes, ...text("bv4$", 4)]);
}

/** Strings of a shared cache: each at its place, of the image of its number. */
export function sharedCache(
  version: 1 | 2,
  strings: readonly (readonly [place: number, text: string, image: number])[],
  images: readonly (readonly [uuid: string, path: string])[],
): Uint8Array<ArrayBuffer> {
  const wide = version === 1 ? 4 : 8;
  const texts = strings.map(([, value]) => [...utf8(value), 0]);
  const paths = images.map(([, path]) => [...utf8(path), 0]);
  const textsAt = 16 + strings.length * (version === 1 ? 16 : 24) + images.length * (version === 1 ? 28 : 32);
  const pathsAt = textsAt + texts.flat().length;
  const before = (list: readonly (readonly number[])[], index: number): number => list.slice(0, index).flat().length;
  return Uint8Array.from([
    ...[...text("hcsd", 4), ...le(2, version), ...le(2, 0), ...le(4, strings.length), ...le(4, images.length)],
    ...strings.flatMap(([place, , image], index) => {
      const where = [...le(4, textsAt + before(texts, index)), ...le(4, texts[index]!.length)];
      return version === 1 ? [...le(4, image), ...le(4, place), ...where] : [...le(8, place), ...where, ...le(8, image)];
    }),
    ...images.flatMap(([uuid], index) => [
      ...le(wide as 4, index * 0x1000),
      ...le(4, 0x1000),
      ...uuidBytes(uuid),
      ...le(4, pathsAt + before(paths, index)),
    ]),
    ...texts.flat(),
    ...paths.flat(),
  ]);
}

/** The thread that wrote a line; no artifact tells it. */
export const threadOf = ({ firehose, point }: LineView): bigint => firehose.view.getBigUint64(point.at + 8, true);
