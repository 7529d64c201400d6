import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Finding } from "@bridle/core";
import { type Scenario, scenarios, writeBackup } from "@bridle/corpus";
import { afterAll, describe, expect, test } from "vitest";
import { createExaminer } from "../scripts/score/examine.ts";

/**
 * The command of every finding of every synthetic phone, run by the system's own tools inside the backup's folder: it must end well,
 * show the very row or member that the finding rests on, say what the finding says, and leave nothing behind.
 */
const has = (tool: string): boolean => spawnSync("sh", ["-c", `command -v ${tool}`]).status === 0;
const TOOLS = ["sqlite3", "python3", "openssl"];

const root = mkdtempSync(join(tmpdir(), "bridle-reproduce-corpus-"));
const temporary = mkdtempSync(join(root, "temporary-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

type Evidence = Finding["evidence"][number];

interface Run {
  readonly finding: Finding;
  readonly evidence: Evidence;
  readonly command: string;
  readonly status: number | null;
  readonly out: string;
  readonly error: string;
}

/** The rows that a command of a joined record shows, at most. */
const MOST_ROWS = 4;

const examiner = createExaminer();
const unshown = new Map<string, boolean>();

async function runsOf(scenario: Scenario): Promise<readonly Run[]> {
  const backup = scenario.build();
  const folder = join(root, scenario.id);
  writeBackup(folder, backup);
  const { findings } = await (await examiner).examine(backup);
  const runs: Run[] = [];
  for (const finding of findings)
    for (const evidence of finding.evidence) {
      const command = evidence.reproduce ?? "";
      runs.push({ finding, evidence, command, ...(await run(command, folder)) });
    }
  return runs;
}

/** The same command serves several findings: it is run once. */
const known = new Map<string, Promise<Pick<Run, "status" | "out" | "error">>>();
function run(command: string, cwd: string): Promise<Pick<Run, "status" | "out" | "error">> {
  const key = `${cwd}\n${command}`;
  const ran = known.get(key) ?? start(command, cwd);
  known.set(key, ran);
  return ran;
}

const start = (command: string, cwd: string): Promise<Pick<Run, "status" | "out" | "error">> =>
  new Promise((resolve) => {
    const child = spawn("sh", ["-c", command], { cwd, env: { ...process.env, TMPDIR: temporary }, stdio: ["ignore", "pipe", "pipe"] });
    const parts: Record<"out" | "error", Buffer[]> = { out: [], error: [] };
    child.stdout.on("data", (chunk: Buffer) => parts.out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => parts.error.push(chunk));
    const textOf = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString("utf8");
    child.on("close", (status) => resolve({ status, out: textOf(parts.out), error: textOf(parts.error) }));
  });

/** Each row that the finding names, by its number and in its order; the hash of a file that is a finding by being there. */
function isItsPlace({ evidence: { at, sha256 }, out }: Run): boolean {
  const rows = at.flatMap((locator) => (locator.kind === "row" ? [locator.row] : [])).slice(0, MOST_ROWS);
  if (rows.length > 0) return [...out.matchAll(/^ *_rowid = (-?\d+)$/gm)].map(([, row]) => row).join() === rows.join();
  return at[0]?.kind === "file" ? out.includes(sha256) : out.trim() !== "";
}

/** Values that a command cannot show as text: they stand inside a blob of their row. */
const INSIDE_BLOBS = [
  "ios/accounts phonemetrics.co",
  "ios/safari-browser-state autoredirect.net",
  "ios/sms urlpush.net", // in attributed text alone
];
const isInBlob = ({ finding, evidence }: Pick<Run, "finding" | "evidence">): boolean =>
  finding.observables.some(({ value }) => INSIDE_BLOBS.includes(`${evidence.artifact} ${value}`));

/**
 * What the finding is about stands in what is shown: the value that matched, or the name at the end of its path; of a rule one of the
 * values of the record. A key is named by the command itself, and a file that is a finding as a whole is known by its hash.
 */
function isItsContent({ finding, evidence, command, out }: Run): boolean {
  const kind = evidence.at[0]?.kind;
  if (kind === "file" || (kind === "key" && finding.kind === "detection")) return true;
  const shown = (kind === "key" ? command + out : out).toLowerCase();
  const values = finding.kind === "indicator-match" ? finding.observables.map(({ value }) => lastOf(value)) : valuesIn(evidence.record);
  return values.some((value) => shown.includes(value.toLowerCase()));
}

const lastOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Shorter ones stand in any row. */
const SHORTEST = { text: 4, number: 2 } as const;
function valuesIn(value: unknown): readonly string[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(valuesIn);
  const text = lastOf(String(value));
  return text.length < SHORTEST[typeof value === "number" ? "number" : "text"] ? [] : [text];
}

const saidOf = ({ finding, evidence, command }: Run) => ({
  what: finding.detection?.id ?? finding.observables.map(({ value }) => value).join(),
  artifact: evidence.artifact,
  command,
});

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
