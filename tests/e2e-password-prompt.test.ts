import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scenario, writeBackup } from "@bridle/corpus";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LAUNCHER } from "./support/launcher.ts";
import { hasPseudoTerminal, runOnTerminal, type Step, type TerminalOptions, type TerminalRun } from "./support/pseudo-terminal.ts";

/** The question for a password as a person meets it: on a terminal, through the launcher. */

const PASSWORD = "Wagtail 7ß密";
const QUESTION = "(not shown; Enter alone gives none):";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bridle-prompt-"));
  writeBackup(join(folder, "locked"), scenario("compromised").entries({ encrypted: { password: PASSWORD } }));
  writeBackup(join(folder, "second"), scenario("clean").entries({ encrypted: { password: PASSWORD } }));
  writeBackup(join(folder, "plain"), scenario("clean").entries());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const check = (args: readonly string[], typed?: string, more: Partial<TerminalOptions> = {}): TerminalRun => {
  const steps: Step[] = typed === undefined ? [] : [{ wait: QUESTION, type: typed }];
  return runOnTerminal([process.execPath, LAUNCHER, "check", ...args], { cwd: folder, steps, ...more });
};
const questionsIn = ({ screen }: TerminalRun): number => screen.split(QUESTION).length - 1;
const sourceOf = (name: string): unknown =>
  (JSON.parse(readFileSync(join(folder, name, "run.json"), "utf8")) as { passwordFrom?: unknown }).passwordFrom;

describe.skipIf(!hasPseudoTerminal())("the question for a password", () => {
  test("opens the backup with what is typed and not shown, and leaves the terminal and the output as they should be", () => {
    const run = check(["locked", "--json", "-o", "asked"], `${PASSWORD}\r`);
    expect(run).toMatchObject({ status: 1, echoedWhileAsking: false, isRestored: true });
    expect(run.screen).toContain("Password of the encrypted backup locked");
    for (const part of [PASSWORD, "Wagtail", "密"]) expect(run.screen + run.out).not.toContain(part);
    expect((JSON.parse(run.out) as { cases: { status: number }[] }).cases.map(({ status }) => status)).toEqual([1]);
    expect(sourceOf("asked")).toBe("prompt");
  });

  test.each([
    ["mistakes taken back one by one, a character of several bytes each", `${PASSWORD}é密\u007f\b\r`],
    ["a line begun anew", `something else\u0015${PASSWORD}\r`],
    ["keys that write nothing", `\u001b[A\u001bOP\u0001${PASSWORD.slice(0, 3)}\u001b[1;5D${PASSWORD.slice(3)}\n`],
  ])("takes %s", (_title, typed) => {
    const name = `edited-${typed.length}-${typed.charCodeAt(0)}`;
    expect(check(["locked", "--quiet", "-o", name], typed)).toMatchObject({ status: 1, isRestored: true });
  });

  test("is asked once, for every path that needs it", () => {
    const run = check(["locked", "plain", "second", "--json", "-o", "several"], `${PASSWORD}\r`);
    expect(questionsIn(run)).toBe(1);
    expect((JSON.parse(run.out) as { cases: { status: number }[] }).cases.map(({ status }) => status)).toEqual([1, 3, 3]);
    expect(run.status).toBe(1);
  });

  test("is asked once also where the answer is wrong: no second guess, and nothing is written", () => {
    const run = check(["locked", "second", "-o", "guessed"], "not this one\r");
    expect(run).toMatchObject({ status: 2, isRestored: true, out: "" });
    expect(questionsIn(run)).toBe(1);
    expect(run.screen).toContain("The password does not open locked.");
    expect(run.screen).not.toContain("not this one");
    expect(existsSync(join(folder, "guessed"))).toBe(false);
  });

  test.each([
    ["Enter alone", "\r"],
    ["the end of input", "abc\u0004"],
  ])("%s gives none, and the ways to give one are named", (_title, typed) => {
    const run = check(["locked", "second", "-o", "none"], typed);
    expect(run).toMatchObject({ status: 2, isRestored: true });
    expect(questionsIn(run)).toBe(1);
    expect(run.screen).toContain("--password-file");
    expect(existsSync(join(folder, "none"))).toBe(false);
  });

  test.each<[string, Step]>([
    ["Ctrl-C", { wait: QUESTION, type: "abc\u0003" }],
    ["a request to end", { wait: QUESTION, signal: "SIGTERM" }],
    ["the terminal's end", { wait: QUESTION, signal: "SIGHUP" }],
  ])("%s ends the run with 130, the terminal as it was, nothing written", (_title, step) => {
    const run = check(["locked", "second", "-o", "stopped"], undefined, { steps: [step] });
    expect(run).toMatchObject({ status: 130, isRestored: true, out: "" });
    expect(run.screen).toContain("Stopped on request; nothing was written.");
    expect(questionsIn(run)).toBe(1);
    expect(existsSync(join(folder, "stopped"))).toBe(false);
  });

  test.each([
    ["a backup that lies open", ["plain", "--quiet", "-o", "unasked-plain"], 3],
    ["a run without password", ["locked", "--without-password", "--quiet", "-o", "unasked-without"], 3],
  ])("is not asked for %s", (_title, args, status) => {
    const run = check(args);
    expect(run.status).toBe(status);
    expect(questionsIn(run)).toBe(0);
  });

  test("is not asked where the environment answers", () => {
    const run = check(["locked", "--quiet", "-o", "unasked"], undefined, { environment: { BRIDLE_BACKUP_PASSWORD: PASSWORD } });
    expect(run.status).toBe(1);
    expect(questionsIn(run)).toBe(0);
  });

  test("refuses what is far too long for a password", () => {
    const run = check(["locked", "-o", "long"], `${"x".repeat(2_000)}\r`);
    expect(run).toMatchObject({ status: 2, isRestored: true });
    expect(run.screen).toContain("too long for a password");
  });
});
