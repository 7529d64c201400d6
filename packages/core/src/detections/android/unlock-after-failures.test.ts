import { expect, test } from "vitest";
import type { IntrusionEvent } from "../../artifacts/android/intrusion-log.ts";
import { fromUnixSeconds } from "../../model/time.ts";
import { hitsOf } from "../../testing/index.ts";
import unlockAfterFailures from "./unlock-after-failures.ts";

const attempt = (seconds: number, success: "0" | "1"): IntrusionEvent => ({
  kind: "security",
  tag: "keyguard_dismiss_auth_attempt",
  details: { success },
  time: fromUnixSeconds(1_777_000_000 + seconds)!,
});
const failures = (count: number, step: number): IntrusionEvent[] => Array.from({ length: count }, (_, index) => attempt(index * step, "0"));

test("tells an unlock after five failures within ten minutes", () => {
  const hits = hitsOf(unlockAfterFailures, [...failures(6, 30), attempt(200, "1")]);
  expect(hits).toMatchObject([{ subject: "unlock-after-failures", params: { count: 1, failures: 6 } }]);
});

test("is silent on few failures, on slow ones, and on failures alone", () => {
  expect(hitsOf(unlockAfterFailures, [...failures(4, 10), attempt(60, "1")])).toEqual([]);
  expect(hitsOf(unlockAfterFailures, [...failures(6, 300), attempt(1_900, "1")])).toEqual([]);
  expect(hitsOf(unlockAfterFailures, failures(50, 5))).toEqual([]);
});
