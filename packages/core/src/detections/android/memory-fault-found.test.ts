import { expect, test } from "vitest";
import type { NativeCrash } from "../../artifacts/android/tombstones.ts";
import { hitsOf } from "../../testing/index.ts";
import memoryFaultFound from "./memory-fault-found.ts";

const judge = (fields: Partial<NativeCrash>) => hitsOf(memoryFaultFound, [{ program: "media.extractor", pid: 1, frames: [], ...fields }]);

test("speaks of a checker that stopped an exposed program", () => {
  expect(judge({ signal: "SIGSEGV", signalCode: "SEGV_MTESERR" })).toMatchObject([
    { subject: { value: "media.extractor" }, params: { cause: "SEGV_MTESERR" } },
  ]);
});

test("is silent on other crashes of it, and on other programs", () => {
  expect(judge({ signal: "SIGSEGV", signalCode: "SEGV_MAPERR" })).toEqual([]);
  expect(judge({ program: "com.example.game", causes: ["[GWP-ASan]: Use After Free"] })).toEqual([]);
});
