import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { removeSurveyed, surveyCase } from "./survey-case.ts";

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "bridle-survey-"));
  folder = join(root, "case");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const OURS = [
  "audit.jsonl",
  "data/assessment.json",
  "data/case.json",
  "data/coverage.json",
  "data/findings.json",
  "data/records/ios/sms.jsonl",
  "data/report.html",
  "data/timeline-device-local.csv",
  "data/timeline.jsonl",
  "exports/csv/findings.csv",
  "exports/mvt.new/alerts.json",
  "exports/mvt/os_analytics_ad_daily_detected.json",
  "exports/report.html",
  "exports/timesketch/readme.txt",
  "manifest-sha256.txt",
];

const put = (path: string, text = "x"): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const putCase = (): void => {
  for (const path of OURS) put(path);
  put("run.json", JSON.stringify({ isComplete: true, acquisition: "a" }));
};

test("a whole case with its exports is ours, run.json goes last, and nothing of it stays", () => {
  putCase();
  const survey = surveyCase(folder)!;
  expect(survey).toMatchObject({ foreign: [], isComplete: true });
  expect(survey.files.toSorted()).toEqual([...OURS, "run.json"].toSorted());
  expect(survey.files.at(-1)).toBe("run.json");
  removeSurveyed(folder, survey);
  expect(readdirSync(root)).toEqual([]);
});

test("what a killed run leaves is ours, too", () => {
  putCase();
  for (const path of ["data/case.json.new", "exports/report.html.new", "exports/csv/findings.csv.new", `.bridle-spool-${"0f".repeat(16)}`])
    put(path);
  expect(surveyCase(folder)!.foreign).toEqual([]);
});

test.each([
  "diary.txt",
  "data/diary.txt",
  "data/records/ios/photo.jpg",
  "data/records/mac/sms.jsonl",
  "exports/notes.txt",
  "exports/mvt/photo.jpg",
  "exports/csv/more/findings.csv",
  ".bridle-spool-notes",
  "run.json.bak",
])("%s is told as foreign, wherever it lies", (path) => {
  putCase();
  put(path);
  const [foreign, ...more] = surveyCase(folder)!.foreign;
  expect(more).toEqual([]);
  expect(path.startsWith(foreign!)).toBe(true);
});

test("links are foreign and are not followed, also those that bear a name of ours", () => {
  putCase();
  mkdirSync(join(root, "elsewhere"));
  writeFileSync(join(root, "elsewhere/case.json"), "x");
  rmSync(join(folder, "data/case.json"));
  symlinkSync(join(root, "elsewhere/case.json"), join(folder, "data/case.json"));
  rmSync(join(folder, "exports/mvt"), { recursive: true });
  symlinkSync(join(root, "elsewhere"), join(folder, "exports/mvt"));
  expect(surveyCase(folder)!.foreign).toEqual(["data/case.json", "exports/mvt"]);
});

test("a folder without run.json, one with another's, a file, a link and nothing at all are no case", () => {
  expect(surveyCase(folder)).toBeUndefined();
  mkdirSync(folder);
  expect(surveyCase(folder)).toBeUndefined();
  put("run.json", "[]");
  expect(surveyCase(folder)).toBeUndefined();
  put("run.json", JSON.stringify({ isComplete: false, acquisition: "a" }));
  expect(surveyCase(folder)).toMatchObject({ isComplete: false, foreign: [] });
  symlinkSync(folder, join(root, "link"));
  expect(surveyCase(join(root, "link"))).toBeUndefined();
  expect(surveyCase(join(folder, "run.json"))).toBeUndefined();
});

test("what came after the survey is not deleted", () => {
  putCase();
  const survey = surveyCase(folder)!;
  put("data/late.txt");
  expect(() => removeSurveyed(folder, survey)).toThrow(/not empty|ENOTEMPTY/);
  expect(existsSync(join(folder, "data/late.txt"))).toBe(true);
});
