import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import intrusionToolProcess from "./intrusion-tool-process.ts";

const judge = (processName: string) =>
  hitsOf(intrusionToolProcess, [{ pid: 7, user: "root", processName, state: "S" }]).map(({ params }) => params!["program"]);

test("speaks of such a tool, by name or path", () => {
  expect(judge("/data/adb/frida-server -D")).toEqual(["frida-server"]);
  expect(judge("dropbear")).toEqual(["dropbear"]);
});

test("is silent on other programs, and on names that begin so", () => {
  expect(judge("tcpdumpd")).toEqual([]);
  expect(judge("com.example.strace")).toEqual([]);
  expect(judge("adbd")).toEqual([]);
});
