import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import oldPatchLevel from "./old-patch-level.ts";

const PATCH = { property: "ro.build.version.security_patch", value: "2022-01-05" };

test("speaks of a patch level that was more than half a year old when the acquisition was made", () => {
  expect(hitsOf(oldPatchLevel, [{ ...PATCH, patchAgeDays: 187 }])).toMatchObject([{ params: { date: "2022-01-05", days: 187 } }]);
});

test("is silent on a younger one, on one ahead of the acquisition, and where no age is known", () => {
  const silent = [{ ...PATCH, patchAgeDays: 186 }, { ...PATCH, patchAgeDays: -3 }, PATCH];
  expect(hitsOf(oldPatchLevel, silent)).toEqual([]);
});
