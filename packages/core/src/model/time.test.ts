import { expect, test } from "vitest";
import {
  between,
  compareTimes,
  type EvidenceTime,
  fromAppleTime,
  fromUnixMilliseconds,
  fromUnixSeconds,
  fromWebKitMicroseconds,
  isoOf,
  nanosecondsOfIso,
  toIso,
  wholeSeconds,
} from "./time.ts";

const iso = (time: EvidenceTime | undefined): string | undefined => time && isoOf(time);

test("seconds since 1970, whole and not", () => {
  expect(iso(fromUnixSeconds(1_612_345_678))).toBe("2021-02-03T09:47:58Z");
  expect(iso(fromUnixSeconds(1_612_345_678n))).toBe("2021-02-03T09:47:58Z");
  expect(iso(fromUnixSeconds(1_612_345_678.25))).toBe("2021-02-03T09:47:58.250000Z");
});

test.each<[string, EvidenceTime | undefined]>([
  ["zero", fromUnixSeconds(0)],
  ["zero as a big integer", fromAppleTime(0n)],
  ["minus zero", fromAppleTime(-0)],
  ["not a number", fromAppleTime(Number.NaN)],
  ["infinity", fromUnixSeconds(Number.POSITIVE_INFINITY)],
  ["the epoch of 1601", fromWebKitMicroseconds(11_644_473_600_000_000)],
  ["a year before 1990", fromUnixSeconds(631_151_999)],
  ["the year 2100", fromUnixSeconds(4_102_444_800)],
  ["negative Apple seconds before 1990", fromAppleTime(-400_000_000)],
  ["a number between seconds and nanoseconds", fromAppleTime(5_000_000_000_000n)],
  ["nanoseconds beyond 2100", fromAppleTime(3_200_000_000_000_000_000n)],
  ["an absurd double", fromAppleTime(1e300)],
  ["absurd milliseconds", fromUnixMilliseconds(1e20)],
  ["absurd microseconds", fromWebKitMicroseconds(1e25)],
])("%s is no time", (_title, time) => {
  expect(time).toBeUndefined();
});

test("Apple's epoch in seconds and in nanoseconds, told by magnitude alone", () => {
  expect(iso(fromAppleTime(633_945_600))).toBe("2021-02-02T08:00:00Z");
  expect(iso(fromAppleTime(633_945_600.5))).toBe("2021-02-02T08:00:00.500000Z");
  expect(iso(fromAppleTime(633_945_600_123_456_789n))).toBe("2021-02-02T08:00:00.123456789Z");
  // 17 digits lie before March 2004, 19 after September 2032; both are nanoseconds, and so is a double of that size.
  expect(iso(fromAppleTime(99_999_999_000_000_000n))).toBe("2004-03-03T09:46:39.000000000Z");
  expect(iso(fromAppleTime(1_000_000_001_000_000_000n))).toBe("2032-09-09T01:46:41.000000000Z");
  expect(iso(fromAppleTime(633_945_600_000_000_000))).toBe("2021-02-02T08:00:00.000000000Z");
});

test("the edges of what a phone's clock may show", () => {
  expect(iso(fromUnixSeconds(631_152_000))).toBe("1990-01-01T00:00:00Z");
  expect(iso(fromUnixSeconds(4_102_444_799))).toBe("2099-12-31T23:59:59Z");
  expect(iso(fromAppleTime(3_124_137_599))).toBe("2099-12-31T23:59:59Z");
});

test("milliseconds since 1970 and microseconds since 1601", () => {
  expect(iso(fromUnixMilliseconds(1_612_345_678_901))).toBe("2021-02-03T09:47:58.901Z");
  expect(iso(fromWebKitMicroseconds(13_256_819_278_000_001n))).toBe("2021-02-03T09:47:58.000001Z");
});

test("a time of a second lasts to its end, and keeps what stood there", () => {
  expect(fromUnixSeconds(1_612_345_678)).toEqual({
    earliest: "1612345678000000000",
    latest: "1612345678999999999",
    precision: "second",
    clock: "utc",
    zoneSource: "explicit",
    raw: "1612345678",
  });
});

test("an undated entry lies between its neighbours", () => {
  const [a, b] = [fromUnixSeconds(1_600_000_000)!, fromUnixSeconds(1_600_000_500)!];
  expect(between(a, b, "line 7")).toMatchObject({ earliest: a.earliest, latest: b.latest, precision: "interval", raw: "line 7" });
});

test("times before 1970 are written rightly", () => {
  expect(toIso(-1n, "nanosecond")).toBe("1969-12-31T23:59:59.999999999Z");
});

test("any instant is written as the calendar has it, whichever was written before", () => {
  for (let index = -400; index < 2_000; index++) {
    const nanoseconds = BigInt(index) * 2_089_123_456_789_012n + BigInt(index % 7);
    const milliseconds = Number((nanoseconds - (((nanoseconds % 1_000_000n) + 1_000_000n) % 1_000_000n)) / 1_000_000n);
    expect(toIso(String(nanoseconds), "millisecond"), String(nanoseconds)).toBe(new Date(milliseconds).toISOString());
    expect(toIso(nanoseconds, "second")).toBe(`${new Date(milliseconds).toISOString().slice(0, 19)}Z`);
  }
});

test("ISO text is read back exactly, and nothing else is", () => {
  for (const nanoseconds of [1_612_345_678_123_456_789n, 0n, 631_152_000_000_000_000n])
    expect(nanosecondsOfIso(toIso(nanoseconds, "nanosecond"))).toBe(nanoseconds);
  expect(nanosecondsOfIso("2021-02-03")).toBe(1_612_310_400_000_000_000n);
  for (const text of ["2021-02-30x", "2021-13-01", "yesterday", "2021-02-03T09:47:58", "2021-02-03T09:47:58+01:00", ""])
    expect(nanosecondsOfIso(text), text).toBeUndefined();
});

test("orders by the earliest instant and then by the latest", () => {
  const second = fromUnixSeconds(1_600_000_000)!;
  const precise = fromUnixSeconds(1_600_000_000.000001)!;
  expect([second, precise].sort(compareTimes)[0]).toBe(second);
  expect(compareTimes(second, { ...second, latest: second.earliest })).toBe(1);
  expect(compareTimes(second, second)).toBe(0);
  const at = (earliest: string): EvidenceTime => ({ ...second, earliest, latest: earliest });
  expect(
    ["5", "-10", "40", "-9", "0", "400"]
      .map(at)
      .sort(compareTimes)
      .map(({ earliest }) => earliest),
  ).toEqual(["-10", "-9", "0", "5", "40", "400"]);
});

test("whole seconds are rounded down, before 1970 too", () => {
  const cases = {
    "0": 0,
    "999999999": 0,
    "1000000000": 1,
    "1700000000999999999": 1_700_000_000,
    "-1": -1,
    "-1000000000": -1,
    "-1000000001": -2,
  };
  for (const [nanoseconds, seconds] of Object.entries(cases)) expect(wholeSeconds(nanoseconds), nanoseconds).toBe(seconds);
});
