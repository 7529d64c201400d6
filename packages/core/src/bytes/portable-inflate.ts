import type { ByteSource } from "./byte-source.ts";
import { crc32 } from "./crc32.ts";
import type { InflateOutcome, InflateProvider, InflateRequest } from "./inflate.ts";

/**
 * DEFLATE by RFC 1951, in one thread and without a platform. It refuses what zlib refuses (over-subscribed and incomplete codes,
 * distances before the beginning), so that the bytes before damage are the same everywhere.
 */
export const portableInflate: InflateProvider = { inflate: async (request) => inflate(request), crc32 };

/** Bytes read at a time. */
const INPUT = 1 << 16;
/** How far back a match may reach (RFC 1951, 2). */
const WINDOW = 1 << 15;
/** Bytes given out at a time. */
const OUTPUT = 1 << 17;
/** Longest match (RFC 1951, 3.2.5). */
const MAX_MATCH = 258;
/** Up to so many bytes a loop copies faster than a call. */
const SHORT = 32;

const END_OF_BLOCK = 256;
const MAX_LITERAL_CODES = 286;
const MAX_DISTANCE_CODES = 30;

/** The order in which the lengths of the code length codes stand (3.2.7). */
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
/** Base and extra bits of lengths (symbols from 257) and distances (3.2.5). */
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_EXTRA = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const basesOf = (extra: readonly number[], first: number): number[] => {
  let next = first;
  return extra.map((bits) => {
    const base = next;
    next += 1 << bits;
    return base;
  });
};
const LENGTH_BASE = basesOf(LENGTH_EXTRA, 3).with(28, MAX_MATCH);
const DISTANCE_BASE = basesOf(DISTANCE_EXTRA, 1);

/** Why decoding ends before the stream does. */
type Stop = Exclude<InflateOutcome["end"], "whole">;

class Stopped extends Error {
  readonly end: Stop;
  constructor(end: Stop) {
    super(end);
    this.end = end;
  }
}

interface State {
  readonly source: ByteSource;
  readonly to: number;
  readonly take: InflateRequest["take"];
  readonly input: Uint8Array;
  inputAt: number;
  inputEnd: number;
  /** Where the next input is read. */
  readAt: number;
  hold: number;
  bits: number;
  readonly output: Uint8Array;
  outputAt: number;
  /** What of the output was given out. */
  given: number;
}

function inflate({ source, from, to, take }: InflateRequest): InflateOutcome {
  const state: State = {
    source,
    to: Math.min(to, source.byteLength),
    take,
    input: new Uint8Array(INPUT),
    inputAt: 0,
    inputEnd: 0,
    readAt: from,
    hold: 0,
    bits: 0,
    output: new Uint8Array(WINDOW + OUTPUT + MAX_MATCH),
    outputAt: 0,
    given: 0,
  };
  return { end: decode(state), at: state.readAt - (state.inputEnd - state.inputAt) - (state.bits >>> 3) };
}

function decode(state: State): InflateOutcome["end"] {
  try {
    let isLast = false;
    while (!isLast) {
      isLast = takeBits(state, 1) === 1;
      readBlock(state);
    }
    return giveOut(state) ? "whole" : "stopped";
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    return error.end === "stopped" || giveOut(state) ? error.end : "stopped";
  }
}

function readBlock(state: State): void {
  const kind = takeBits(state, 2);
  if (kind === 0) copyStored(state);
  else if (kind === 1) readSymbols(state, FIXED_LITERALS, FIXED_DISTANCES);
  else if (kind === 2) readSymbols(state, ...readTables(state));
  else throw new Stopped("damaged");
}

function copyStored(state: State): void {
  const odd = state.bits & 7;
  state.hold >>>= odd;
  state.bits -= odd;
  const length = takeBits(state, 16);
  if (takeBits(state, 16) !== (length ^ 0xffff)) throw new Stopped("damaged");
  let left = length;
  for (; left > 0 && state.bits > 0; left--) put(state, takeBits(state, 8));
  while (left > 0) {
    if (state.inputAt === state.inputEnd && !readMore(state)) throw new Stopped("cut-off");
    const part = state.input.subarray(state.inputAt, Math.min(state.inputEnd, state.inputAt + Math.min(left, OUTPUT)));
    makeRoom(state, part.length);
    state.output.set(part, state.outputAt);
    state.outputAt += part.length;
    state.inputAt += part.length;
    left -= part.length;
  }
}

const put = (state: State, byte: number): void => {
  makeRoom(state, 1);
  state.output[state.outputAt++] = byte;
};

/** A table by the next `width` bits: symbol << 4 | length of its code; 0 where no code begins so. */
interface Table {
  readonly entries: Uint16Array;
  readonly width: number;
}

function readTables(state: State): [Table, Table] {
  const literals = takeBits(state, 5) + 257;
  const distances = takeBits(state, 5) + 1;
  const codes = takeBits(state, 4) + 4;
  if (literals > MAX_LITERAL_CODES || distances > MAX_DISTANCE_CODES) throw new Stopped("damaged");
  const order = new Uint8Array(CODE_LENGTH_ORDER.length);
  for (let index = 0; index < codes; index++) order[CODE_LENGTH_ORDER[index]!] = takeBits(state, 3);
  const lengths = readLengths(state, tableOf(order, false), literals + distances);
  if (lengths[END_OF_BLOCK] === 0) throw new Stopped("damaged");
  return [tableOf(lengths.subarray(0, literals), true), tableOf(lengths.subarray(literals), true)];
}

