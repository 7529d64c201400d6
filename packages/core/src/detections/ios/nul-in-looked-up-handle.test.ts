import { expect, test } from "vitest";
import type { IdentityLookup } from "../../artifacts/ios/id-status-cache.ts";
import { fromAppleTime } from "../../model/time.ts";
import { hitsOf } from "../../testing/index.ts";
import nulInLookedUpHandle from "./nul-in-looked-up-handle.ts";

const lookedUp = fromAppleTime(600_000_000)!;
const judge = (...handles: string[]) =>
  hitsOf(
    nulInLookedUpHandle,
    handles.map((handle): IdentityLookup => ({ service: "com.apple.madrid", handle, lookedUp })),
  );

test("speaks of two NUL characters in a row, wherever they stand", () => {
  expect(judge("mailto:a@b.example\0\0\0")).toMatchObject([{ message: "summary-run", severity: "high", time: lookedUp }]);
  expect(judge("\0\0")).toHaveLength(1);
});

test("is less sure of a single one", () => {
  expect(judge("mailto:a\0@b.example")).toMatchObject([{ message: "summary-one", severity: "medium", confidence: "low" }]);
});

test("tells one address once, by what stands before the first of them", () => {
  expect(judge("tel:+1\0\0", "tel:+1\0\0\0", "tel:+2\0\0").map(({ subject }) => subject)).toEqual([
    "nul-run tel:+1",
    "nul-run tel:+1",
    "nul-run tel:+2",
  ]);
});

test("is silent on ordinary addresses, numbers and the text that stands for a NUL", () => {
  expect(judge("mailto:a@b.example", "tel:+12025550177", "urn:ds:1", "mailto:x\\x00\\x00@b.example", "")).toEqual([]);
});
