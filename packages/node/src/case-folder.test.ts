import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AcquisitionInfo } from "@bridle/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { storeContract } from "../../core/src/case/case-store.contract.ts";
import { CaseFolderError, claimDefaultFolder, claimFolder } from "./case-folder.ts";
import { createFileStore } from "./file-store.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "bridle-case-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const info: AcquisitionInfo = {
  id: "0123456789abcdef".repeat(4),
  kind: "ios-backup",
  idOf: "manifest",
  device: { platform: "ios" },
  files: 1,
  catalogueSha256: "",
  isDemo: false,
};
const run = (folder: string, over: object): void => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "run.json"), JSON.stringify({ isComplete: false, acquisition: info.id, ...over }));
};
/** A folder with one file in it. */
const put = (folder: string, name: string, text = "x"): void => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
};
const refusal = (folder: string): string => {
  try {
    claimFolder(folder, info);
    return "claimed";
  } catch (error) {
    return error instanceof CaseFolderError ? error.reason.message : String(error);
  }
};

test.each(storeContract.map((one) => [one.title, one] as const))("the folder store %s", (_title, one) => {
  one.run(createFileStore(root), (path) => readFileSync(join(root, path), "utf8"));
});

test("files are for their owner alone, whatever the umask", () => {
  const before = process.umask(0);
  try {
    const folder = claimFolder(join(root, "new/case"), info);
    createFileStore(folder).write("data/records/ios/x.jsonl", "x");
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, "data/records/ios")).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, "data/records/ios/x.jsonl")).mode & 0o777).toBe(0o600);
  } finally {
    process.umask(before);
  }
});

test("a folder that is not there, or is empty, is claimed", () => {
  expect(refusal(join(root, "new"))).toBe("claimed");
  mkdirSync(join(root, "empty"));
  expect(refusal(join(root, "empty"))).toBe("claimed");
});

test("our own unfinished run of the same acquisition is begun anew, and nothing of it stays", () => {
  const folder = join(root, "mine");
  run(folder, {});
  mkdirSync(join(folder, "data"));
  writeFileSync(join(folder, "data/old.json"), "{}");
  expect(refusal(folder)).toBe("claimed");
  expect(readdirSync(folder)).toEqual([]);
});

test("a spool that a killed run left is removed, also where that run had not begun its case, and makes no folder ours", () => {
  const spool = `.bridle-spool-${"0f".repeat(16)}`;
  const begun = join(root, "begun");
  run(begun, {});
  put(begun, spool);
  const notBegun = join(root, "not-begun");
  put(notBegun, spool);
  for (const folder of [begun, notBegun]) {
    expect(refusal(folder)).toBe("claimed");
    expect(readdirSync(folder)).toEqual([]);
  }
  const foreign = join(root, "foreign");
  put(foreign, spool);
  put(foreign, ".bridle-spool-notes.txt");
  expect(refusal(foreign)).toBe("cli/folder-not-empty");
  expect(readdirSync(foreign)).toHaveLength(2);
});

test.each<[string, (folder: string) => void, string]>([
  ["a finished case", (folder) => run(folder, { isComplete: true }), "cli/folder-complete"],
  ["an unfinished case of another acquisition", (folder) => run(folder, { acquisition: "f".repeat(64) }), "cli/folder-other-acquisition"],
  ["somebody's files", (folder) => put(folder, "diary.txt"), "cli/folder-not-empty"],
  [
    "an unfinished case with somebody's file beside it",
    (folder) => {
      run(folder, {});
      put(folder, "diary.txt");
    },
    "cli/folder-not-empty",
  ],
  [
    "a finished case with exports",
    (folder) => {
      run(folder, { isComplete: true });
      put(join(folder, "exports"), "report.html");
    },
    "cli/folder-complete",
  ],
  [
    "an unfinished case with a folder exports, which is made of finished ones only",
    (folder) => {
      run(folder, {});
      put(join(folder, "exports"), "report.html");
    },
    "cli/folder-not-empty",
  ],
  ["a run.json that is not ours", (folder) => put(folder, "run.json", "[]"), "cli/folder-not-empty"],
  ["a file", (folder) => writeFileSync(folder, "x"), "cli/folder-is-a-file"],
  [
    "a link to a folder",
    (folder) => {
      mkdirSync(`${folder}-real`);
      symlinkSync(`${folder}-real`, folder);
    },
    "cli/folder-is-a-file",
  ],
])("%s is refused and left as it is", (_title, prepare, reason) => {
  const folder = join(root, "taken");
  prepare(folder);
  const before = readdirSync(root, { recursive: true });
  expect(refusal(folder)).toBe(reason);
  expect(readdirSync(root, { recursive: true })).toEqual(before);
});

test("a name of our own holds date, kind and id, never a word of the evidence; finished cases push it on", () => {
  const first = claimDefaultFolder(root, info, "2026-11-22");
  expect(first).toBe(join(root, "2026-11-22-ios-backup-01234567"));
  run(first, { isComplete: true });
  const second = claimDefaultFolder(root, info, "2026-11-22");
  expect(second).toBe(`${first}-2`);
  run(second, {});
  expect(claimDefaultFolder(root, info, "2026-11-22")).toBe(second);
});

test("a file that is written as a whole is whole or not there, whenever the run is killed", () => {
  const folder = join(root, "case");
  const store = createFileStore(folder);
  store.write("run.json", JSON.stringify({ isComplete: false, acquisition: info.id }));
  const seen: (readonly string[])[] = [];
  const broken = createFileStore(folder, () => {
    seen.push(readdirSync(folder));
    throw new Error("killed here");
  });
  expect(() => broken.write("run.json", JSON.stringify({ isComplete: true, acquisition: info.id }))).toThrow("killed here");
  expect(seen).toEqual([["run.json", "run.json.new"]]);
  expect(JSON.parse(readFileSync(join(folder, "run.json"), "utf8"))).toMatchObject({ isComplete: false });
  expect(readdirSync(claimFolder(folder, info))).toEqual([]);
});

test("a run that was killed before its first file was whole is begun anew", () => {
  put(join(root, "case"), "run.json.new", "");
  expect(readdirSync(claimFolder(join(root, "case"), info))).toEqual([]);
});
