import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CheckDocument } from "@bridle/core";
import { backupEntries, type PhoneFile, scenario, writeBackup } from "@bridle/corpus";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareSeverity } from "../packages/core/src/model/severity.ts";

/**
 * Backups with the catalogues of real research phones: every path that those phones held and a backup would name, with the real
 * databases where they lie. Their owners planted nothing, so whatever counts is a false alarm.
 */
const SHARED = fileURLToPath(new URL("../../shared/public/", import.meta.url));
const isThere = existsSync(`${SHARED}path-lists`) && spawnSync("python3", ["--version"]).status === 0;

/** Where a place on the phone stands in a backup. Written apart from the loader's table, which it tests. */
const DOMAINS: readonly (readonly [place: RegExp, domain: string])[] = [
  [/^mobile\/Containers\/Data\/Application\/([^/]+)\/(.+)/, "AppDomain-"],
  [/^mobile\/Containers\/Shared\/AppGroup\/([^/]+)\/(.+)/, "AppDomainGroup-"],
  [/^mobile\/Containers\/Data\/PluginKitPlugin\/([^/]+)\/(.+)/, "AppDomainPlugin-"],
  [/^containers\/Shared\/SystemGroup\/([^/]+)\/(.+)/, "SysSharedContainerDomain-"],
  [/^containers\/Data\/System\/([^/]+)\/(.+)/, "SysContainerDomain-"],
  [/^(mobile)\/(Media\/(?:DCIM|PhotoData)\/.+)/, "CameraRollDomain"],
  [/^(mobile)\/(Media\/.+)/, "MediaDomain"],
  [/^(mobile)\/(.+)/, "HomeDomain"],
  [/^(root)\/(.+)/, "RootDomain"],
  [/^(wireless)\/(.+)/, "WirelessDomain"],
  [/^(Keychains)\/(.+)/, "KeychainDomain"],
  [/^(db)\/(.+)/, "DatabaseDomain"],
  [/^(preferences)\/(.+)/, "SystemPreferencesDomain"],
  [/^(MobileDevice)\/(.+)/, "MobileDeviceDomain"],
];

/** Paths below /private/var of a list; two of the lists are of the whole phone under a folder of their own. */
const READ_LIST = `
import csv, io, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    name = next(n for n in archive.namelist() if n.endswith(".csv") and not n.startswith("__"))
    with archive.open(name) as raw:
        for row in csv.DictReader(io.TextIOWrapper(raw, "utf-8", errors="replace")):
            head, mark, tail = row["path"].partition("private/var/")
            if mark and "\\n" not in tail: print((row["date_modified"] or "0").split(".")[0], tail, sep="\\t")
`;

import { LAUNCHER } from "./support/launcher.ts";

/** Entries taken of each list, evenly. All of a list, by hand: BRIDLE_REAL_ROWS=400000 npx vitest run --project node tests/e2e-real-shapes.test.ts */
const MAX_ROWS = Number(process.env["BRIDLE_REAL_ROWS"] ?? 6_000);
const MADE = 1_700_000_000;

function listed(list: string): readonly PhoneFile[] {
  const text = execFileSync("python3", ["-c", READ_LIST, `${SHARED}path-lists/${list}`], { encoding: "utf8", maxBuffer: 1 << 30 });
  const files = new Map<string, PhoneFile>();
  for (const line of text.split("\n")) {
    const [time, path = ""] = line.split("\t");
    const place = placeOf(path);
    if (!place || isOwn(place.path)) continue;
    const modified = Number(time) > 0 ? Number(time) : MADE;
    files.set(`${place.domain}-${place.path}`, { ...place, kind: "file", birth: modified, modified });
  }
  const step = Math.max(1, Math.ceil(files.size / MAX_ROWS));
  return [...files.values()].filter((_, index) => index % step === 0);
}

function placeOf(path: string): { domain: string; path: string } | undefined {
  for (const [place, domain] of DOMAINS) {
    const match = place.exec(path);
    if (match) return { domain: domain.endsWith("-") ? domain + match[1]! : domain, path: match[2]! };
  }
  return undefined;
}

