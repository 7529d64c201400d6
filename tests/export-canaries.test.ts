import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scenario, writeBackup } from "@bridle/corpus";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runBridle } from "./support/launcher.ts";

/** A canary stands in private messages, contacts and places of a synthetic phone. Exports may hold none that the case does not. */

const PHONES = ["compromised", "clean"];

let folder: string;
const bridle = (...args: string[]): void => void runBridle(folder, args);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bridle-canaries-"));
  for (const phone of PHONES) writeBackup(join(folder, phone), scenario(phone).entries());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Everything that exports and the report made anew hold of a phone, by the name of the file. */
function exported(phone: string, name: string, ...more: string[]): ReadonlyMap<string, string> {
  bridle("check", phone, "-o", name, "--quiet", "--no-env-indicators", "--no-stored-indicators", ...more);
  for (const format of ["timesketch", "mvt", "csv"]) bridle("export", "--format", format, name);
  bridle("report", name);
  const root = join(folder, name, "exports");
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(files.map(({ parentPath, name: file }) => [file, readFileSync(join(parentPath, file), "utf8")]));
}

test.each(PHONES)("no export of %s holds a private word that no finding rests on", (phone) => {
  const { canaries } = scenario(phone).truth;
  const files = exported(phone, `${phone}-case`);
  expect(files.size).toBeGreaterThan(12);
  for (const canary of canaries) for (const [file, text] of files) expect(text.includes(canary), `${canary} in ${file}`).toBe(false);
});

test("the canaries are really there: with all records and consent MVT's form would show them", () => {
  const { canaries } = scenario("compromised").truth;
  const everything = [...exported("compromised", "all", "--records", "all", "--timeline", "all", "--consent", "test").values()].join("\n");
  expect(canaries.filter((canary) => everything.includes(canary)).length).toBeGreaterThan(canaries.length / 3);
});