function readLengths(state: State, table: Table, count: number): Uint8Array {
  const lengths = new Uint8Array(count);
  for (let at = 0; at < count; ) {
    const symbol = readSymbol(state, table);
    if (symbol < 16) {
      lengths[at++] = symbol;
      continue;
    }
    if (symbol === 16 && at === 0) throw new Stopped("damaged");
    const value = symbol === 16 ? lengths[at - 1]! : 0;
    const repeat = repeatOf(state, symbol);
    if (at + repeat > count) throw new Stopped("damaged");
    lengths.fill(value, at, at + repeat);
    at += repeat;
  }
  return lengths;
}

function repeatOf(state: State, symbol: number): number {
  if (symbol === 16) return 3 + takeBits(state, 2);
  return symbol === 17 ? 3 + takeBits(state, 3) : 11 + takeBits(state, 7);
}

/** A lone code of one bit may leave the other unused (3.2.7); every other set of codes has to be complete. */
function tableOf(lengths: Uint8Array, mayBeLone: boolean): Table {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length]!++;
  counts[0] = 0;
  const width = Math.max(
    1,
    counts.findLastIndex((count) => count > 0),
  );
  const next = new Uint16Array(16);
  let left = 1;
  for (let length = 1, code = 0; length <= 15; length++) {
    left = left * 2 - counts[length]!;
    if (left < 0) throw new Stopped("damaged");
    next[length] = code;
    code = (code + counts[length]!) << 1;
  }
  const isEmpty = counts.every((count) => count === 0);
  if (left > 0 && !isEmpty && !(mayBeLone && width === 1)) throw new Stopped("damaged");
  if (isEmpty && !mayBeLone) throw new Stopped("damaged");
  return { entries: entriesOf(lengths, next, width), width };
}

function entriesOf(lengths: Uint8Array, next: Uint16Array, width: number): Uint16Array {
  const entries = new Uint16Array(1 << width);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol]!;
    if (length === 0) continue;
    const code = reversed(next[length]!++, length);
    for (let at = code; at < entries.length; at += 1 << length) entries[at] = (symbol << 4) | length;
  }
  return entries;
}

function reversed(code: number, length: number): number {
  let result = 0;
  for (let bit = 0; bit < length; bit++) result |= ((code >>> bit) & 1) << (length - 1 - bit);
  return result;
}

const fixedLengths = new Uint8Array(288).fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280);
const FIXED_LITERALS = tableOf(fixedLengths, true);
const FIXED_DISTANCES = tableOf(new Uint8Array(32).fill(5), true);

function readSymbols(state: State, literals: Table, distances: Table): void {
  for (;;) {
    const symbol = readSymbol(state, literals);
    if (symbol < END_OF_BLOCK) {
      if (state.outputAt === state.output.length) makeRoom(state, 1);
      state.output[state.outputAt++] = symbol;
    } else if (symbol === END_OF_BLOCK) return;
    else copyMatch(state, symbol - END_OF_BLOCK - 1, distances);
  }
}

function copyMatch(state: State, lengthSymbol: number, distances: Table): void {
  if (lengthSymbol >= LENGTH_BASE.length) throw new Stopped("damaged");
  const length = LENGTH_BASE[lengthSymbol]! + takeBits(state, LENGTH_EXTRA[lengthSymbol]!);
  const distanceSymbol = readSymbol(state, distances);
  if (distanceSymbol >= MAX_DISTANCE_CODES) throw new Stopped("damaged");
  const distance = DISTANCE_BASE[distanceSymbol]! + takeBits(state, DISTANCE_EXTRA[distanceSymbol]!);
  makeRoom(state, length);
  const { output } = state;
  const at = state.outputAt;
  if (distance > at) throw new Stopped("damaged");
  if (distance >= length && length > SHORT) output.copyWithin(at, at - distance, at - distance + length);
  else for (let index = at; index < at + length; index++) output[index] = output[index - distance]!;
  state.outputAt = at + length;
}

function readSymbol(state: State, { entries, width }: Table): number {
  if (state.bits < width) fill(state);
  const entry = entries[state.hold & ((1 << width) - 1)]!;
  const length = entry & 15;
  // Past the end the bits read as zeros: only a code that lies wholly before it counts.
  if (length > state.bits || (length === 0 && state.bits < width)) throw new Stopped("cut-off");
  if (length === 0) throw new Stopped("damaged");
  state.hold >>>= length;
  state.bits -= length;
  return entry >>> 4;
}

function takeBits(state: State, count: number): number {
  if (state.bits < count) fill(state);
  if (state.bits < count) throw new Stopped("cut-off");
  const value = state.hold & ((1 << count) - 1);
  state.hold >>>= count;
  state.bits -= count;
  return value;
}

/** As many whole bytes as the 32 bits of `hold` take. */
function fill(state: State): void {
  while (state.bits <= 24) {
    if (state.inputAt === state.inputEnd && !readMore(state)) return;
    state.hold |= state.input[state.inputAt++]! << state.bits;
    state.bits += 8;
  }
}

function readMore(state: State): boolean {
  const length = Math.min(state.input.length, state.to - state.readAt);
  if (length <= 0) return false;
  const got = state.source.readSync(state.readAt, state.input.subarray(0, length));
  state.inputAt = 0;
  state.inputEnd = got;
  state.readAt += got;
  return got > 0;
}

/** Gives out what is there when `length` more would not fit, and keeps the window. */
function makeRoom(state: State, length: number): void {
  if (state.outputAt + length <= state.output.length) return;
  if (!giveOut(state)) throw new Stopped("stopped");
  state.output.copyWithin(0, state.outputAt - WINDOW, state.outputAt);
  state.outputAt = WINDOW;
  state.given = WINDOW;
}

function giveOut(state: State): boolean {
  const { output, given, outputAt } = state;
  state.given = outputAt;
  return given === outputAt || state.take(output.subarray(given, outputAt));
}
