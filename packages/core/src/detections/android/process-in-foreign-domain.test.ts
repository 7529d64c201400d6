import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import processInForeignDomain from "./process-in-foreign-domain.ts";

const judge = (user: string, label?: string, processName = "x") =>
  hitsOf(processInForeignDomain, [{ pid: 7, user, processName, state: "S", ...(label && { label }) }]).map(({ message }) => message);

test("speaks of root in a domain of apps, and of an app in one of the system", () => {
  expect(judge("root", "u:r:untrusted_app_27:s0:c1,c256")).toEqual(["root-in-app"]);
  expect(judge("u0_a123", "u:r:init:s0")).toEqual(["app-in-system"]);
  expect(judge("u10_i7", "u:r:shell:s0")).toEqual(["app-in-system"]);
});

test("is silent on what belongs together, on the kernel's threads, and without a domain", () => {
  expect(judge("root", "u:r:init:s0")).toEqual([]);
  expect(judge("root", "u:r:zygote:s0")).toEqual([]);
  expect(judge("shell", "u:r:shell:s0")).toEqual([]);
  expect(judge("u0_a123", "u:r:untrusted_app:s0:c1")).toEqual([]);
  expect(judge("u0_a123", "u:r:runas_app:s0:c1")).toEqual([]);
  expect(judge("u0_a123", "u:r:crash_dump:s0")).toEqual([]);
  expect(judge("root", "u:r:untrusted_app:s0", "[kworker]")).toEqual([]);
  expect(judge("root")).toEqual([]);
});
