import { expect, test } from "vitest";
import type { SecurityEvent } from "../../artifacts/android/intrusion-log.ts";
import { hitsOf } from "../../testing/index.ts";
import integrityEvents from "./integrity-events.ts";

const entry = (tag: string, details: Record<string, string> = {}): SecurityEvent => ({ kind: "security", tag, details });

test("tells each kind of failure once, with how often", () => {
  const hits = hitsOf(integrityEvents, [
    entry("key_integrity_violation", { key_id: "a" }),
    entry("cert_validation_failure", { reason: "x" }),
    entry("cert_validation_failure", { reason: "y" }),
    entry("wipe_failure"),
    entry("crypto_self_test_completed", { success: "0" }),
  ]);
  expect(hits.map(({ subject, count, severity }) => `${String(subject)} ${count} ${severity}`)).toEqual([
    "key_integrity_violation 1 medium",
    "cert_validation_failure 2 low",
    "wipe_failure 1 medium",
    "crypto_self_test_completed 1 medium",
  ]);
});

test("is silent on a self-test that passed, and on keys that were made or could not be", () => {
  const quiet = [
    entry("crypto_self_test_completed", { success: "1" }),
    entry("crypto_self_test_completed"),
    entry("key_generated", { success: "0" }),
  ];
  expect(hitsOf(integrityEvents, quiet)).toEqual([]);
});
