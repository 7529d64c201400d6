import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import { itTellsProgramsByPlace } from "../../testing/program-rule.ts";
import rule from "./crash-outside-system.ts";

itTellsProgramsByPlace(rule, (path) => ({ kind: "report", bugType: "309", path }));

test("is silent on reports without a path and on processes that one lists", () => {
  expect(
    hitsOf(rule, [
      { kind: "report", bugType: "210" },
      { kind: "process", bugType: "298", name: "x" },
    ]),
  ).toEqual([]);
});
