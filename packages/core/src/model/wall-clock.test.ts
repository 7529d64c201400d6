import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nanosecondsOfIso, toIso } from "./time.ts";
import { localTime, parseLocal } from "./wall-clock.ts";

const spanOf = (text: string, zone?: string): string | undefined => {
  const time = parseLocal(text, zone);
  return time && `${toIso(time.earliest, "second")} ${time.clock} ${time.zoneSource} ${time.precision}`;
};

describe("a time of the phone's wall clock", () => {
  test("is UTC where the phone's zone is known, summer and winter, and half hours", () => {
    expect(spanOf("2025-07-01 12:00:00", "Europe/Belgrade")).toBe("2025-07-01T10:00:00Z utc settings second");
    expect(spanOf("2025-01-01 12:00:00", "Europe/Belgrade")).toBe("2025-01-01T11:00:00Z utc settings second");
    expect(spanOf("2025-01-01 00:10:00", "Asia/Kolkata")).toBe("2024-12-31T18:40:00Z utc settings second");
    expect(spanOf("2025-01-01 00:10:00", "Asia/Kathmandu")).toBe("2024-12-31T18:25:00Z utc settings second");
    expect(spanOf("2025-12-31 23:59:59", "Pacific/Pago_Pago")).toBe("2026-01-01T10:59:59Z utc settings second");
    expect(spanOf("2026-01-01 00:00:00", "Pacific/Kiritimati")).toBe("2025-12-31T10:00:00Z utc settings second");
    expect(spanOf("2025-03-01 12:00:00", "UTC")).toBe("2025-03-01T12:00:00Z utc settings second");
  });

  test("stays the phone's own where the zone is not known, or is none", () => {
    const local = "2025-07-01T12:00:00Z device-local assumed second";
    expect(spanOf("2025-07-01 12:00:00")).toBe(local);
    expect(spanOf("2025-07-01 12:00:00", "Not/AZone")).toBe(local);
    expect(spanOf("2025-07-01 12:00:00", "")).toBe(local);
    expect(spanOf("2025-07-01 12:00:00", "__proto__")).toBe(local);
  });

  test("in the hour that exists twice is the interval of both", () => {
    const time = parseLocal("2025-10-26 02:30:00", "Europe/Belgrade")!;
    expect([time.earliest, time.latest].map((instant) => toIso(instant, "nanosecond"))).toEqual([
      "2025-10-26T00:30:00.000000000Z",
      "2025-10-26T01:30:00.999999999Z",
    ]);
    expect(time).toMatchObject({ precision: "interval", clock: "utc", zoneSource: "settings" });
    expect(spanOf("2025-10-26 01:59:59", "Europe/Belgrade")).toBe("2025-10-25T23:59:59Z utc settings second");
    expect(spanOf("2025-10-26 03:00:00", "Europe/Belgrade")).toBe("2025-10-26T02:00:00Z utc settings second");
  });

  test("in the hour that the zone leaves out was shown in some other zone", () => {
    expect(spanOf("2025-03-30 02:30:00", "Europe/Belgrade")).toBe("2025-03-30T02:30:00Z device-local assumed second");
    expect(spanOf("2011-12-30 10:00:00", "Pacific/Apia")).toBe("2011-12-30T10:00:00Z device-local assumed second");
  });

  test("keeps the digits that were written", () => {
    const earliest = (text: string) => parseLocal(text, "Asia/Kolkata")!.earliest;
    expect(earliest("2025-01-01 05:30:00.518290770")).toBe(String(nanosecondsOfIso("2025-01-01T00:00:00.518290770Z")));
    expect(spanOf("2025-01-01 05:30:00.5")).toContain("millisecond");
    expect(spanOf("2025-01-01 05:30:00.123456")).toContain("microsecond");
    expect(spanOf("2025-01-01 05:30:00.123456789")).toContain("nanosecond");
    expect(parseLocal("2025-01-01 05:30:00.5", undefined)!.raw).toBe("2025-01-01 05:30:00.5");
  });

  test("with an offset of its own is explicit, whatever the phone's zone", () => {
    expect(spanOf("2023-04-12 12:32:40.518290770+0200", "Asia/Tokyo")).toBe("2023-04-12T10:32:40Z utc explicit nanosecond");
    expect(spanOf("2023-04-12 12:32:40 -03:30")).toBe("2023-04-12T16:02:40Z utc explicit second");
  });

  test.each([
    "",
    "2025-02-30 00:00:00",
    "2025-13-01 00:00:00",
    "2025-00-10 00:00:00",
    "2025-01-01 24:00:00",
    "2025-01-01 23:60:00",
    "1970-01-01 00:00:00",
    "2150-01-01 00:00:00",
    "2025-1-1 0:0:0",
    "x 2025-01-01 00:00:00",
  ])("%j is none", (text) => {
    expect(parseLocal(text, "Europe/Belgrade")).toBeUndefined();
  });

  test("told by its fields covers what they leave open", () => {
    const fields = { year: 2025, month: 7, day: 1, hour: 12, minute: 30, second: 0 };
    const time = localTime(fields, "minute", "12:30", "Europe/Belgrade")!;
    expect([time.earliest, time.latest].map((instant) => toIso(instant, "second"))).toEqual([
      "2025-07-01T10:30:00Z",
      "2025-07-01T10:30:59Z",
    ]);
    expect(localTime({ ...fields, nanosecond: Number.NaN }, "second", "", undefined)).toBeUndefined();
    expect(localTime({ ...fields, hour: -1 }, "second", "", undefined)).toBeUndefined();
  });

  test("is the same whether the hour was met before or not", () => {
    const hour = fc.integer({ min: Date.UTC(2024, 0) / 3_600_000, max: Date.UTC(2026, 0) / 3_600_000 });
    const rest = fc.constantFrom("", ".5", ".518", ".518290", ",518290770", ".5182907701", "+0200", "x");
    const zone = fc.constantFrom("Europe/Belgrade", "Asia/Kolkata", "America/Caracas", "Australia/Lord_Howe", "UTC", "Not/AZone");
    fc.assert(
      fc.property(hour, fc.integer({ min: 0, max: 3_599 }), rest, zone, (hours, second, after, name) => {
        const text = (seconds: number) =>
          `${new Date(hours * 3_600_000 + seconds * 1000).toISOString().slice(0, 19).replace("T", " ")}${after}`;
        parseLocal("1999-01-01 00:00:00", "UTC"); // another hour
        const first = parseLocal(text(second), name);
        parseLocal(text((second * 7 + 1) % 3_600), name);
        expect(parseLocal(text(second), name)).toEqual(first);
        const [date, time] = text(second).split(" ") as [string, string];
        const [year, month, day] = date.split("-").map(Number) as [number, number, number];
        const [clock, minute] = time.split(":").map(Number) as [number, number];
        const fields = { year, month, day, hour: clock, minute, second: Number(time.slice(6, 8)) };
        if (after === "") expect(first).toEqual(localTime(fields, "second", text(second), name));
      }),
    );
  });

  test("is the same however many zones were asked for before", () => {
    const before = spanOf("2025-07-01 12:00:00", "Europe/Belgrade");
    for (let hour = -11; hour <= 11; hour++) spanOf("2025-07-01 12:00:00", `Etc/GMT${hour < 0 ? hour : `+${hour}`}`);
    expect(spanOf("2025-07-01 12:00:00", "Europe/Belgrade")).toBe(before);
  });
});
