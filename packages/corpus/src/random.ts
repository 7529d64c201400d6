/** A seeded source of choices: the same seed gives the same phone, on every machine. */
export interface Random {
  /** At least 0, below 1. */
  readonly fraction: () => number;
  /** A whole number from `low` to `high`, both included. */
  readonly whole: (low: number, high: number) => number;
  readonly pick: <T>(choices: readonly T[]) => T;
  readonly hex: (digits: number) => string;
  readonly uuid: () => string;
  readonly bytes: (length: number) => Uint8Array;
}

/** mulberry32 (Tommy Ettinger, public domain): small, fast, and good enough for made-up lives; never for secrets. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (low: number, high: number) => low + Math.floor(fraction() * (high - low + 1));
  const hex = (digits: number) => Array.from({ length: digits }, () => whole(0, 15).toString(16)).join("");
  return {
    fraction,
    whole,
    pick: (choices) => choices[whole(0, choices.length - 1)]!,
    hex,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${whole(8, 11).toString(16)}${hex(3)}-${hex(12)}`.toUpperCase(),
    bytes: (length) => Uint8Array.from({ length }, () => whole(0, 255)),
  };
}

/** A stream of its own for each purpose, so that adding a message does not change which pages were visited. */
export function seedFor(seed: number, purpose: string): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0; // FNV-1a
  for (const letter of purpose) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193) >>> 0;
  return hash;
}
