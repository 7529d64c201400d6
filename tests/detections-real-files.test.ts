import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Artifact } from "../packages/core/src/artifacts/artifact.ts";
import accounts from "../packages/core/src/artifacts/ios/accounts.ts";
import dataUsage from "../packages/core/src/artifacts/ios/data-usage.ts";
import idStatusCache from "../packages/core/src/artifacts/ios/id-status-cache.ts";
import manifest, { type CatalogueEntry } from "../packages/core/src/artifacts/ios/manifest.ts";
import sms from "../packages/core/src/artifacts/ios/sms.ts";
import smsAttachments from "../packages/core/src/artifacts/ios/sms-attachments.ts";
import type { CorrelateDetection, Detection } from "../packages/core/src/detections/detection.ts";
import { detections } from "../packages/core/src/detections/index.generated.ts";
import triangulationWindow from "../packages/core/src/detections/ios/triangulation-window.ts";
import { isInWritableFolder } from "../packages/core/src/detections/program-folders.ts";
import { toCanonical } from "../packages/core/src/model/canonical-path.ts";
import { compareSeverity } from "../packages/core/src/model/severity.ts";
import { fromUnixSeconds } from "../packages/core/src/model/time.ts";
import { hitsOf, read } from "../packages/core/src/testing/index.ts";

/** Real files and paths of healthy phones, published under open licences; they stay outside the repository. */
const SHARED = fileURLToPath(new URL("../../shared/public/", import.meta.url));
const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(SHARED + file));

const readersOf = (artifact: Artifact): readonly Detection[] =>
  detections.filter((detection) => "reads" in detection && detection.reads.id === artifact.id);
/** What is said above `info`, by rule and subject. */
const loudOf = (artifact: Artifact, records: readonly object[]): readonly string[] =>
  readersOf(artifact).flatMap((detection) =>
    hitsOf(detection, records)
      .filter(({ severity = detection.severity }) => compareSeverity(severity, "info") > 0)
      .map(({ subject }) => `${detection.id} ${JSON.stringify(subject)}`),
  );

const FILES: readonly (readonly [file: string, artifact: Artifact, path: string])[] = [
  [
    "ios/com.apple.identityservices.idstatuscache.plist",
    idStatusCache,
    "/private/var/mobile/Library/Preferences/com.apple.identityservices.idstatuscache.plist",
  ],
  ["ios/Accounts3.sqlite", accounts, "/private/var/mobile/Library/Accounts/Accounts3.sqlite"],
  ["macos/imessage_chat.db", sms, "/private/var/mobile/Library/SMS/sms.db"],
  ["macos/imessage_chat.db", smsAttachments, "/private/var/mobile/Library/SMS/sms.db"],
];

describe.skipIf(!existsSync(SHARED))("detections on files of real phones", () => {
  test.each(FILES)("%s gives nothing above info (%o)", async (file, artifact, path) => {
    const { located, error } = await read(artifact, { [path]: bytesOf(file) });
    expect(error).toBeUndefined();
    expect(located.length).toBeGreaterThan(0);
    expect(loudOf(artifact, located)).toEqual([]);
  });

  test("a real list of messages has gaps, which are told as information with SQLite's counter", async () => {
    const { located } = await read(sms, { "/private/var/mobile/Library/SMS/sms.db": bytesOf("macos/imessage_chat.db") });
    expect(located.filter(({ data }) => data.kind === "highest-key")).toHaveLength(1);
  });

  test("no network usage of a healthy phone bears the names that Triangulation's window looks for", async () => {
    const { located } = await read(dataUsage, {
      "/private/var/wireless/Library/Databases/DataUsage.sqlite": bytesOf("ios/DataUsage.sqlite"),
    });
    const { used, first, last } = (triangulationWindow as CorrelateDetection).beside;
    const moments = located.flatMap(({ data }) => [used, first, last].flatMap((stream) => stream!.select(data)?.subject ?? []));
    expect(located.length).toBeGreaterThan(300);
    expect([...new Set(moments)]).toEqual(["lockdownd/com.apple.datausage.security"].filter((name) => moments.includes(name)));
  });
});

const LISTS = ["belkasoft-ctf6-ios-dev1", "josh-hickman-ios15", "magnet-mvs-2023-ios"];
const isUnpackable = spawnSync("unzip", ["-v"]).status === 0;

describe.skipIf(!existsSync(SHARED) || !isUnpackable)("detections on every path of three research phones", () => {
  test.each(LISTS)("%s: rules about files are silent, and programs lie in folders for programs", (list) => {
    const entries = entriesOf(list);
    expect(entries.length).toBeGreaterThan(40_000);
    expect(loudOf(manifest, entries)).toEqual([]);
    const programs = new Set(entries.flatMap(({ path }) => PROGRAM.exec(path)?.[0] ?? []));
    expect(programs.size).toBeGreaterThan(40);
    expect([...programs].filter((path) => isInWritableFolder(path) && !CALLED_LIKE_ONE.test(path))).toEqual([]);
  });
});

const PROGRAM = /^.*?\.(?:app|appex|xpc|dylib|framework)(?=\/)/;
/** Folders that are called like a program, for which they keep data, and hold none. */
const CALLED_LIKE_ONE = /\/(?:Caches|HTTPStorages)\//;

function entriesOf(list: string): readonly CatalogueEntry[] {
  const { stdout } = spawnSync("unzip", ["-p", `${SHARED}path-lists/${list}.csv.zip`], { encoding: "utf8", maxBuffer: 1 << 28 });
  return stdout
    .split("\n")
    .slice(1)
    .flatMap((line) => {
      const [stored = "", seconds = ""] = line.split(",");
      const path = toCanonical(withRoot(stored), "ios");
      const modified = fromUnixSeconds(Number(seconds));
      if (!path.startsWith("/private/var/")) return [];
      return [{ fileId: "", domain: "", relativePath: "", path, entryKind: "file" as const, ...(modified && { modified }) }];
    });
}

/** Two of the lists write the system's and the data volume as folders of their own. */
const withRoot = (path: string): string => {
  if (path.startsWith("filesystem2/")) return `/private/var/${path.slice("filesystem2/".length)}`;
  if (path.startsWith("filesystem1/")) return `/${path.slice("filesystem1/".length)}`;
  return path.startsWith("/") ? path : `/${path}`;
};
