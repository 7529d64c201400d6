/**
 * A module of WebAssembly, as its binary format writes it (Core Specification 2.0, chapter 5). The machine looks at sixteen bytes at a
 * time where the language looks at one, and a dump has a hundred million.
 */
export interface TextSearchExports {
  /** The line feeds that were passed, the one at the place that was found among them. */
  readonly lineFeeds: WebAssembly.Global<"i32">;
  /**
   * The first place from one to another at which a text may begin, or the other. Each of the first bytes there looks up its lower and
   * its upper half in two tables: what is in both, for all of them, are the texts that are not ruled out.
   */
  readonly find: (from: number, to: number) => number;
}

export const TABLE_BYTES = 16;
export const DATA = 128;
/** Bytes at once; as many behind the end are looked at, too, and must be none that a text holds. */
export const STEP = 16;

/** Instructions, and those that do the same for sixteen bytes. */
const [LOOP, IF, AGAIN_IF, RETURN, END] = [[0x03, 0x40], [0x04, 0x40], [0x0d, 0], [0x0f], [0x0b]] as const;
const [LESS, CTZ, POPCNT, ADD, SUB, AND, XOR] = [0x49, 0x68, 0x69, 0x6a, 0x6b, 0x71, 0x73] as const;
const [LOAD_COUNT, SAVE_COUNT] = [
  [0x23, 0],
  [0x24, 0],
] as const;
const [LOOK_UP, SPLAT, EQUAL, UNEQUAL] = [
  [0xfd, 14],
  [0xfd, 15],
  [0xfd, 35],
  [0xfd, 36],
] as const;
const [BOTH, EITHER, ANY, BITS, SHIFT_RIGHT] = [
  [0xfd, 78],
  [0xfd, 80],
  [0xfd, 83],
  [0xfd, 100],
  [0xfd, 109],
] as const;
const get = (local: number): number[] => [0x20, local];
const set = (local: number): number[] => [0x21, local];
const tee = (local: number): number[] => [0x22, local];
/** Of a byte. */
const constant = (value: number): number[] => [0x41, (value & 0x7f) | 0x80, value >> 7];
/** Sixteen bytes from so many behind the place on the stack; below 128. */
const load = (behind: number): number[] => [0xfd, 0, 0, behind];

const LINE_FEED = 10;
const [I32, V128] = [0x7f, 0x7b] as const;
const [AT, TO, ENDS, HITS, BYTES, FITTING] = [0, 1, 2, 3, 4, 5] as const;
const FIRST_KEPT = 6;

/** Bytes at one place that are compared one by one; to look up more of them costs less. */
const FEW = 2;
/** Bytes that are looked at everywhere; those behind them where these fit. */
const FIRST = 2;

/** Keeps what does not change from step to step; answers how it is had. */
type Keep = (making: readonly number[]) => number[];

/** Which texts may begin there as far as one of their bytes tells, a bit for each. */
function fitsAt(place: number, letters: readonly number[], keep: Keep): number[] {
  if (letters.length <= FEW)
    return letters.flatMap((letter, nth) => [
      ...[...get(AT), ...load(place), ...keep([...constant(letter), ...SPLAT]), ...EQUAL, ...(nth === 0 ? [] : EITHER)],
    ]);
  const table = (nth: number): number[] => keep([...constant(0), ...load(nth * TABLE_BYTES)]);
  return [
    ...[...table(2 * place), ...get(AT), ...load(place), ...tee(BYTES), ...keep([...constant(15), ...SPLAT]), ...BOTH, ...LOOK_UP],
    ...[...table(2 * place + 1), ...get(BYTES), ...constant(4), ...SHIFT_RIGHT, ...LOOK_UP, ...BOTH],
  ];
}

function findOf(letters: readonly (readonly number[])[]): number[] {
  const kept = new Map<string, { readonly local: number; readonly making: readonly number[] }>();
  const keep: Keep = (making) => {
    const known = kept.get(making.join()) ?? { local: FIRST_KEPT + kept.size, making };
    kept.set(making.join(), known);
    return get(known.local);
  };
  const fits = letters.map((some, place) => [...fitsAt(place, some, keep), ...(place === 0 ? [] : BOTH)]);
  const steps = [
    ...LOOP,
    ...[...get(AT), ...load(0), ...keep([...constant(LINE_FEED), ...SPLAT]), ...EQUAL, ...BITS, ...set(ENDS)],
    ...[...fits.slice(0, FIRST).flat(), ...tee(FITTING), ...ANY, ...IF],
    ...[...get(FITTING), ...fits.slice(FIRST).flat(), ...keep([...constant(0), ...SPLAT]), ...UNEQUAL, ...BITS, ...tee(HITS), ...IF],
    // The bits up to the first that is set.
    ...[...LOAD_COUNT, ...get(HITS), ...get(HITS), ...constant(1), SUB, XOR, ...get(ENDS), AND, POPCNT, ADD, ...SAVE_COUNT],
    ...[...get(AT), ...get(HITS), CTZ, ADD, ...RETURN],
    ...[...END, ...END],
    ...[...LOAD_COUNT, ...get(ENDS), POPCNT, ADD, ...SAVE_COUNT],
    ...[...get(AT), ...constant(STEP), ADD, ...tee(AT), ...get(TO), LESS, ...AGAIN_IF],
    ...[...END, ...get(TO), ...END],
  ];
  const makings = [...kept.values()].flatMap(({ local, making }) => [...making, ...set(local)]);
  return [2, 2, I32, FIRST_KEPT - BYTES + kept.size, V128, ...makings, ...steps];
}

const sized = (bytes: readonly number[]): number[] => [(bytes.length & 0x7f) | 0x80, bytes.length >> 7, ...bytes];
const name = (text: string): number[] => [text.length, ...new TextEncoder().encode(text)];

/**
 * Ready to search for texts that begin with one of so many letters at each of one to four places. The memory holds the tables at its
 * beginning, and from `DATA` on the bytes.
 */
export function instantiateTextSearch(letters: readonly (readonly number[])[], memory: WebAssembly.Memory): TextSearchExports {
  const module = Uint8Array.of(
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[1, ...sized([1, 0x60, 2, I32, I32, 1, I32])],
    ...[2, ...sized([1, ...name("host"), ...name("memory"), 2, 0, 1])],
    ...[3, ...sized([1, 0])],
    ...[6, ...sized([1, I32, 1, ...constant(0), ...END])],
    ...[7, ...sized([2, ...name("find"), 0, 0, ...name("lineFeeds"), 3, 0])],
    ...[10, ...sized([1, ...sized(findOf(letters))])],
  );
  return new WebAssembly.Instance(new WebAssembly.Module(module), { host: { memory } }).exports as unknown as TextSearchExports;
}
