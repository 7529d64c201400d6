import { expect, test } from "vitest";
import type { ProfileEvent } from "../../artifacts/ios/profile-events.ts";
import { fromAppleTime } from "../../model/time.ts";
import { hitsOf } from "../../testing/index.ts";
import type { FoldDetection } from "../detection.ts";
import profileOperations from "./profile-operations.ts";

const event = (profile: string, operation: string, hours?: number): ProfileEvent => ({
  profile: `${profile}-X`,
  identifier: profile,
  operation,
  ...(hours !== undefined && { logged: fromAppleTime(650_000_000 + hours * 3600)! }),
});
const judge = (...records: ProfileEvent[]) => hitsOf(profileOperations, records);

test("informs of each profile once, with all that was done with it", () => {
  expect(judge(event("a", "install", 90), event("b", "install", 50), event("a", "install", 1))).toMatchObject([
    { subject: { value: "a" }, severity: "info", message: "summary", count: 2, records: { length: 2 } },
    { subject: { value: "b" }, count: 1 },
  ]);
});

test("tells one that was gone within a day, in whatever order the log stands", () => {
  const short = { severity: "low", message: "summary-short", params: { hours: 3 } };
  expect(judge(event("a", "remove", 3), event("a", "install", 0))).toMatchObject([short]);
  expect(judge(event("a", "install", 0), event("a", "remove", 3))).toMatchObject([short]);
});

test("says nothing more of one that stayed longer, came back, or carries no times", () => {
  expect(judge(event("a", "install", 0), event("a", "remove", 25))).toMatchObject([{ severity: "info" }]);
  expect(judge(event("a", "remove", 0), event("a", "install", 3))).toMatchObject([{ severity: "info" }]);
  expect(judge(event("a", "install"), event("a", "remove"))).toMatchObject([{ severity: "info" }]);
  expect(judge(event("a", "uninstall", 3), event("a", "update", 0))).toMatchObject([{ severity: "info" }]);
});

test("is silent on an empty log, and keeps a bounded number of events of one profile", () => {
  expect(judge()).toEqual([]);
  const many = Array.from({ length: 500 }, (_, index) => event("a", "install", index));
  expect(judge(...many)).toMatchObject([{ count: 500, records: { length: 10 } }]);
  const fold = profileOperations as FoldDetection;
  const state = fold.start();
  expect(fold.size(state)).toBe(0);
  expect(fold.stateLimit).toBeGreaterThan(1_000);
});
