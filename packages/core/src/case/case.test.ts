import { expect, test } from "vitest";
import { AUDIT_START, createAuditLog, firstBrokenLine } from "./audit.ts";
import { storeContract } from "./case-store.contract.ts";
import { combined, EXIT, statusOf } from "./exit-status.ts";
import { createMemoryStore } from "./memory-store.ts";

test.each(storeContract.map((one) => [one.title, one] as const))("the memory store %s", (_title, one) => {
  const store = createMemoryStore();
  one.run(store, (path) => store.files.get(path)!);
});

test("the exit status is a function of the headline", () => {
  expect(
    (["compromise-indicated", "attempt-indicated", "targeting-indicated", "review-recommended"] as const).map((headline) =>
      statusOf(headline, false),
    ),
  ).toEqual([1, 1, 1, 1]);
  expect([statusOf("nothing-matched", false), statusOf("inconclusive", false)]).toEqual([0, 3]);
});

test("a narrowed run never ends with 0", () => {
  expect(statusOf("nothing-matched", true)).toBe(3);
});

test("of several cases 1 goes before 70 before 2 before 3 before 0", () => {
  expect(combined([0, 3, 2, 70, 1])).toBe(1);
  expect(combined([0, 3, 2, 70])).toBe(70);
  expect(combined([0, 3, 2])).toBe(2);
  expect(combined([0, 3])).toBe(3);
  expect(combined([0, 0])).toBe(0);
  expect(combined([EXIT.interrupted, 1])).toBe(130);
});

test("every line of the audit log holds the hash of the one before, and the head is the last", () => {
  const audit = createAuditLog();
  const lines = [audit.add("2026-01-01T00:00:00Z", "opened", { files: 3 }), audit.add("2026-01-01T00:00:01Z", "assessed")];
  const entries = lines.map((line) => JSON.parse(line) as { previous: string; hash: string });
  expect(entries.map(({ previous }) => previous)).toEqual([AUDIT_START, entries[0]!.hash]);
  expect(audit.head()).toBe(entries[1]!.hash);
  expect(firstBrokenLine(lines.join(""))).toBeUndefined();
});

test("a changed, dropped or swapped line of the audit log is found", () => {
  const audit = createAuditLog();
  const lines = ["a", "b", "c"].map((event) => audit.add("2026-01-01T00:00:00Z", event));
  expect(firstBrokenLine([lines[0], lines[1]!.replace('"b"', '"x"'), lines[2]].join(""))).toBe(2);
  expect(firstBrokenLine([lines[0], lines[2]].join(""))).toBe(2);
  expect(firstBrokenLine([lines[1], lines[0], lines[2]].join(""))).toBe(1);
  expect(firstBrokenLine("not json\n")).toBe(1);
});
