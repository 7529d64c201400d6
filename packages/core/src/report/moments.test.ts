import { describe, expect, test } from "vitest";
import type { Finding } from "../model/finding.ts";
import { sampleView } from "../testing/sample-view.ts";
import { closeStretch, laneOf, marksOf, milliseconds, momentsOf, ticksOf, unionOf, unplaced, widened } from "./moments.ts";

const [process, lure, redirect] = sampleView().findings as [Finding, Finding, Finding];
const at = (finding: Finding, from: string | undefined, to = from): Finding => {
  const { firstTime: _, lastTime: __, ...rest } = finding;
  return { ...rest, ...(from !== undefined && { firstTime: from }), ...(to !== undefined && { lastTime: to }) };
};
const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);

describe("moments", () => {
  test("are findings in the order of time, each in the lane of what it speaks to", () => {
    const moments = momentsOf([
      at(process, "2021-05-02T00:00:00Z", "2021-05-04T00:00:00Z"),
      at(lure, "2021-05-01T00:00:00.123456789Z"),
      redirect,
    ]);
    expect(moments.map(({ lane }) => lane)).toEqual(["targeting", "noted", "compromise"]);
    expect(moments[0]!.from).toBe(day("2021-05-01") + 123);
    expect(moments[2]!.to).toBe(day("2021-05-04"));
  });

  test("leave out what has no time, and never mix another clock with UTC", () => {
    const local = { ...lure, time: { ...lure.time!, clock: "device-local" as const } };
    const undated = at(process, undefined);
    expect(momentsOf([local, undated])).toEqual([]);
    expect(unplaced([local, undated, lure])).toEqual([local, undated]);
  });

  test("count for review what speaks to no question, and only note what does not count", () => {
    expect(laneOf({ ...process, axis: "none" })).toBe("review");
    expect(laneOf({ ...process, severity: "low" })).toBe("noted");
    expect(laneOf({ ...process, isExperimental: true })).toBe("noted");
  });
});

describe("stretches", () => {
  test("reach from the first to the last, with room at both ends, also around a single moment", () => {
    expect(unionOf([])).toBeUndefined();
    expect(
      unionOf([
        { from: 5, to: 9 },
        { from: 2, to: 6 },
      ]),
    ).toEqual({ from: 2, to: 9 });
    const around = widened({ from: day("2021-05-01"), to: day("2021-05-01") });
    expect(around.to - around.from).toBe(600_000);
  });

  test("are shown closer only where several that count lie in a small part of the whole", () => {
    const whole = { from: day("2021-01-01"), to: day("2021-12-31") };
    const near = momentsOf([at(lure, "2021-05-01T00:00:00Z"), at(process, "2021-05-03T00:00:00Z"), at(redirect, "2021-11-01T00:00:00Z")]);
    expect(closeStretch(whole, near)).toEqual({ from: day("2021-05-01"), to: day("2021-05-03") });
    expect(closeStretch(whole, near.slice(0, 1))).toBeUndefined();
    expect(closeStretch(whole, momentsOf([at(lure, "2021-02-01T00:00:00Z"), at(process, "2021-09-03T00:00:00Z")]))).toBeUndefined();
  });

  test("draw as one what would cover itself, and say how many it is", () => {
    const moments = momentsOf([
      at(lure, "2021-05-01T00:00:00Z"),
      at(lure, "2021-05-01T00:10:00Z", "2021-05-02T00:00:00Z"),
      at(lure, "2021-05-09T00:00:00Z"),
    ]);
    const stretch = { from: day("2021-05-01"), to: day("2021-05-10") };
    expect(marksOf(moments, stretch)).toEqual([
      { from: day("2021-05-01"), to: day("2021-05-02"), count: 2 },
      { from: day("2021-05-09"), to: day("2021-05-09"), count: 1 },
    ]);
    expect(marksOf(moments, { from: day("2022-05-01"), to: day("2022-05-10") })).toEqual([]);
  });
});

test.each([
  ["2021-05-01T10:00:00Z", "2021-05-01T10:04:00Z", "05-01 10:00"],
  ["2021-05-01T10:00:00Z", "2021-05-01T20:00:00Z", "05-01 10:00"],
  ["2021-05-01T00:00:00Z", "2021-05-08T00:00:00Z", "2021-05-01"],
  ["2021-01-14T00:00:00Z", "2021-05-13T00:00:00Z", "2021-02"],
  ["1999-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "2000-01"],
])("ticks from %s to %s are few, in order and within, the first %s", (from, to, first) => {
  const stretch = { from: milliseconds(from), to: milliseconds(to) };
  const ticks = ticksOf(stretch);
  expect(ticks[0]!.text).toBe(first);
  expect(ticks.length).toBeGreaterThanOrEqual(2);
  expect(ticks.length).toBeLessThanOrEqual(6);
  expect(
    ticks.every((tick, index) => tick.at >= stretch.from && tick.at <= stretch.to && (index === 0 || tick.at > ticks[index - 1]!.at)),
  ).toBe(true);
});
