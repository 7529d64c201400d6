import fc from "fast-check";
import { expect, test } from "vitest";
import { nanosecondsOfIso } from "../model/time.ts";
import { parseLocal } from "../model/wall-clock.ts";
import { yearlessTime } from "./yearless-time.ts";

const iso = (text: string, made?: string, zone?: string): string | undefined => {
  const time = yearlessTime(text, { ...(made && { made }), ...(zone && { zone }) });
  return time && new Date(Number(BigInt(time.earliest) / 1_000_000n)).toISOString();
};

test("is of the latest year in which it does not lie after the acquisition", () => {
  expect(iso("03-21 11:07:01.123", "2024-03-21T12:00:00Z", "UTC")).toBe("2024-03-21T11:07:01.123Z");
  expect(iso("12-31 23:00:00", "2024-01-01T00:30:00Z", "UTC")).toBe("2023-12-31T23:00:00.000Z");
  expect(iso("01-01 05:00:00", "2023-12-31T23:30:00Z", "Asia/Tokyo")).toBe("2023-12-31T20:00:00.000Z");
  expect(iso("02-29 10:00:00", "2027-05-01T00:00:00Z", "UTC")).toBe("2024-02-29T10:00:00.000Z");
  expect(iso("05-31 22:12:11:456", "2024-06-01T00:00:00Z", "UTC")).toBe("2024-05-31T22:12:11.456Z");
});

test("is no time where the acquisition does not say when it was made, and where it is none", () => {
  expect(iso("03-21 11:07:01.123")).toBeUndefined();
  expect(iso("13-41 11:07:01", "2024-03-21T12:00:00Z")).toBeUndefined();
  expect(iso("yesterday", "2024-03-21T12:00:00Z")).toBeUndefined();
});

const DAY = 86_400_000_000_000n;
/** Year by year, with nothing remembered. */
function oracle(text: string, made: string, zone: string | undefined) {
  for (let year = Number(made.slice(0, 4)) + 1; year > Number(made.slice(0, 4)) - 9; year--) {
    const time = parseLocal(`${year}-${text.replace(/:(?=\d+$)(?<=:\d\d:\d\d:)/, ".")}`, zone);
    if (time && BigInt(time.earliest) <= nanosecondsOfIso(made)! + DAY) return { ...time, raw: text };
  }
  return undefined;
}

test("is the same in an hour that was met before, also where years meet, clocks change and a day is none", () => {
  const hour = fc.constantFrom("01-01 00", "02-29 23", "03-21 11", "03-22 12", "03-30 02", "06-31 01", "10-26 02", "12-31 23", "13-01 00");
  const rest = fc.constantFrom(
    ":00:00.000",
    ":30:59.9",
    ":59:59.999999999",
    ":07:01",
    ":07:01:456",
    ":60:00.000",
    ":07:01,5",
    ":07:01.5 x",
  );
  const made = fc.constantFrom("2024-03-21T12:00:00Z", "2025-10-27T00:30:00Z", "2024-01-01T00:30:00Z", "2023-12-31T23:30:00.5Z");
  const zone = fc.constantFrom("UTC", "Europe/Belgrade", "Asia/Tokyo", "Australia/Lord_Howe", "Not/AZone", undefined);
  fc.assert(
    fc.property(fc.array(fc.tuple(hour, rest), { minLength: 2, maxLength: 12 }), made, zone, (texts, at, name) => {
      for (const [begin, end] of texts) {
        const time = yearlessTime(begin + end, { made: at, ...(name !== undefined && { zone: name }) });
        expect(time).toEqual(/,| x/.test(end) ? undefined : oracle(begin + end, at, name));
      }
    }),
  );
});
