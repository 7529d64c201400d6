import fc from "fast-check";
import { expect, test } from "vitest";
import { millisecondsOf } from "./app-ops-dump.ts";

test("durations are read as TimeUtils writes them, and nothing else is one", () => {
  expect(millisecondsOf("1d2h3m4s5ms")).toBe(93_784_005);
  expect(millisecondsOf("5m")).toBe(300_000);
  expect(millisecondsOf("0")).toBe(0);
  for (const none of [undefined, "", "5", "ms", "1d2", "-1s", "1 s", "1234567890s"]) expect(millisecondsOf(none)).toBeUndefined();
});

/** The same said by expressions. */
function expected(text: string): number | undefined {
  if (!/^(?:\d{1,9}(?:ms|[dhms]))+$/.test(text)) return text === "0" ? 0 : undefined;
  const units: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };
  return [...text.matchAll(/(\d+)(ms|[dhms])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * units[unit!]!, 0);
}

test("letter by letter they are what expressions find", () => {
  const texts = fc.array(fc.constantFrom("0", "7", "12", "123456789", "d", "h", "m", "s", "ms", " ", "x"), { maxLength: 12 });
  fc.assert(
    fc.property(texts, (parts) => {
      expect(millisecondsOf(parts.join(""))).toBe(expected(parts.join("")));
    }),
  );
});
