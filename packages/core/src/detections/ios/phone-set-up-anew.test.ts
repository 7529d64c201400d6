import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import rule from "./phone-set-up-anew.ts";

test("tells a system that was met without an earlier one", () => {
  expect(hitsOf(rule, [{ activationStep: "updated", osBuild: "23D8133" }])).toMatchObject([{ params: { build: "23D8133" } }]);
});

test("is silent on updates and on mere starts", () => {
  expect(hitsOf(rule, [{ activationStep: "updated", osBuild: "19A346", buildBefore: "18H17" }, { activationStep: "started" }])).toEqual([]);
});
