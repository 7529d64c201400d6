import { expect, test } from "vitest";
import { between, fromUnixSeconds } from "../model/time.ts";
import { createDayBook, GAP_DAYS, MAX_GAPS } from "./gaps.ts";

const DAY = 86_400;
const START = 1_704_067_200; // 2024-01-01
const at = (day: number) => fromUnixSeconds(START + day * DAY + 3_600)!;
const bookOf = (...days: readonly number[]) => {
  const book = createDayBook();
  for (const day of days) book.add(at(day));
  return book.gaps();
};

test("tells stretches of whole days without a word, and no shorter ones", () => {
  expect(bookOf(0, 1, 1 + GAP_DAYS, 10)).toEqual([{ from: "2024-01-05", to: "2024-01-10" }]);
  expect(bookOf(0, 1, 2)).toBeUndefined();
  expect(bookOf()).toBeUndefined();
});

test("a time that is only known to lie between two days leaves no gap", () => {
  const book = createDayBook();
  book.add(between(at(0), at(20), ""));
  expect(book.gaps()).toBeUndefined();
});

test("times of one day in any order, at its very ends and on the other side of 1970 and 2001 are told of as days", () => {
  const days = (...seconds: readonly number[]) => {
    const book = createDayBook();
    for (const second of seconds) book.add({ ...at(0), earliest: `${second}000000000`, latest: `${second}999999999` });
    return book.gaps();
  };
  const second = START + 5 * DAY;
  expect(days(second, second + DAY - 1, second + 7, second - 4 * DAY, second)).toEqual([{ from: "2024-01-03", to: "2024-01-05" }]);
  expect(days(second - 1, second, second + 4 * DAY - 1, second + 4 * DAY)).toEqual([{ from: "2024-01-07", to: "2024-01-08" }]);
  expect(days(999_990_000, 1_000_010_000, 999_990_001, 1_000_300_000)).toEqual([{ from: "2001-09-10", to: "2001-09-11" }]);
  expect(days(5, 5 + 4 * DAY, 6)).toEqual([{ from: "1970-01-02", to: "1970-01-04" }]);
});

test("of many the longest are told, in order of time", () => {
  const days = Array.from({ length: 30 }, (_, n) => (n * (n + 7)) / 2);
  const gaps = bookOf(...days)!;
  expect(gaps).toHaveLength(MAX_GAPS);
  expect(gaps.map(({ from }) => from)).toEqual([...gaps.map(({ from }) => from)].sort());
  expect(gaps.at(-1)!.to).toBe(new Date((START + (days.at(-1)! - 1) * DAY) * 1_000).toISOString().slice(0, 10));
});
