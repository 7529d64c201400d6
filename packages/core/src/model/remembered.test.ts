import { expect, test } from "vitest";
import { remembered } from "./remembered.ts";

test("makes what belongs to a key once, nothing included, and anew where too many keys came between", () => {
  const made: string[] = [];
  const lengthOf = remembered((key: string) => {
    made.push(key);
    return key.length || undefined;
  }, 2);
  expect(["a", "a", "", ""].map(lengthOf)).toEqual([1, 1, undefined, undefined]);
  expect(made).toEqual(["a", ""]);
  expect(["bb", "a"].map(lengthOf)).toEqual([2, 1]);
  expect(made).toEqual(["a", "", "bb", "a"]);
});
