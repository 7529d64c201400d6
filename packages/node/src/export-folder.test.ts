import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CaseFolderError } from "./case-folder.ts";
import { claimExportFolder, claimExportInCase, claimReportInCase } from "./export-folder.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "bridle-export-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const reasonOf = (claim: () => unknown): string => {
  try {
    claim();
    return "claimed";
  } catch (error) {
    return error instanceof CaseFolderError ? error.reason.message : String(error);
  }
};

test("an export stands in its place only when it is whole, and replaces the one before as a whole", () => {
  for (const text of ["first", "second"]) {
    const target = claimExportInCase(root, "mvt");
    writeFileSync(join(target.path, "alerts.json"), text);
    if (text === "first") writeFileSync(join(target.path, "calls.json"), text);
    expect(existsSync(join(root, "exports/mvt/calls.json"))).toBe(text === "second");
    expect(target.finish()).toBe(join(root, "exports/mvt"));
  }
  expect(readdirSync(join(root, "exports"))).toEqual(["mvt"]);
  expect(readdirSync(join(root, "exports/mvt"))).toEqual(["alerts.json"]);
  expect(readFileSync(join(root, "exports/mvt/alerts.json"), "utf8")).toBe("second");
  if (process.platform !== "win32") expect(statSync(join(root, "exports/mvt")).mode & 0o777).toBe(0o700);
});

test("what a killed export left is begun anew", () => {
  writeFileSync(join(claimExportInCase(root, "csv").path, "findings.csv"), "half");
  expect(readdirSync(claimExportInCase(root, "csv").path)).toEqual([]);
});

test.each<[string, () => void]>([
  ["somebody's file in the place", () => writeFileSync(join(mkdirs("exports/mvt"), "photo.jpg"), "x")],
  ["somebody's folder in the place", () => mkdirs("exports/mvt/more")],
  ["somebody's file in the unfinished export", () => writeFileSync(join(mkdirs("exports/mvt.new"), "photo.jpg"), "x")],
  ["a link to a folder instead of exports", () => symlinkSync(mkdirs("elsewhere"), join(root, "exports"))],
  ["a link in the place", () => symlinkSync(mkdirs("elsewhere"), join(mkdirs("exports"), "mvt"))],
  ["a link as the unfinished export", () => symlinkSync(mkdirs("elsewhere"), join(mkdirs("exports"), "mvt.new"))],
  ["a file instead of exports", () => writeFileSync(join(root, "exports"), "x")],
])("%s is refused and left as it is", (_title, prepare) => {
  prepare();
  const before = readdirSync(root, { recursive: true });
  expect(reasonOf(() => claimExportInCase(root, "mvt"))).toBe("exports/folder-foreign");
  expect(readdirSync(root, { recursive: true })).toEqual(before);
});

const mkdirs = (path: string): string => {
  mkdirSync(join(root, path), { recursive: true });
  return join(root, path);
};

test("a folder that is asked for is new or empty", () => {
  expect(reasonOf(() => claimExportFolder(join(root, "new/deep")))).toBe("claimed");
  expect(reasonOf(() => claimExportFolder(mkdirs("empty")))).toBe("claimed");
  writeFileSync(join(mkdirs("full"), "readme.txt"), "x");
  expect(reasonOf(() => claimExportFolder(join(root, "full")))).toBe("exports/folder-not-empty");
  writeFileSync(join(root, "file"), "x");
  expect(reasonOf(() => claimExportFolder(join(root, "file")))).toBe("exports/folder-foreign");
});

test("a report is not written through a link", () => {
  expect(reasonOf(() => claimReportInCase(root))).toBe("claimed");
  for (const name of ["report.html", "report.html.new"]) {
    symlinkSync(join(root, "elsewhere"), join(mkdirs("exports"), name));
    expect(reasonOf(() => claimReportInCase(root))).toBe("exports/folder-foreign");
    rmSync(join(root, "exports"), { recursive: true });
  }
  symlinkSync(mkdirs("elsewhere"), join(root, "exports"));
  expect(reasonOf(() => claimReportInCase(root))).toBe("exports/folder-foreign");
});
