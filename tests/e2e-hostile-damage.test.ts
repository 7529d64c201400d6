import { AcquisitionError, buildKnowledge, defaultPacks, type Finding } from "@bridle/core";
import { payloadPath, scenario } from "@bridle/corpus";
import { expect, test } from "vitest";
import { type DamagedCopy, damaged } from "../packages/core/src/testing/damage.ts";
import { type ExaminedCase, examine } from "../packages/core/src/testing/examine.ts";

/**
 * Every file that is read of the demo phone, damaged in many ways, examined whole: an artifact may lose what was damaged and has
 * to say so; no other may lose anything.
 */

const knowledge = buildKnowledge([...defaultPacks()], []);
const phone = scenario("compromised").build();
const whole = await examine(phone, knowledge);

const SAFARI = "AppDomain-com.apple.mobilesafari";
const PROFILES = "SysSharedContainerDomain-systemgroup.com.apple.configurationprofiles";
const stored = (domain: string, path: string): string => payloadPath(domain, path);

const LOG = stored("HomeDomain", "Library/SMS/sms.db-wal");
/** File of the backup folder -> the artifacts that read it. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  "Manifest.db": ["ios/manifest"],
  "Info.plist": ["ios/backup-info", "ios/applications"],
  "Manifest.plist": ["ios/backup-info", "ios/applications"],
  "Status.plist": ["ios/backup-info"],
  [stored("HomeDomain", "Library/SMS/sms.db")]: ["ios/sms", "ios/sms-attachments"],
  [LOG]: ["ios/sms", "ios/sms-attachments"],
  [stored(SAFARI, "Library/Safari/History.db")]: ["ios/safari-history"],
  [stored("WirelessDomain", "Library/Databases/DataUsage.sqlite")]: ["ios/data-usage"],
  [stored("HomeDomain", "Library/TCC/TCC.db")]: ["ios/tcc"],
  [stored("HomeDomain", "Library/Preferences/com.apple.osanalytics.addaily.plist")]: ["ios/os-analytics-addaily"],
  [stored("HomeDomain", "Library/Preferences/.GlobalPreferences.plist")]: ["ios/global-preferences"],
  [stored("RootDomain", "Library/Caches/locationd/clients.plist")]: ["ios/locationd-clients"],
  [stored("MobileDeviceDomain", "ProvisioningProfiles/mis.db")]: ["ios/provisioning-profiles"],
  [stored(PROFILES, "Library/ConfigurationProfiles/PayloadManifest.plist")]: ["ios/configuration-profiles"],
  [stored(PROFILES, "Library/ConfigurationProfiles/MCProfileEvents.plist")]: ["ios/profile-events"],
};

/** A larger run by hand: BRIDLE_DAMAGE=20 npx vitest run --project node tests/e2e-hostile-damage.test.ts */
const FACTOR = Number(process.env["BRIDLE_DAMAGE"] ?? 1);
const CUTS = 5 * FACTOR;
const FLIPS = 20 * FACTOR;
const SEED = 0xda3a6e;
/** Findings of correlations rest on several artifacts and go with any of them; a count of what is missing rests on no record at all. */
const artifactsOf = ({ evidence, detection }: Finding): string[] => [
  ...new Set([...evidence.map(({ artifact }) => artifact), ...(detection?.id === "ios/data-usage-deleted-rows" ? ["ios/data-usage"] : [])]),
];
const ofOthers = ({ analysis }: ExaminedCase, artifacts: readonly string[]): string[] =>
  analysis.findings
    .filter((finding) => artifactsOf(finding).every((one) => !artifacts.includes(one)))
    // By id alone: a visit is called otherwise when the message before it is gone.
    .map(({ id }) => id)
    .sort();

/** What becomes of an artifact on the whole phone. */
const wholeOf = (artifact: string) => whole.analysis.coverage.artifacts.find(({ id }) => id === artifact)!;

