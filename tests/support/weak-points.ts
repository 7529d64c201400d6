import { buildKnowledge, type Finding, loadIndicators } from "@bridle/core";
import { type ExaminedCase, examine } from "../../packages/core/src/testing/examine.ts";
import { buildDatabase } from "../../packages/corpus/src/database.ts";
import { backupEntries } from "../../packages/corpus/src/ios/backup.ts";
import { backupTimeOf, demoDevice } from "../../packages/corpus/src/ios/devices.ts";
import type { InstalledApp, PhoneFile } from "../../packages/corpus/src/ios/phone.ts";
import { binaryPlist, type PlistInput } from "../../packages/corpus/src/plist.ts";

/** Phones of a few files, for tests of single weak points: each holds what the point is about and nothing else. */
export const TO = backupTimeOf("ios18");
const SEED = 11;

export const payload = (domain: string, path: string, content: Uint8Array): PhoneFile => ({
  domain,
  path,
  kind: "file",
  content,
  birth: TO - 86_400,
  modified: TO - 3600,
});
export const listFile = (domain: string, path: string, content: PlistInput): PhoneFile => payload(domain, path, binaryPlist(content));
export const databaseFile = (domain: string, path: string, schema: readonly string[], statements: readonly string[]): PhoneFile =>
  payload(domain, path, buildDatabase({ schema, statements }).main);

/** No catalogue is empty. */
const ORDINARY = listFile("HomeDomain", "Library/Preferences/com.apple.springboard.plist", { SBLockScreenAutolock: true });

/** A backup folder of these files; what stands at the root may be replaced or, with undefined, left out. */
export function backupOf(
  files: readonly PhoneFile[],
  root: Readonly<Record<string, Uint8Array | undefined>> = {},
  apps: readonly InstalledApp[] = [],
): Map<string, Uint8Array> {
  const device = demoDevice("ios18", "weak-points", SEED);
  const entries = new Map(backupEntries({ generation: "ios18", seed: SEED, device, backupTime: TO, apps, files: [ORDINARY, ...files] }));
  for (const [path, bytes] of Object.entries(root)) {
    if (bytes === undefined) entries.delete(path);
    else entries.set(path, bytes);
  }
  return entries;
}

/** A STIX bundle of these patterns. */
export function bundle(...patterns: readonly string[]): Uint8Array {
  const objects = patterns.map((pattern, index) => ({
    type: "indicator",
    spec_version: "2.1",
    id: `indicator--00000000-0000-4000-8000-${String(index + 1).padStart(12, "0")}`,
    created: "2026-01-01T00:00:00Z",
    modified: "2026-01-01T00:00:00Z",
    pattern,
    pattern_type: "stix",
    valid_from: "2026-01-01T00:00:00Z",
  }));
  return new TextEncoder().encode(JSON.stringify({ type: "bundle", id: "bundle--00000000-0000-4000-8000-000000000000", objects }));
}

export const host = (value: string): string => `[domain-name:value='${value}']`;

export const judged = (backup: ReadonlyMap<string, Uint8Array>, ...patterns: readonly string[]): Promise<ExaminedCase> =>
  examine(backup, buildKnowledge(patterns.length === 0 ? [] : [loadIndicators("own.stix2", bundle(...patterns), "option")], []));

/** "artifact value" of each indicator that matched somewhere, in order. */
export const matchesIn = ({ analysis }: ExaminedCase): string[] =>
  [
    ...new Set(
      analysis.findings
        .filter(({ kind }) => kind === "indicator-match")
        .flatMap(({ evidence, indicators }) =>
          (indicators ?? []).flatMap(({ value }) => evidence.map(({ artifact }) => `${artifact} ${value}`)),
        ),
    ),
  ].sort();

export const matchesOf = async (files: readonly PhoneFile[], ...patterns: readonly string[]): Promise<string[]> =>
  matchesIn(await judged(backupOf(files), ...patterns));

export const rulesIn = ({ analysis }: ExaminedCase, id: string): Finding[] =>
  analysis.findings.filter(({ detection }) => detection?.id === id);

export const statusOf = ({ analysis }: ExaminedCase, id: string): string => {
  const found = analysis.coverage.artifacts.find((artifact) => artifact.id === id);
  return found ? [found.status, ...(found.reason === undefined ? [] : [found.reason])].join(" ") : "unknown";
};
