import { expect, test } from "vitest";
import type { LockdownEvent } from "../../artifacts/ios/lockdownd.ts";
import { hitsOf } from "../../testing/index.ts";
import rule from "./paired-computers.ts";

const event = (lockdownStep: LockdownEvent["lockdownStep"], hostId: string): LockdownEvent => ({ lockdownStep, hostId });

test("one computer is told as information, several as worth a look", () => {
  expect(hitsOf(rule, [event("paired", "A"), event("paired", "A")])).toMatchObject([
    { severity: "info", params: { number: 1 }, records: [{}, {}] },
  ]);
  expect(hitsOf(rule, [event("paired", "A"), event("paired", "B")])).toMatchObject([{ severity: "low", count: 2 }]);
});

test("is silent where nothing was paired", () => {
  expect(hitsOf(rule, [event("refused", "A"), event("asked", "A"), event("service", "A"), event("unpaired", "A")])).toEqual([]);
});
