/** A damaged copy, and what was done to it: the title of what fails. */
export interface DamagedCopy {
  readonly bytes: Uint8Array;
  readonly damage: string;
}

export interface DamageOptions {
  /** Truncations at most; all lengths where the bytes are fewer. */
  readonly cuts?: number;
  readonly flips?: number;
  readonly seed?: number;
}

const CUTS = 400;
const FLIPS = 1200;
const SEED = 0x5eed;
/** Bytes that lengths, counts and markers react to most. */
const EXTREMES = [0x00, 0x7f, 0x80, 0xff];

/**
 * Damaged copies of a well-formed file, always the same ones: truncated at many lengths, with single bits flipped, with single
 * bytes set to extremes. Every format must answer each with a value or a FormatError.
 */
export function* damaged(bytes: Uint8Array, options: DamageOptions = {}): Generator<DamagedCopy> {
  const { cuts = CUTS, flips = FLIPS, seed = SEED } = options;
  yield* truncated(bytes, cuts);
  const random = randomNumbers(seed);
  for (let index = 0; index < flips && bytes.length > 0; index += 1) {
    const at = Math.floor(random() * bytes.length);
    const copy = bytes.slice();
    if (index % 4 === 3) copy[at] = EXTREMES[Math.floor(random() * EXTREMES.length)]!;
    else copy[at]! ^= 1 << Math.floor(random() * 8);
    yield { bytes: copy, damage: `byte ${at} is ${copy[at]} instead of ${bytes[at]}` };
  }
}

function* truncated(bytes: Uint8Array, cuts: number): Generator<DamagedCopy> {
  const step = Math.max(1, Math.ceil(bytes.length / cuts));
  for (let length = 0; length < bytes.length; length += step) yield { bytes: bytes.slice(0, length), damage: `cut to ${length} bytes` };
}

/** Numbers in [0, 1), the same for the same seed (mulberry32, public domain). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
