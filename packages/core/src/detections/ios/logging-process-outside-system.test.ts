import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import { itTellsProgramsByPlace } from "../../testing/program-rule.ts";
import rule from "./logging-process-outside-system.ts";

itTellsProgramsByPlace(rule, (path) => ({ process: path }));

test("is silent on a name without a folder", () => {
  expect(hitsOf(rule, [{ process: "subridged" }])).toEqual([]);
});
