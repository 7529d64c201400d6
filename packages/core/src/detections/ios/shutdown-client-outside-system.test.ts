import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import { itTellsProgramsByPlace } from "../../testing/program-rule.ts";
import rule from "./shutdown-client-outside-system.ts";

itTellsProgramsByPlace(rule, (path) => ({ kind: "client", shutdown: 1, pid: 7, path }));

test("is silent on the shutdown itself", () => {
  expect(hitsOf(rule, [{ kind: "shutdown", shutdown: 1, clients: 0, delaySeconds: 0, isEnded: true }])).toEqual([]);
});
