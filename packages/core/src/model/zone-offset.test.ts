import { afterEach, describe, expect, test, vi } from "vitest";
import { intlOffset, offsetOf } from "./zone-offset.ts";

const DAY = 86_400_000;
const INSTANTS = Array.from({ length: 700 }, (_, n) => Date.UTC(1990, 0, 1) + n * 57 * DAY);
const offsetsOf = (offsetAt: ReturnType<typeof offsetOf>): readonly number[] | undefined => offsetAt && INSTANTS.map(offsetAt);

afterEach(() => vi.unstubAllGlobals());

describe("the clock of a zone", () => {
  test("is ahead of UTC, or behind it", () => {
    const [summer, winter] = [Date.UTC(2025, 6, 1), Date.UTC(2025, 0, 1)];
    expect([summer, winter].map(offsetOf("Europe/Belgrade")!)).toEqual([7_200_000, 3_600_000]);
    expect([summer, winter].map(offsetOf("Asia/Kathmandu")!)).toEqual([20_700_000, 20_700_000]);
    expect([summer, winter].map(offsetOf("-03:30")!)).toEqual([-12_600_000, -12_600_000]);
  });

  test("is the same whichever part of the engine is asked", () => {
    const zones = Intl.supportedValuesOf("timeZone").filter((_, n) => n % 7 === 0);
    for (const zone of [...zones, "UTC", "US/Pacific", "EST5EDT", "Asia/Calcutta", "+05:45"])
      expect(offsetsOf(offsetOf(zone)), zone).toEqual(offsetsOf(intlOffset(zone)));
  });

  test.each(["", "Nowhere/At-All", "2025-01-01T00:00Z", "T12Z", "T00[Europe/Berlin]", "__proto__", "Europe/Berlin "])(
    "%j has none",
    (name) => expect(offsetOf(name)).toBeUndefined(),
  );

  test("of a name that only Intl knows is known", () => {
    for (const name of ["europe/berlin", "+0200"]) expect(offsetOf(name)?.(Date.UTC(2025, 6, 1)), name).toBe(7_200_000);
  });

  test("needs no languages where the engine has Temporal, and is known where it has none", () => {
    const made = vi.spyOn(Intl, "DateTimeFormat");
    const isThere = "Temporal" in globalThis;
    expect(offsetOf("Europe/Belgrade")?.(0)).toBe(3_600_000);
    expect(made).toHaveBeenCalledTimes(isThere ? 0 : 1);
    made.mockRestore();
    vi.stubGlobal("Temporal", undefined);
    expect(offsetOf("Europe/Belgrade")?.(0)).toBe(3_600_000);
  });
});
