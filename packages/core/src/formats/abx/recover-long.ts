/**
 * A 64-bit number out of binary XML that went through a text decoder: each byte that was no UTF-8 stands as U+FFFD (EF BF BD). Such a
 * byte was 128 to 255. Of the values that remain the latest that is not beyond a bound is told: what a clock wrote cannot be later.
 */
export interface LongRange {
  readonly least: bigint;
  readonly most: bigint;
}

const LENGTH = 8;
const [LOST_FIRST, LOST_LAST] = [128, 255];
const MARK = [0xef, 0xbf, 0xbd];

/** Undefined where the bytes end, or no value lies within the bound. */
export function recoverLong(bytes: Uint8Array, offset: number, bound: bigint): LongRange | undefined {
  const digits = readDigits(bytes, offset);
  return digits && latestWithin(digits, bound);
}

type Digit = number | "lost";

function readDigits(bytes: Uint8Array, offset: number): Digit[] | undefined {
  const digits: Digit[] = [];
  for (let at = offset; digits.length < LENGTH; ) {
    if (at >= bytes.length) return undefined;
    const isLost = MARK.every((byte, index) => bytes[at + index] === byte);
    digits.push(isLost ? "lost" : bytes[at]!);
    at += isLost ? MARK.length : 1;
  }
  return digits;
}

/** Chooses the highest lost byte; those below it stay open. */
function latestWithin(digits: readonly Digit[], bound: bigint): LongRange | undefined {
  const highest = digits.indexOf("lost");
  if (highest === -1) {
    const value = numberOf(digits, 0);
    return value <= bound ? { least: value, most: value } : undefined;
  }
  for (let choice = LOST_LAST; choice >= LOST_FIRST; choice--) {
    const chosen = digits.with(highest, choice);
    const least = numberOf(chosen, LOST_FIRST);
    if (least > bound) continue;
    const most = numberOf(chosen, LOST_LAST);
    return { least, most: most > bound ? bound : most };
  }
  return undefined;
}

const numberOf = (digits: readonly Digit[], lost: number): bigint =>
  digits.reduce<bigint>((sum, digit) => (sum << 8n) | BigInt(digit === "lost" ? lost : digit), 0n);