/** Real databases, where a phone keeps them. */
const PAYLOADS: readonly (readonly [domain: string, path: string, file: string])[] = [
  ["WirelessDomain", "Library/Databases/DataUsage.sqlite", "ios/DataUsage.sqlite"],
  ["AppDomain-com.apple.mobilesafari", "Library/Safari/History.db", "ios/Safari-History.db"],
  ["HomeDomain", "Library/SMS/sms.db", "macos/imessage_chat.db"],
  ["HomeDomain", "Library/TCC/TCC.db", "macos/TCC-test.db"],
];
const isOwn = (path: string): boolean => PAYLOADS.some(([, own]) => path === own || path.startsWith(`${own}-`));
const payloads = (): PhoneFile[] =>
  PAYLOADS.map(([domain, path, file]) => ({
    domain,
    path,
    kind: "file",
    content: new Uint8Array(readFileSync(SHARED + file)),
    birth: MADE,
    modified: MADE,
  }));

/** What reads the files that have content here; of all others there is but the name. */
const READ = [
  "ios/applications",
  "ios/backup-info",
  "ios/data-usage",
  "ios/manifest",
  "ios/safari-history",
  "ios/sms",
  "ios/sms-attachments",
  "ios/tcc",
];

const LISTS = ["belkasoft-ctf6-ios-dev1.csv.zip", "josh-hickman-ios15.csv.zip", "magnet-mvs-2023-ios.csv.zip"];

/** Why there is a finding above `info`, by its title and what it is about. Anything else is a false alarm. */
const REASONS: Readonly<Record<string, string>> = {
  "A page led to another site in less than a second: foxnew.com, www.foxnews.com":
    "a mistyped name that the brand has registered, sent on to its own site; experimental, and explained as a similar name",
};

describe.skipIf(!isThere).each(LISTS)("%s", (list) => {
  let folder: string;
  let found: CheckDocument["cases"][number];
  let rows: number;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "bridle-real-"));
    const files = [...listed(list), ...payloads()];
    rows = files.length;
    writeBackup(join(folder, "phone"), backupEntries({ ...scenario("clean").phone(), files }));
    const { stdout, stderr } = spawnSync(process.execPath, [LAUNCHER, "check", "phone", "-o", "case", "--json"], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    expect(stderr).toBe("");
    found = (JSON.parse(stdout) as CheckDocument).cases[0]!;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("what has content is read, what is empty is said to be damaged, every entry of the catalogue is a record", () => {
    const artifacts = found.coverage!.artifacts;
    const statuses = artifacts.filter(({ id }) => READ.includes(id)).map(({ id, status, reason }) => [id, status, reason]);
    expect(statuses).toEqual(READ.map((id) => [id, "parsed", undefined]));
    const others = artifacts.filter(({ id }) => !READ.includes(id)).map(({ id, status, reason }) => `${id} ${status} ${reason}`);
    expect(
      others.filter(
        (other) =>
          // An empty text is a text.
          other !== "ios/logdata-statistics parsed undefined" &&
          !/ (?:failed damaged|absent (?:expected-but-missing|encrypted-backups-only|not-installed|not-on-this-os|not-in-this-kind))$/.test(
            other,
          ),
      ),
    ).toEqual([]);
    expect(found.coverage!.artifacts.find(({ id }) => id === "ios/manifest")!.records).toBeGreaterThanOrEqual(rows);
    expect(found.coverage!.acquisition.problems).toEqual([]);
  });

  test("nothing that counts is found, and whatever is above info has its reason", () => {
    const above = found.findings.filter(({ severity }) => compareSeverity(severity, "info") > 0);
    expect(
      above
        .map(({ title, observables, severity }) => [`${title.text}: ${observables.map(({ value }) => value).join(", ")}`, severity])
        .filter(([what]) => !(String(what) in REASONS)),
    ).toEqual([]);
    expect(above.filter(({ severity, isExperimental }) => !isExperimental && compareSeverity(severity, "medium") >= 0)).toEqual([]);
    expect(found.assessment!.headline).toBe("inconclusive");
    expect(found.status).toBe(3);
  });
});
