import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { hostileVariant, hostileVariants } from "./hostile.ts";
import { payloadPath } from "./ios/backup.ts";
import { scenario } from "./scenarios/index.ts";
import { queryBackup, queryBytes } from "./testing.ts";

const SMS = ["HomeDomain", "Library/SMS/sms.db"] as const;
const base = scenario("compromised").build();

test("every variant has a name of its own", () => {
  expect(new Set(hostileVariants.map(({ id }) => id)).size).toBe(hostileVariants.length);
});

test.each(hostileVariants)("$id differs from the whole phone, and the same way each time", ({ build }) => {
  const files = build();
  expect(digest(build())).toBe(digest(files));
  expect(digest(files)).not.toBe(digest(base));
});

test("a hot journal takes the half-written transaction back", () => {
  const files = hostileVariant("hot-journal").build();
  const halfWritten = "SELECT count(*) AS count FROM message WHERE text = 'half written'";
  expect(queryBytes(files.get(payloadPath(...SMS))!, halfWritten)).toEqual([{ count: 39 }]);
  expect(queryBackup(files, ...SMS, halfWritten)).toEqual([{ count: 0 }]);
  expect(queryBackup(files, ...SMS, "PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
});

test("a corrupt page spoils some rows of sms.db and not all", () => {
  const files = hostileVariant("corrupt-page").build();
  expect(() => queryBackup(files, ...SMS, "SELECT count(text) FROM message NOT INDEXED")).toThrow("malformed");
  expect(queryBackup(files, ...SMS, "SELECT ROWID FROM message NOT INDEXED LIMIT 5")).toHaveLength(5);
});

test("a truncated catalogue cannot be read to its end", () => {
  const files = hostileVariant("truncated-manifest").build();
  expect(() => queryBytes(files.get("Manifest.db")!, "SELECT sum(length(file)) FROM Files")).toThrow("malformed");
});

test("the view hides the rows that hold links", () => {
  const files = hostileVariant("view-named-like-a-table").build();
  expect(queryBackup(files, ...SMS, "SELECT count(*) AS count FROM message WHERE text LIKE '%http%'")).toEqual([{ count: 0 }]);
  expect(queryBackup(files, ...SMS, "SELECT count(*) AS count FROM message_kept WHERE text LIKE '%akhbar%'")).toEqual([{ count: 1 }]);
});

test("a phone that looks encrypted shows none of what it holds", () => {
  const files = hostileVariant("encrypted-shape").build();
  const payloads = Buffer.concat([...files].filter(([path]) => path.includes("/") || path === "Manifest.db").map(([, bytes]) => bytes));
  expect(payloads.includes("SQLite format 3")).toBe(false);
  expect(payloads.includes("CANARY-")).toBe(false);
});

function digest(files: ReadonlyMap<string, Uint8Array>): string {
  const hash = createHash("sha256");
  for (const [path, bytes] of files) hash.update(`${path} ${bytes.length} `).update(bytes);
  return hash.digest("hex");
}
