import { expect, test } from "vitest";
import type { CatalogueEntry } from "../../artifacts/ios/manifest.ts";
import { fromUnixSeconds } from "../../model/time.ts";
import { hitsOf } from "../../testing/index.ts";
import crashReporterPreferences from "./crash-reporter-preferences.ts";

const PATH = "/private/var/root/Library/Preferences/com.apple.CrashReporter.plist";
const created = fromUnixSeconds(1_600_000_000)!;
const entry = (path: string, fields: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
  fileId: "0".repeat(40),
  domain: "RootDomain",
  relativePath: path,
  path,
  entryKind: "file",
  created,
  ...fields,
});
const judge = (...records: CatalogueEntry[]) => hitsOf(crashReporterPreferences, records);

test("tells of the file with the time it was made", () => {
  expect(judge(entry(PATH))).toMatchObject([{ subject: { type: "file:path", value: PATH }, time: created }]);
  expect(crashReporterPreferences.severity).toBe("low");
});

test("is silent on the file of the user mobile, on other names, and on a folder or link of that name", () => {
  expect(judge(entry("/private/var/mobile/Library/Preferences/com.apple.CrashReporter.plist"), entry(`${PATH}.bak`))).toEqual([]);
  expect(judge(entry(PATH, { entryKind: "folder" }), entry(PATH, { entryKind: "link" }))).toEqual([]);
});
