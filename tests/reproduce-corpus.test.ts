import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Scenario, scenarios, writeBackup } from "@bridle/corpus";
import { afterAll, describe, expect, test } from "vitest";
import { createExaminer } from "../scripts/score/examine.ts";
import { has, INSIDE_BLOBS, isInBlob, isItsContent, isItsPlace, type Run, runCommand, saidOf } from "./support/commands.ts";

/**
 * The command of every finding of every synthetic phone, run by the system's own tools inside the backup's folder: it must end well,
 * show the very row or member that the finding rests on, say what the finding says, and leave nothing behind.
 */
const TOOLS = ["sqlite3", "python3", "openssl"];

const root = mkdtempSync(join(tmpdir(), "bridle-reproduce-corpus-"));
const temporary = mkdtempSync(join(root, "temporary-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Records of one finding are of one kind: a restored phone has eighty, and a few of them say as much. */
const EACH = 3;

const examiner = createExaminer();
const unshown = new Map<string, boolean>();

async function runsOf(scenario: Scenario): Promise<readonly Run[]> {
  const backup = scenario.build();
  const folder = join(root, scenario.id);
  writeBackup(folder, backup);
  const { findings } = await (await examiner).examine(backup);
  const runs: Run[] = [];
  for (const finding of findings)
    for (const evidence of finding.evidence.slice(0, EACH)) {
      const command = evidence.reproduce ?? "";
      runs.push({ finding, evidence, command, ...(await run(command, folder)) });
    }
  return runs;
}

/** The same command serves several findings: it is run once. */
const known = new Map<string, ReturnType<typeof runCommand>>();
function run(command: string, cwd: string): ReturnType<typeof runCommand> {
  const key = `${cwd}\n${command}`;
  const ran = known.get(key) ?? runCommand(command, cwd, { ...process.env, TMPDIR: temporary });
  known.set(key, ran);
  return ran;
}

describe.skipIf(!TOOLS.every(has))("the commands of all findings of", () => {
  test.each(scenarios.map((scenario) => [scenario.id, scenario] as const))("%s show what was found", async (_id, scenario) => {
    const runs = await runsOf(scenario);
    expect(runs.length).toBeGreaterThan(0);
    expect(runs.filter(({ command }) => command === "").map(saidOf)).toEqual([]);
    expect(runs.filter(({ status, error }) => status !== 0 || error !== "").map(saidOf)).toEqual([]);
    expect(runs.filter((one) => !isItsPlace(one)).map(saidOf)).toEqual([]);
    expect(runs.filter((one) => !isItsContent(one) && !isInBlob(one)).map(saidOf)).toEqual([]);
    for (const one of runs.filter(isInBlob))
      unshown.set(`${one.evidence.artifact} ${one.finding.observables[0]?.value}`, isItsContent(one));
  });

  test("what cannot be shown as text is really there, and really not shown", () => {
    expect([...unshown].sort()).toEqual(INSIDE_BLOBS.map((one) => [one, false]));
  });

  test("all of them leave nothing behind", () => {
    expect(readdirSync(temporary)).toEqual([]);
  });
});
