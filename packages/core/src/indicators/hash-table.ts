import { KEY_KINDS, type KeyKind } from "./key.ts";

/**
 * Keys by 64-bit fingerprint in one typed array: a third of the memory of a Set, handed to another process with one copy, and
 * probed while a host is hashed label by label. A fingerprint only says "perhaps": every hit is confirmed against the stored text.
 */
export interface HashTable {
  readonly seed: number;
  /** Three words a slot: fingerprint high, fingerprint low, number of the key + 1 (0 is free). A power of two of slots. */
  readonly slots: Uint32Array;
  /** One bit a key, so few that they stay in the processor's cache: nearly all questions end here. */
  readonly filter: Uint32Array;
}

const WORDS = 3;
const MIN_SLOTS = 64;
/** Slots per key, so that probes stay short. */
const ROOM = 2;
/** Bits of the filter per slot: at most one question in sixteen goes on to the slots. */
const FILTER_BITS = 8;

/** The running halves of a fingerprint. Constants of FNV-1a (Fowler, Noll, Vo) and MurmurHash3 (Appleby, public domain). */
export const startHigh = (seed: number, kind: number): number => (seed ^ Math.imul(kind + 1, 0x9e3779b1)) | 0;
export const startLow = (seed: number, kind: number): number => Math.imul(seed + kind, 0x7feb352d) | 0;
export const stepHigh = (state: number, code: number): number => Math.imul(state ^ code, 0x01000193);
export const stepLow = (state: number, code: number): number => (Math.imul((state << 5) | (state >>> 27), 0x85ebca6b) + code) | 0;

const mixed = (value: number): number => {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

/** Hosts and ends of paths are hashed from the right, so that each suffix is passed on the way; all else from the left. */
const FROM_RIGHT: ReadonlySet<number> = new Set((["host", "path-suffix"] satisfies KeyKind[]).map((kind) => KEY_KINDS.indexOf(kind)));

export function createHashTable(keys: number, seed: number): HashTable {
  const slots = slotsFor(keys);
  return { seed, slots: new Uint32Array(slots * WORDS), filter: new Uint32Array((slots * FILTER_BITS) / 32) };
}

function slotsFor(keys: number): number {
  let slots = MIN_SLOTS;
  while (slots < keys * ROOM) slots *= 2;
  return slots;
}

/** True where a table made for so many keys would be as large. */
export const isMadeFor = ({ slots }: HashTable, keys: number): boolean => slots.length === slotsFor(keys) * WORDS;

/** The number of the key with this finished fingerprint, or -1. */
export function probe({ slots, filter }: HashTable, high: number, low: number): number {
  const a = firstWord(high, low);
  if ((filter[(a >>> 5) & (filter.length - 1)]! & (1 << (a & 31))) === 0) return -1;
  return slots[slotOf(slots, a, mixed(low + high)) + 2]! - 1;
}

export const isRoomFor = ({ slots }: HashTable, keys: number): boolean => keys * ROOM * WORDS <= slots.length;

/** Stores a key and gives -1; or gives the key that has this fingerprint already. `kind` is its position in KEY_KINDS. */
export function insert(table: HashTable, kind: number, letters: Uint16Array, from: number, to: number, key: number): number {
  const { seed, slots, filter } = table;
  let high = startHigh(seed, kind);
  let low = startLow(seed, kind);
  const isFromRight = FROM_RIGHT.has(kind);
  for (let at = from; at < to; at++) {
    const code = letters[isFromRight ? to - 1 - at + from : at]!;
    high = stepHigh(high, code);
    low = stepLow(low, code);
  }
  const a = firstWord(high, low);
  const b = mixed(low + high);
  const slot = slotOf(slots, a, b);
  if (slots[slot + 2] !== 0) return slots[slot + 2]! - 1;
  slots[slot] = a;
  slots[slot + 1] = b;
  slots[slot + 2] = key + 1;
  filter[(a >>> 5) & (filter.length - 1)]! |= 1 << (a & 31);
  return -1;
}

const firstWord = (high: number, low: number): number => mixed(high ^ ((low << 7) | (low >>> 25)));

/** The slot that holds the fingerprint, or the free one where it would go. */
function slotOf(slots: Uint32Array, a: number, b: number): number {
  const mask = slots.length / WORDS - 1;
  for (let at = b & mask; ; at = (at + 1) & mask) {
    const slot = at * WORDS;
    if (slots[slot + 2] === 0 || (slots[slot] === a && slots[slot + 1] === b)) return slot;
  }
}
