import { expect, test } from "vitest";
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
