import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import { itTellsProgramsByPlace } from "../../testing/program-rule.ts";
import rule from "./process-outside-system.ts";

itTellsProgramsByPlace(rule, (path) => ({ pid: 1, command: path, path }));

test("is silent on a process without a path", () => {
  expect(hitsOf(rule, [{ pid: 1, command: "(gone)" }])).toEqual([]);
});
