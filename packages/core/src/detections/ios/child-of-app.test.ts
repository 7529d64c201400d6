import { expect, test } from "vitest";
import processes from "../../artifacts/ios/processes.ts";
import spindump from "../../artifacts/ios/spindump.ts";
import { programHitsOf } from "../../testing/programs.ts";
import rule from "./child-of-app.ts";

const APP = "/private/var/containers/Bundle/Application/com.example/Example.app/Example";
const listed = (pid: number, parentPid: number, path: string) => ({ pid, parentPid, command: path, path });
const sampled = (pid: number, parentPid: number, path: string) => ({
  kind: "process",
  pid,
  parentPid,
  name: path.slice(path.lastIndexOf("/") + 1),
  path,
});

test("speaks of a program whose parent is an app, once, however many lists say so", () => {
  const helper = "/private/var/tmp/helper";
  expect(
    programHitsOf(
      rule,
      [processes, [listed(1, 0, "/sbin/launchd"), listed(193, 1, APP), listed(345, 193, helper)]],
      [spindump, [sampled(193, 1, APP), sampled(345, 193, helper)]],
    ),
  ).toMatchObject([{ hit: { subject: { type: "file:path", value: helper }, params: { parent: APP } }, count: 2 }]);
});

test("is silent on children of launchd, and does not look for a parent in another list", () => {
  expect(
    programHitsOf(
      rule,
      [processes, [listed(1, 0, "/sbin/launchd"), listed(193, 1, APP)]],
      [spindump, [sampled(345, 193, "/usr/libexec/lsd")]],
    ),
  ).toEqual([]);
});
