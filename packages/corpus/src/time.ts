/** Seconds since 1970-01-01 UTC, with fractions. Every moment in this package is one; the database writers convert. */
export type UnixSeconds = number;

/** 2001-01-01 UTC, where Apple's clocks begin. */
export const APPLE_EPOCH: UnixSeconds = 978_307_200;

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const at = (iso: string): UnixSeconds => Date.parse(iso) / 1000;
export const toDate = (seconds: UnixSeconds): Date => new Date(Math.round(seconds * 1000));
export const toAppleSeconds = (seconds: UnixSeconds): number => seconds - APPLE_EPOCH;
/** Messages since iOS 11 count nanoseconds; microseconds are as much as a double still holds. */
export const toAppleNanoseconds = (seconds: UnixSeconds): bigint => BigInt(Math.round((seconds - APPLE_EPOCH) * 1e6)) * 1000n;
