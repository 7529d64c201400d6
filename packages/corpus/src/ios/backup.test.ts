import { expect, test } from "vitest";
import { scenario } from "../scenarios/index.ts";
import { queryBytes } from "../testing.ts";
import { fileId, payloadPath } from "./backup.ts";

const files = scenario("compromised").build();
const catalogue = (sql: string) => queryBytes(files.get("Manifest.db")!, sql);

test.each([
  ["HomeDomain", "Library/SMS/sms.db", "3d0d7e5fb2ce288813306e4d4636395e047a3d28"],
  ["WirelessDomain", "Library/Databases/DataUsage.sqlite", "0d609c54856a9bb2d56729df1d68f2958a88426b"],
  ["HomeDomain", "Library/TCC/TCC.db", "64d0019cb3d46bfc8cce545a8ba54b93e7ea9347"],
])("names the payload of %s %s as every backup does", (domain, path, expected) => {
  expect(fileId(domain, path)).toBe(expected);
});

test("lists each payload once, and has the payload of each file it lists", () => {
  const listed = catalogue("SELECT fileID FROM Files WHERE flags = 1 ORDER BY fileID").map(
    ({ fileID }) => `${String(fileID).slice(0, 2)}/${fileID}`,
  );
  const stored = [...files.keys()].filter((path) => path.includes("/")).sort();
  expect(listed).toEqual(stored);
});

test("lists directories and links without payload, and every directory above a file", () => {
  const paths = new Set(catalogue("SELECT domain || '-' || relativePath AS path FROM Files").map(({ path }) => path));
  const orphans = catalogue("SELECT domain, relativePath FROM Files WHERE relativePath <> ''").filter(
    ({ domain, relativePath }) => !paths.has(`${domain}-${String(relativePath).split("/").slice(0, -1).join("/")}`),
  );
  expect(orphans).toEqual([]);
  expect(catalogue("SELECT count(*) AS count FROM Files WHERE flags = 2")[0]!["count"]).toBeGreaterThan(50);
  expect(catalogue("SELECT count(*) AS count FROM Files WHERE flags = 4")[0]!["count"]).toBeGreaterThan(0);
});

test("stores a write-ahead log as a row and a payload of its own", () => {
  expect(files.has(payloadPath("HomeDomain", "Library/SMS/sms.db-wal"))).toBe(true);
});
