import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Finding } from "@bridle/core";
import { DEMO_PASSWORD, scenario, writeBackup } from "@bridle/corpus";
import { afterAll, describe, expect, test } from "vitest";
import { createExaminer } from "../scripts/score/examine.ts";
import { type Evidence, has, isInBlob, isItsContent, isItsPlace, type Run, runCommand, saidOf } from "./support/commands.ts";

/**
 * The same of phones behind a password, where `bridle cat` has to bring the content: in the checkout, as the report says it. Starting
 * Bridle for each takes its time, so that one command is run for each kind of place; those of stored files need no Bridle.
 */
const ROOT = resolve(import.meta.dirname, "..");
const PHONES = ["communication", "browsing", "settings"];
const TOOLS = ["sqlite3", "python3", "npx"];

const folder = mkdtempSync(join(tmpdir(), "bridle-reproduce-locked-"));
const temporary = join(folder, "temporary");
mkdirSync(temporary);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** npm keeps compiled code of its own among temporary files, unless it is told not to. */
const environmentOf = (acquisition: string): NodeJS.ProcessEnv => ({
  ...process.env,
  ACQUISITION: acquisition,
  BRIDLE_BACKUP_PASSWORD: DEMO_PASSWORD,
  TMPDIR: temporary,
  NODE_DISABLE_COMPILE_CACHE: "1",
});

const isFetched = (command: string): boolean => command.includes('npx bridle cat "$ACQUISITION"');

const examiner = createExaminer();

function oneOfEach(findings: readonly Finding[]): readonly { finding: Finding; evidence: Evidence }[] {
  const all = findings.flatMap((finding) => finding.evidence.map((evidence) => ({ finding, evidence })));
  return [...new Map(all.map((one) => [one.evidence.at.map(({ kind }) => kind).join(), one])).values()];
}

async function runsOf(id: string): Promise<readonly Run[]> {
  const acquisition = join(folder, id);
  const backup = scenario(id).build({ encrypted: { password: DEMO_PASSWORD } });
  writeBackup(acquisition, backup);
  const { findings } = await (await examiner).examine(backup, { password: DEMO_PASSWORD });
  const runs: Run[] = [];
  for (const { finding, evidence } of oneOfEach(findings)) {
    const command = evidence.reproduce ?? "";
    const place = isFetched(command) ? ROOT : acquisition;
    runs.push({ finding, evidence, command, ...(await runCommand(command, place, environmentOf(acquisition))) });
  }
  return runs;
}

describe.skipIf(!TOOLS.every(has))("commands of findings behind a password show what was found", () => {
  test.each(PHONES)("on %s", async (id) => {
    const runs = await runsOf(id);
    expect(runs.length).toBeGreaterThan(2);
    expect(runs.filter(({ status }) => status !== 0).map(saidOf)).toEqual([]);
    const fetched = runs.filter(({ command }) => isFetched(command));
    expect(fetched.length).toBeGreaterThan(1);
    const isHashed = ({ evidence, error }: Run) => error.includes(`SHA-256 of the file as it is stored: ${evidence.sha256}`);
    expect(fetched.filter((one) => !isHashed(one)).map(saidOf)).toEqual([]);
    expect(runs.filter((one) => !isItsPlace(one)).map(saidOf)).toEqual([]);
    expect(runs.filter((one) => !isItsContent(one) && !isInBlob(one)).map(saidOf)).toEqual([]);
  });

  test("and leave nothing decrypted behind", () => {
    expect(readdirSync(temporary)).toEqual([]);
  });
});
