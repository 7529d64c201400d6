import { describe, expect, test } from "vitest";
import { partitionPoint } from "./partition-point.ts";

const sorted = [1, 3, 3, 3, 7];
const below = (value: number) => (place: number) => sorted[place]! < value;

describe("the place where an ordered list turns", () => {
  test.each([
    [0, 0],
    [1, 0],
    [2, 1],
    [3, 1],
    [4, 4],
    [7, 4],
    [8, 5],
  ])("the first that is not below %i stands at %i", (value, place) => {
    expect(partitionPoint(sorted.length, below(value))).toBe(place);
  });

  test("what lies before the start is not looked at", () => {
    const asked: number[] = [];
    const place = partitionPoint(sorted.length, (at) => asked.push(at) > 0 && sorted[at]! < 3, 2);
    expect(place).toBe(2);
    expect(Math.min(...asked)).toBe(2);
  });

  test("an empty list turns at its end", () => {
    expect(partitionPoint(0, () => true)).toBe(0);
  });
});