/** What went wrong with a damaged copy, or nothing. */
async function faultsOf(path: string, artifacts: readonly string[], { bytes, damage }: DamagedCopy): Promise<readonly string[]> {
  let outcome: ExaminedCase;
  try {
    outcome = await examine(new Map(phone).set(path, bytes), knowledge);
  } catch (error) {
    // Without its catalogue a backup cannot be opened, nor one that says it is encrypted: the loader says so.
    if (error instanceof AcquisitionError && path.startsWith("Manifest.")) return [];
    return [`threw ${error instanceof Error ? error.stack : error}`];
  }
  const isCut = damage.startsWith("cut");
  return [
    ...engineErrors(outcome),
    ...(path === "Manifest.db" ? [] : othersHurt(outcome, artifacts)),
    ...lostInSilence(outcome, path === "Manifest.db" ? undefined : artifacts, isCut),
    ...tooMuch(outcome),
  ];
}

function othersHurt(outcome: ExaminedCase, artifacts: readonly string[]): string[] {
  const hurt = outcome.analysis.coverage.artifacts.filter(({ id, status }) => !artifacts.includes(id) && status !== wholeOf(id).status);
  const before = ofOthers(whole, artifacts);
  const now = ofOthers(outcome, artifacts);
  return [
    ...hurt.map(({ id, status }) => `${id} is ${status}`),
    ...now.filter((finding) => !before.includes(finding)).map((finding) => `appeared: ${finding}`),
    ...before.filter((finding) => !now.includes(finding)).map((finding) => `is gone: ${finding}`),
  ];
}

/**
 * What is missing and not said. A single byte within a value or a key makes another value of it that nothing can tell from a true
 * one: one finding, or what hangs on one key, may go so. Where bytes are missing, nothing may.
 */
function lostInSilence({ analysis }: ExaminedCase, artifacts: readonly string[] | undefined, isCut: boolean): string[] {
  const concerned = analysis.coverage.artifacts.filter(({ id }) => artifacts === undefined || artifacts.includes(id));
  const isSaid =
    (artifacts === undefined && analysis.coverage.acquisition.problemCount > 0) ||
    concerned.some(({ status, problems }) => status !== "parsed" || problems.some(({ problem }) => !HARMLESS.includes(problem.message)));
  if (isSaid) return [];
  const kept = new Set(analysis.findings.map(({ id }) => id));
  const lost = whole.analysis.findings.filter(({ id }) => !kept.has(id)).map(({ title }) => title.text);
  const records = (list: typeof concerned): number => list.reduce((sum, one) => sum + one.records, 0);
  const missing =
    records(whole.analysis.coverage.artifacts.filter(({ id }) => concerned.some((one) => one.id === id))) - records(concerned);
  return [
    ...(lost.length > (isCut ? 0 : 1) ? [`findings lost in silence: ${lost.join("; ")}`] : []),
    ...(isCut && missing > 0 ? [`${missing} records lost in silence`] : []),
  ];
}
const HARMLESS = ["problem/wal-applied", "artifacts/ios/sms/deletions-noted"];

/** Damage may repeat a page; it must not multiply what is read. */
const tooMuch = ({ analysis }: ExaminedCase): string[] =>
  analysis.coverage.artifacts.flatMap(({ id, records }) => {
    const before = wholeOf(id).records;
    return records > before * 2 + 10 ? [`${records} records of ${before} in ${id}`] : [];
  });

const engineErrors = ({ analysis }: ExaminedCase): string[] =>
  analysis.coverage.artifacts
    .filter(({ reason }) => reason === "engine-error")
    .map(({ id, problems }) => `${id}: ${JSON.stringify(problems.map(({ problem }) => problem.params))}`);

/** Healthy phones have empty logs: one that was emptied cannot be told from them without the size that the catalogue's entry gives. */
const isEmptyLog = (path: string, bytes: Uint8Array): boolean => path === LOG && bytes.length === 0;

test.each(Object.entries(FILES))(
  "%s damaged costs %o alone, and is said",
  async (path, artifacts) => {
    const faults: string[] = [];
    const all = [...damaged(phone.get(path)!, { cuts: CUTS, flips: FLIPS, seed: SEED })];
    const copies = all.filter(({ bytes }) => !isEmptyLog(path, bytes));
    for (const copy of copies) for (const fault of await faultsOf(path, artifacts, copy)) faults.push(`${copy.damage}: ${fault}`);
    expect(faults).toEqual([]);
  },
  120_000 * FACTOR,
);
