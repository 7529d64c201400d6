import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import { itTellsProgramsByPlace } from "../../testing/program-rule.ts";
import rule from "./log-process-outside-system.ts";

itTellsProgramsByPlace(rule, (path) => ({ pid: 1, euid: 0, boot: "B", isUnresolved: false, path }));

test("is silent on a process whose image is not known", () => {
  expect(hitsOf(rule, [{ pid: 1, euid: 0, boot: "B", isUnresolved: true }])).toEqual([]);
});
