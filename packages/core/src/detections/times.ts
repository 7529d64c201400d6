const NANOSECONDS_PER_HOUR = 3_600_000_000_000n;

interface Instant {
  readonly earliest: string;
}

/** Nanoseconds between two moments, whichever came first. */
export function nanosecondsBetween(a: Instant, b: Instant): bigint {
  const difference = BigInt(a.earliest) - BigInt(b.earliest);
  return difference < 0n ? -difference : difference;
}

/** Whole hours, begun ones counted. */
export const hoursBetween = (a: Instant, b: Instant): number =>
  Number((nanosecondsBetween(a, b) + NANOSECONDS_PER_HOUR - 1n) / NANOSECONDS_PER_HOUR);
