import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import rootToolProcess from "./root-tool-process.ts";

const judge = (user: string, processName: string, label?: string) =>
  hitsOf(rootToolProcess, [{ pid: 7, user, processName, state: "S", ...(label && { label }) }]).map(({ message }) => message);

test("speaks of daemons of root and of domains of root tools", () => {
  expect(judge("root", "magiskd")).toEqual(["name"]);
  expect(judge("root", "/data/adb/ksud daemon")).toEqual(["name"]);
  expect(judge("u0_a9", "sh", "u:r:magisk:s0")).toEqual(["domain"]);
  expect(judge("root", "x", "u:r:su:s0")).toEqual(["domain"]);
});

test("is silent on the same names of apps, on names that begin so, and on the system's own domains", () => {
  expect(judge("u0_a9", "su")).toEqual([]);
  expect(judge("root", "surfaceflinger", "u:r:surfaceflinger:s0")).toEqual([]);
  expect(judge("root", "init", "u:r:init:s0")).toEqual([]);
  expect(judge("shell", "com.topjohnwu.magisk", "u:r:untrusted_app:s0")).toEqual([]);
});
