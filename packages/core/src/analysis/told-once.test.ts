import { expect, test } from "vitest";
import { fromUnixSeconds } from "../model/time.ts";
import type { TimelineRow } from "../model/timeline.ts";
import { compareRows } from "./row-sorter.ts";
import { numbered, placesIn, toldOnce } from "./told-once.ts";

const row = (evidence: string, over: Partial<TimelineRow> & { readonly second?: number } = {}): TimelineRow => {
  const { second = 0, ...rest } = over;
  return {
    time: fromUnixSeconds(1_700_000_000 + second)!,
    kind: "crash",
    message: "It crashed",
    artifact: "ios/crash-reports",
    evidence,
    ...rest,
  };
};
const told = (...rows: readonly TimelineRow[]): string[] => [...toldOnce([...rows].sort(compareRows))].map(({ evidence }) => evidence);

test("what two acquisitions tell alike is one row with both places", () => {
  expect(told(row("[1] a line 7"), row("[2] b line 9"))).toEqual(["[1] a line 7; [2] b line 9"]);
});

test("two alike of one acquisition stay two, however the other counts them", () => {
  expect(told(row("[1] a line 7"), row("[1] a line 8"), row("[2] b line 9"))).toEqual(["[1] a line 7; [2] b line 9", "[1] a line 8"]);
});

test.each<[string, TimelineRow]>([
  ["another moment", row("[2] b", { second: 1 })],
  ["another sentence", row("[2] b", { message: "It ran" })],
  ["another kind", row("[2] b", { kind: "process" })],
  ["another source", row("[2] b", { artifact: "ios/processes" })],
  ["another clock", row("[2] b", { time: { ...row("").time, clock: "device-local" } })],
])("%s is another row", (_what, other) => {
  expect(told(row("[1] a"), other)).toHaveLength(2);
});

test("the order is that of rows, and none is lost however many lie at one moment", () => {
  const many = [1, 2].flatMap((number) =>
    Array.from({ length: 3_000 }, (_, index) => row(numbered(number, `file line ${10_000 + index}`))),
  );
  const rows = [...toldOnce([...many].sort(compareRows))];
  expect(rows.flatMap(({ evidence }) => placesIn(evidence)).sort()).toEqual(many.map(({ evidence }) => evidence).sort());
  expect(rows.length).toBeLessThan(many.length);
});

test("places are told apart again, and one of a single acquisition is whole", () => {
  expect(placesIn("[1] a; b line 7; [2] c")).toEqual(["[1] a; b line 7", "[2] c"]);
  expect(placesIn("a; [2] b line 7")).toEqual(["a; [2] b line 7"]);
  expect(numbered(3, "")).toBe("");
});
