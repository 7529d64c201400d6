import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Finding } from "@bridle/core";
import { androidScenario } from "@bridle/corpus";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LAUNCHER, type Run, runBridle } from "./support/launcher.ts";

/** A bug report at the command line: launcher, reading process, case, report, and the commands that show a finding by hand. */

const scenario = androidScenario("novispy");
const APP = "com.serv.services";
let folder: string;
let zip: string;
let text: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bridle-android-"));
  zip = join(folder, "bugreport.zip");
  writeFileSync(zip, scenario.bugreport());
  const [name, bytes] = [...scenario.folder()].find(([file]) => file.startsWith("bugreport-"))!;
  text = join(folder, name);
  writeFileSync(text, bytes);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bridle = (...args: string[]): Run => runBridle(folder, args);
const findingsOf = (name: string): readonly Finding[] =>
  JSON.parse(readFileSync(join(folder, name, "data/findings.json"), "utf8")).findings;

/** Commands are run where the acquisition lies; `npx bridle` is the one of this checkout. */
function shell(command: string, acquisition: string): string {
  const bin = join(folder, "bin");
  if (!existsSync(bin)) {
    spawnSync("mkdir", [bin]);
    writeFileSync(join(bin, "npx"), `#!/bin/sh\nshift\nexec '${process.execPath}' '${LAUNCHER}' "$@"\n`, { mode: 0o755 });
    symlinkSync(process.execPath, join(bin, "node"));
  }
  const env = { ...process.env, PATH: `${bin}:${process.env["PATH"]}`, ACQUISITION: acquisition };
  return spawnSync("sh", ["-c", command], { cwd: dirname(acquisition), encoding: "utf8", env, maxBuffer: 1 << 28 }).stdout;
}

test.each(["zip", "text"] as const)("check of its %s ends with 1, and each finding's command shows the line", (form) => {
  const given = form === "zip" ? zip : text;
  const run = bridle("check", given, "-o", `case-${form}`, "--no-stored-indicators");
  expect(run.status, run.error).toBe(1);
  expect(run.out).toContain("Android bug report: Pixel 7, Android 14");
  expect(run.out).not.toMatch(/iPhone|iPad|sysdiagnose|Manifest/);
  expect(readFileSync(join(folder, `case-${form}`, "data/report.html"), "utf8")).not.toMatch(/iPhone|iPad|sysdiagnose|Manifest\.db/);
  const evidence = findingsOf(`case-${form}`)
    .filter(({ kind, observables }) => kind === "indicator-match" && observables.some(({ value }) => value === APP))
    .map((finding) => finding.evidence[0]!);
  expect(evidence.length).toBeGreaterThan(3);
  for (const { artifact, reproduce, at } of evidence) {
    expect(at[0], artifact).toMatchObject({ kind: "line" });
    expect(shell(reproduce!, given), `${artifact}: ${reproduce}`).toMatch(/\S/);
  }
  const packages = evidence.find(({ artifact }) => artifact === "android/packages")!;
  expect(shell(packages.reproduce!, given)).toContain(`Package [${APP}]`);
});

test("cat writes one section of it, and the whole text", () => {
  const section = bridle("cat", zip, "bridle:/dumpsys/package");
  expect(section.status, section.error).toBe(0);
  expect(section.out).toMatch(/^Database versions:/);
  expect(section.out).toContain(`Package [${APP}]`);
  expect(section.out).not.toContain("DUMP OF SERVICE");
  expect(bridle("cat", zip, "bridle:/dumpstate").out).toBe(readFileSync(text, "utf8"));
});

test("of a section that stands there twice, cat names both and brings either", () => {
  const many = bridle("cat", zip, "bridle:/dumpsys/activity");
  expect(many.status, "activity is printed once").toBe(0);
  const whole = readFileSync(text, "utf8");
  const section = /-{79}\nDUMP OF SERVICE usb:\n[\s\S]*?ending at: .*\n/.exec(whole)![0];
  const twice = join(folder, "twice.txt");
  writeFileSync(twice, whole.replace(section, section + section.replace("connected=true", "connected=false")));
  const refused = bridle("cat", twice, "bridle:/dumpsys/usb");
  expect(refused).toMatchObject({ status: 2, out: "" });
  const names = [...new Set(refused.error.match(/twice\.txt#\d+/g))];
  expect(names).toHaveLength(2);
  const texts = names.map((name) => bridle("cat", twice, `--raw=${name}`, "bridle:/dumpsys/usb").out);
  expect(texts.map((one) => /connected=(\w+)\n {6}conf/.exec(one)?.[1])).toEqual(["true", "false"]);
});

test("what is no acquisition is refused in one sentence that names bug reports", () => {
  writeFileSync(join(folder, "other.txt"), "hello\n");
  const run = bridle("check", "other.txt");
  expect(run).toMatchObject({ status: 2, out: "" });
  expect(run.error).toContain("a bug report of an Android phone");
});

test("the demo writes an Android phone, and says that it is one", () => {
  const run = bridle("demo", "try", "--scenario", "android-stalkerware", "--check");
  expect(run.status, run.error).toBe(0);
  expect(run.out).toContain("DEMO: a synthetic phone, made to try Bridle on.");
  expect(run.out).toContain("would end with status 1");
  expect(existsSync(join(folder, "try/android-stalkerware/bugreport.zip"))).toBe(true);
  expect(bridle("demo", "--list").out).toContain("android-clean");
});
