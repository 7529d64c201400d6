import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Finding } from "@bridle/core";
import { scenario, writeBackup } from "@bridle/corpus";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** The commands that findings of an encrypted phone carry, run as a reader of the report would: in the checkout, with the password. */

const ROOT = resolve(import.meta.dirname, "..");
const LAUNCHER = join(ROOT, "packages/cli/bin/bridle.mjs");
const PASSWORD = "bridle-demo";
const has = (tool: string): boolean => spawnSync("sh", ["-c", `command -v ${tool}`]).status === 0;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bridle-reproduce-encrypted-"));
  mkdirSync(join(folder, "temporary"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Evidence = Finding["evidence"][number];

function examine(name: string): readonly Finding[] {
  const args = ["check", join(folder, name), "-o", join(folder, `${name}-case`), "--quiet", "--no-env-indicators"];
  const { status, stderr } = spawnSync(process.execPath, [LAUNCHER, ...args], { encoding: "utf8", env: environmentFor(name) });
  if (status !== 1) throw new Error(`status ${status}: ${stderr}`);
  return (JSON.parse(readFileSync(join(folder, `${name}-case`, "data/findings.json"), "utf8")) as { findings: Finding[] }).findings;
}

/** npm keeps compiled code of its own among temporary files, unless it is told not to. */
const environmentFor = (name: string): NodeJS.ProcessEnv => ({
  ...process.env,
  ACQUISITION: join(folder, name),
  BRIDLE_BACKUP_PASSWORD: PASSWORD,
  TMPDIR: join(folder, "temporary"),
  NODE_DISABLE_COMPILE_CACHE: "1",
});

const run = (command: string, name: string): { out: string; error: string } => {
  const { stdout, stderr } = spawnSync("sh", ["-c", command], { cwd: ROOT, encoding: "utf8", env: environmentFor(name) });
  return { out: stdout, error: stderr };
};

/** One record for each source and kind of place. */
function oneOfEach(findings: readonly Finding[]): readonly Evidence[] {
  const each = new Map<string, Evidence>();
  for (const evidence of findings.flatMap((finding) => finding.evidence))
    each.set(`${evidence.artifact} ${evidence.at[0]?.kind}`, evidence);
  return [...each.values()];
}

describe.skipIf(!has("sqlite3") || !has("npx") || !has("python3"))("commands of an encrypted phone's findings", () => {
  test("show the record, tell the hash that the finding names, and leave nothing behind", () => {
    writeBackup(join(folder, "locked"), scenario("compromised").entries({ encrypted: { password: PASSWORD } }));
    const findings = examine("locked");
    const records = oneOfEach(findings);
    expect(records.length).toBeGreaterThan(2);
    expect(findings.flatMap(({ evidence }) => evidence).filter(({ reproduce }) => reproduce === undefined)).toEqual([]);
    expect(records.some(({ reproduce }) => reproduce?.includes('> "$t/db-wal"'))).toBe(true);
    for (const { reproduce, at, sha256 } of records) {
      const { out, error } = run(reproduce!, "locked");
      const [first] = at;
      expect(reproduce).toContain('npx bridle cat "$ACQUISITION"');
      expect(out, reproduce).toMatch(first?.kind === "row" ? new RegExp(`_rowid = ${first.row}\\b`) : /\S/);
      expect(error).toContain(`SHA-256 of the file as it is stored: ${sha256}`);
    }
    expect(readdirSync(join(folder, "temporary"))).toEqual([]);
  });
});
