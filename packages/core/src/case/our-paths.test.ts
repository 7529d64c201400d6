import { expect, test } from "vitest";
import { isCaseFile, isCaseFolder } from "./our-paths.ts";
import { CASE_FILES, recordsPath } from "./write-case.ts";

test("every file that a run names is known as ours, with the folders above it", () => {
  const paths = [...Object.values(CASE_FILES), recordsPath("ios/sms"), "data/timeline.jsonl", "data/timeline-device-local.csv"];
  for (const path of paths) {
    expect(isCaseFile(path), path).toBe(true);
    const folders = path.split("/").slice(0, -1);
    for (let depth = 1; depth <= folders.length; depth++) expect(isCaseFolder(folders.slice(0, depth).join("/")), path).toBe(true);
  }
});

test.each([
  "diary.txt",
  "data/diary.txt",
  "data/case.json.bak",
  "data/records/ios/../../x.jsonl",
  "data/records/ios/a/b.jsonl",
  "data/records/mac/sms.jsonl",
  "data/RECORDS/ios/sms.jsonl",
  "data/records/ios/sms.jsonl\n",
  "x/data/case.json",
  "",
])("%j is nobody's of ours", (path) => {
  expect(isCaseFile(path)).toBe(false);
  expect(isCaseFolder(path)).toBe(false);
});
