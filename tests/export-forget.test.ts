import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scenario, writeBackup } from "@bridle/corpus";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LAUNCHER, type Run, runBridle } from "./support/launcher.ts";
import { hasPseudoTerminal, runOnTerminal, type Step } from "./support/pseudo-terminal.ts";

/** Exports, the report rendered again, and the end of a case, as a person meets them: through the launcher. */

const FORMATS = ["timesketch", "mvt", "csv"];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bridle-forget-"));
  writeBackup(join(folder, "phone"), scenario("compromised").entries());
  bridle("check", "phone", "-o", "whole", "--quiet", "--no-env-indicators", "--no-stored-indicators");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bridle = (...args: string[]): Run => runBridle(folder, args);
const at = (...path: string[]): string => join(folder, ...path);
const copy = (name: string): string => {
  cpSync(at("whole"), at(name), { recursive: true });
  return name;
};
const namesBelow = (name: string): string[] => readdirSync(at(name), { recursive: true, encoding: "utf8" }).toSorted();

describe("exports of a case", () => {
  test("go beside data/, for their owner alone, and change nothing of it", () => {
    const before = readFileSync(at("whole/manifest-sha256.txt"), "utf8");
    const name = copy("exported");
    for (const format of FORMATS) {
      const { status, out } = bridle("export", "--format", format, name);
      expect(status).toBe(0);
      expect(out).toContain(`${name}/exports/${format}`);
      expect(readdirSync(at(name, "exports", format))).toContain("readme.txt");
      for (const file of readdirSync(at(name, "exports", format)))
        expect(statSync(at(name, "exports", format, file)).mode & 0o777, file).toBe(0o600);
    }
    expect(readFileSync(at(name, "manifest-sha256.txt"), "utf8")).toBe(before);
    const hashes = before.split("\n").filter(Boolean);
    expect(hashes.some((line) => line.includes("exports"))).toBe(false);
  });

  test("are the same whenever they are made, and elsewhere where a folder is named", () => {
    const name = copy("again");
    for (const format of FORMATS) {
      bridle("export", "--format", format, name);
      const first = contentOf(join(name, "exports", format));
      bridle("export", "--format", format, name);
      expect(contentOf(join(name, "exports", format))).toEqual(first);
      expect(bridle("export", "--format", format, name, "-o", `elsewhere/${format}`).status).toBe(0);
      expect(contentOf(`elsewhere/${format}`)).toEqual(first);
      expect(bridle("export", "--format", format, name, "-o", `elsewhere/${format}`)).toMatchObject({ status: 2, out: "" });
    }
  });

  test.each([
    ["a format that there is none of", ["--format", "pdf", "whole"]],
    ["no format", ["whole"]],
    ["a folder that is no case", ["--format", "csv", "phone"]],
    ["a folder that is not there", ["--format", "csv", "nowhere"]],
  ])("%s ends with 2 and writes nothing", (_title, args) => {
    expect(bridle("export", ...args)).toMatchObject({ status: 2, out: "" });
    expect(existsSync(at("whole/exports"))).toBe(false);
    expect(existsSync(at("phone/exports"))).toBe(false);
  });

  test("a folder exports that leads elsewhere is refused", () => {
    const name = copy("linked");
    symlinkSync(at("phone"), at(name, "exports"));
    const before = namesBelow("phone");
    for (const args of [
      ["export", "--format", "csv", name],
      ["report", name],
    ])
      expect(bridle(...args).status).toBe(2);
    expect(namesBelow("phone")).toEqual(before);
  });
});

const contentOf = (name: string): Record<string, string> =>
  Object.fromEntries(readdirSync(at(name)).map((file) => [file, readFileSync(at(name, file), "utf8")]));

test("report prints the summary and writes the page of the case's documents into exports/", () => {
  const name = copy("reported");
  const { status, out, error } = bridle("report", name);
  expect(status).toBe(0);
  expect(out.split("\n").length).toBeGreaterThan(20);
  expect(error).toContain(`${name}/exports/report.html`);
  expect(readFileSync(at(name, "exports/report.html"), "utf8")).toBe(readFileSync(at("whole/data/report.html"), "utf8"));
  expect(statSync(at(name, "exports/report.html")).mode & 0o777).toBe(0o600);
});

test("check tells a finished case with exports from a folder of somebody else's", () => {
  const name = copy("finished");
  bridle("report", name);
  const { status, error } = bridle("check", "phone", "-o", name);
  expect(status).toBe(2);
  expect(error).toContain("finished case");
});

describe("forget", () => {
  test("deletes a case with all its exports, says what it cannot promise, and leaves what lies beside it", () => {
    const name = copy("gone");
    for (const format of FORMATS) bridle("export", "--format", format, name);
    bridle("report", name);
    const beside = readdirSync(folder).filter((other) => other !== name);
    const { status, out } = bridle("forget", "--yes", name);
    expect(status).toBe(0);
    expect(out).toContain("backups");
    expect(readdirSync(folder)).toEqual(beside);
  });

  test("deletes an unfinished case", () => {
    const name = copy("unfinished");
    const run = JSON.parse(readFileSync(at(name, "run.json"), "utf8")) as object;
    writeFileSync(at(name, "run.json"), JSON.stringify({ ...run, isComplete: false }));
    rmSync(at(name, "data/report.html"));
    expect(bridle("forget", "--yes", name).status).toBe(0);
    expect(existsSync(at(name))).toBe(false);
  });

  test.each([
    ["somebody's file", "data/notes.txt", (path: string) => writeFileSync(path, "x")],
    ["a link", "data/records/link", (path: string) => symlinkSync(folder, path)],
  ])("refuses a case that holds %s, names it, and deletes nothing", (_title, path, put) => {
    const name = copy(`foreign-${path.replaceAll("/", "-")}`);
    put(at(name, path));
    const before = namesBelow(name);
    const { status, out, error } = bridle("forget", "--yes", name);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(error).toContain(path);
    expect(namesBelow(name)).toEqual(before);
  });

  test.each(["phone", "nowhere", "."])("refuses %s, which is no case", (name) => {
    const before = readdirSync(folder);
    expect(bridle("forget", "--yes", name)).toMatchObject({ status: 2, out: "" });
    expect(readdirSync(folder)).toEqual(before);
  });

  test("asks nobody where there is nobody, and deletes nothing", () => {
    const { status, error } = bridle("forget", "whole");
    expect(status).toBe(2);
    expect(error).toContain("--yes");
    expect(existsSync(at("whole/run.json"))).toBe(true);
  });
});

describe.skipIf(!hasPseudoTerminal())("forget on a terminal", () => {
  const forget = (name: string, step: Omit<Step, "wait">) =>
    runOnTerminal([process.execPath, LAUNCHER, "forget", name], { cwd: folder, steps: [{ wait: "Type yes to delete:", ...step }] });

  test("deletes after yes", () => {
    const name = copy("agreed");
    expect(forget(name, { type: "yes\r" })).toMatchObject({ status: 0, isRestored: true });
    expect(existsSync(at(name))).toBe(false);
  });

  test.each<[string, Omit<Step, "wait">, number]>([
    ["any other word", { type: "y\r" }, 2],
    ["Enter alone", { type: "\r" }, 2],
    ["the end of input", { type: "\u0004" }, 2],
    ["Ctrl-C", { type: "\u0003" }, 130],
    ["a request to end", { signal: "SIGTERM" }, 130],
  ])("%s deletes nothing", (_title, step, status) => {
    const name = "whole";
    const before = namesBelow(name);
    expect(forget(name, step)).toMatchObject({ status, isRestored: true });
    expect(namesBelow(name)).toEqual(before);
  });
});
