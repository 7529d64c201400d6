import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import permissiveSelinux from "./permissive-selinux.ts";

test("speaks of a mode that lets programs do what they want", () => {
  expect(hitsOf(permissiveSelinux, [{ mode: "permissive" }, { mode: "disabled" }])).toMatchObject([
    { subject: "selinux-mode", params: { mode: "permissive" } },
    { params: { mode: "disabled" } },
  ]);
});

test("is silent where SELinux was enforcing", () => {
  expect(hitsOf(permissiveSelinux, [{ mode: "enforcing" }])).toEqual([]);
});
