import { afterEach, expect, test, vi } from "vitest";
import { createRenderer } from "./catalog.ts";
import { formatters } from "./formatters.ts";

afterEach(() => vi.restoreAllMocks());

const NUMBERS = [
  ...Array.from({ length: 1_200 }, (_, at) => at),
  ...[9_999, 10_000, 99_999, 100_000, 999_999, 1_000_000, 12_345_678_901, 2 ** 53 - 1, 2 ** 53, 1e21, 1e300],
  ...[-0, -1, -1_234, 0.5, 1.5, 1.0004, 1_234.5678, Number.NaN, Number.POSITIVE_INFINITY],
];

test("numbers and plurals in English are the platform's, of every kind", () => {
  const numbers = new Intl.NumberFormat("en");
  const plurals = new Intl.PluralRules("en");
  for (const value of NUMBERS) {
    expect(formatters.getNumberFormat("en").format(value), String(value)).toBe(numbers.format(value));
    expect(formatters.getPluralRules("en", { type: "cardinal" }).select(value), String(value)).toBe(plurals.select(value));
  }
  // What a message is given may be text.
  for (const value of ["12", "1", "1200", "x"] as unknown as number[]) {
    expect(formatters.getNumberFormat("en").format(value)).toBe(numbers.format(value));
    expect(formatters.getPluralRules("en", { type: "cardinal" }).select(value)).toBe(plurals.select(value));
  }
});

test("what is not plain English is left to the platform", () => {
  expect(formatters.getNumberFormat("de").format(1_234)).toBe(new Intl.NumberFormat("de").format(1_234));
  expect(formatters.getNumberFormat("en", { useGrouping: false }).format(1_234)).toBe("1234");
  expect(formatters.getPluralRules("en", { type: "ordinal" }).select(3)).toBe("few");
  expect(formatters.getPluralRules("pl", { type: "cardinal" }).select(3)).toBe("few");
});

test("counts in English sentences do not load the platform's languages", () => {
  const made = [
    vi.spyOn(Intl, "NumberFormat"),
    vi.spyOn(Intl, "PluralRules"),
    vi.spyOn(Intl, "Locale"),
    vi.spyOn(Intl.NumberFormat, "supportedLocalesOf"),
  ];
  const render = createRenderer("en", () => "{count, plural, one {one heron} other {# herons}} of {all, number}");
  expect(render({ message: "many", params: { count: 1_200, all: 1_000_000 } })).toBe("1,200 herons of 1,000,000");
  for (const spy of made) expect(spy).not.toHaveBeenCalled();
});
