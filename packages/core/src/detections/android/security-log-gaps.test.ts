import { expect, test } from "vitest";
import type { IntrusionEvent } from "../../artifacts/android/intrusion-log.ts";
import { hitsOf } from "../../testing/index.ts";
import securityLogGaps from "./security-log-gaps.ts";

const entry = (eventId: string, tag = "keyguard_secured"): IntrusionEvent => ({ kind: "security", tag, details: {}, eventId });

test("tells that the log was stopped, and how many numbered entries are missing", () => {
  const hits = hitsOf(securityLogGaps, [entry("5"), entry("6", "logging_stopped"), entry("10"), entry("11"), entry("13")]);
  expect(hits).toMatchObject([
    { subject: "logging-stopped", count: 1 },
    { subject: "missing-entries", severity: "info", count: 4, records: [{}, {}] },
  ]);
});

test("is silent on entries in a row, on other logs' numbers and on entries without one", () => {
  const dns: IntrusionEvent = { kind: "dns", hostname: "a.example", addresses: [], eventId: "900" };
  expect(hitsOf(securityLogGaps, [entry("5"), dns, entry("6"), entry("6"), entry("x"), entry("7"), entry("99000000")])).toEqual([]);
});
