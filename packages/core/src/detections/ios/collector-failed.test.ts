import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import rule from "./collector-failed.ts";

test("tells which collector broke off, in its own words, once", () => {
  const hits = hitsOf(rule, [
    { collector: "spindump", complaint: "spindump timed out" },
    { collector: "spindump", complaint: "killed" },
    { collector: "ps", complaint: "ps: Operation not permitted" },
  ]);
  expect(hits).toMatchObject([
    { params: { collector: "ps" }, records: [{}] },
    { params: { collector: "spindump", complaint: "spindump timed out" }, records: [{}, {}] },
  ]);
});

test("is silent on collectors that are not examined and on ordinary complaints", () => {
  expect(
    hitsOf(rule, [
      { collector: "codecctl", complaint: "timed out" },
      { collector: "ps", complaint: "warning: 3" },
    ]),
  ).toEqual([]);
});
