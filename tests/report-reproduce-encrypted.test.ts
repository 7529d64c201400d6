import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Finding } from "@bridle/core";
import { backupArchive, scenario, writeArchive, writeBackup } from "@bridle/corpus";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LAUNCHER } from "./support/launcher.ts";

/** The commands that findings carry where the stored bytes are not the content, run as a reader of the report would: in the checkout, with the password. */

const ROOT = resolve(import.meta.dirname, "..");
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

/** Runs a command for each source and kind of place, and looks for the record and for the hash that the finding names. */
function runCommandsOf(findings: readonly Finding[], name: string): readonly string[] {
  const records = oneOfEach(findings);
  expect(records.length).toBeGreaterThan(2);
  expect(findings.flatMap(({ evidence }) => evidence).filter(({ reproduce }) => reproduce === undefined)).toEqual([]);
  for (const { reproduce, at, sha256 } of records) {
    const { out, error } = run(reproduce!, name);
    const [first] = at;
    expect(reproduce).toContain('npx bridle cat "$ACQUISITION"');
    expect(out, reproduce).toMatch(first?.kind === "row" ? new RegExp(`_rowid = ${first.row}\\b`) : /\S/);
    expect(error).toContain(`SHA-256 of the file as it is stored: ${sha256}`);
  }
  expect(readdirSync(join(folder, "temporary"))).toEqual([]);
  return records.map(({ reproduce }) => reproduce!);
}

const TOOLS = ["sqlite3", "npx", "python3"];

describe.skipIf(!TOOLS.every(has))("commands of findings show the record, tell the hash that was named, and leave nothing behind", () => {
  test("of an encrypted phone", () => {
    writeBackup(join(folder, "locked"), scenario("compromised").entries({ encrypted: { password: PASSWORD } }));
    const commands = runCommandsOf(examine("locked"), "locked");
    expect(commands.some((command) => command.includes('> "$t/db-wal"'))).toBe(true);
  });

  test("of a phone in an archive", () => {
    writeArchive(join(folder, "open.tar.gz"), backupArchive(scenario("compromised").entries(), { form: "tar.gz", prefix: "open" }));
    runCommandsOf(examine("open.tar.gz"), "open.tar.gz");
  });
});
