import { buildKnowledge, defaultPacks, type Finding } from "@bridle/core";
import { scenarios } from "@bridle/corpus";
import { beforeAll, expect, test } from "vitest";
import { readsOf } from "../packages/core/src/detections/detection.ts";
import { detections } from "../packages/core/src/detections/index.generated.ts";
import { examine } from "../packages/core/src/testing/examine.ts";
import { FOREIGN, plantedBackup, SIDELOADED } from "./support/planted-phone.ts";

/** Every rule over the whole way from the file to the finding: the phone is built from the specification, not from our readers. */
const EXPECTED: readonly (readonly [rule: string, severity: Finding["severity"], word: string])[] = [
  ["ios/added-root-certificate", "low", "07070707"],
  ["ios/app-of-other-account", "low", "someone@example.net"],
  ["ios/app-outside-store", "medium", "example.installer"],
  ["ios/app-outside-store", "low", SIDELOADED],
  ["ios/app-signed-outside-store", "medium", SIDELOADED],
  ["ios/app-with-foreign-record", "medium", FOREIGN],
  ["ios/apple-threat-notification", "high", "begins as those notices do"],
  ["ios/apple-threat-notification-text", "medium", "not from the sender"],
  ["ios/backup-agent-in-analytics", "high", "BackupAgent"],
  ["ios/backup-agent-process", "high", "BackupAgent"],
  ["ios/crash-reporter-preferences", "low", "com.apple.CrashReporter.plist"],
  ["ios/data-usage-deleted-rows", "medium", "2 processes"],
  ["ios/device-management", "low", "mdm.example.org"],
  ["ios/gone-process-beside-lure", "high", "within"],
  ["ios/intrusive-profile", "medium", "root-certificate, vpn"],
  ["ios/process-outside-system", "medium", "/private/var/tmp/DEMO-tracker"],
  ["ios/lockdown-mode", "info", "was on"],
  ["ios/lookup-by-rare-service", "low", "willow"],
  ["ios/network-extension-set-up", "low", "names.demo.example.org"],
  ["ios/notifications-set-by-profile", "medium", "DEMO profile"],
  ["ios/nul-in-looked-up-handle", "high", "several NUL"],
  ["ios/path-client-with-sensors", "high", "DEMO-listener"],
  ["ios/profile-beside-trace", "high", "root-certificate, vpn"],
  ["ios/profile-operations", "low", "one hour"],
  ["ios/quadream-calendar-event", "high", "before it was written down"],
  ["ios/repeated-attachment", "medium", "24 attachments"],
  ["ios/sample-pass-attachment", "medium", "2 files"],
  ["ios/shortcuts-silenced-by-profile", "high", "DEMO profile"],
  ["ios/sideloaded-app-with-permissions", "medium", "Microphone"],
  ["ios/sms-missing-messages", "info", "2 numbers are missing"],
  ["ios/staged-attachment", "medium", "DEMO-1"],
  ["ios/triangulation-settings", "medium", "FaceTime"],
  ["ios/triangulation-window", "medium", "3 other kinds"],
];
/** Rules whose traces stand on other phones of the corpus, and where. */
const ELSEWHERE = { "ios/safari-fast-redirect": "compromised", "ios/whatsapp-missing-messages": "communication" };

let findings: readonly Finding[] = [];
beforeAll(async () => {
  const { analysis } = await examine(plantedBackup(), buildKnowledge([...defaultPacks()], []));
  findings = analysis.findings;
  const failed = analysis.coverage.artifacts.filter(({ status }) => status === "failed" || status === "partial");
  expect(failed.map(({ id, problems }) => [id, problems])).toEqual([]);
});

test.each(EXPECTED)("%s speaks as %s of its planted trace: %s", (rule, severity, word) => {
  const said = findings.filter(({ detection }) => detection?.id === rule);
  expect(said.map(({ summary, observables }) => `${summary.text} ${JSON.stringify(observables)}`).join("\n")).toContain(word);
  expect(said.map((finding) => finding.severity)).toContain(severity);
});

test("every rule has a planted trace here or on another phone", () => {
  const planted = new Set([...EXPECTED.map(([rule]) => rule), ...Object.keys(ELSEWHERE)]);
  // Rules on what only sysdiagnoses hold have their phones in e2e-sysdiagnose.test.ts.
  const ofBackups = detections.filter((detection) => {
    // What a correlation begins with must be there; what stands beside it may lie elsewhere.
    const reads = detection.form === "correlate" ? [detection.anchor.artifact] : readsOf(detection);
    return reads.some(({ presence }) => presence["ios-backup-encrypted"] !== undefined);
  });
  expect(ofBackups.map(({ id }) => id).filter((id) => !planted.has(id))).toEqual([]);
});

test.each(Object.entries(ELSEWHERE))("%s speaks on the phone %s", async (rule, phone) => {
  const { analysis } = await examine(scenarios.find(({ id }) => id === phone)!.build(), buildKnowledge([...defaultPacks()], []));
  expect(analysis.findings.map(({ detection }) => detection?.id)).toContain(rule);
});

test("every finding of a rule is marked as experimental, says why, and shows what it rests on", () => {
  const ruled = findings.filter(({ kind }) => kind === "detection");
  expect(ruled.length).toBeGreaterThan(EXPECTED.length - 3);
  for (const { isExperimental, rationale, evidence, detection, summary } of ruled) {
    expect(isExperimental).toBe(true);
    expect(rationale.text.length).toBeGreaterThan(40);
    expect(evidence.length, detection!.id).toBeGreaterThan(0);
    expect(summary.text).not.toMatch(/[{}]|undefined/);
  }
});

test("without any indicator the same rules speak, but for those that rest on a match", async () => {
  const { analysis } = await examine(plantedBackup(), buildKnowledge([], []));
  const silent = EXPECTED.filter(([rule]) => !analysis.findings.some(({ detection }) => detection?.id === rule)).map(([rule]) => rule);
  expect(silent).toEqual(["ios/gone-process-beside-lure"]);
  const beside = analysis.findings.filter(({ detection }) => detection?.id === "ios/profile-beside-trace");
  expect(beside.map(({ severity, summary }) => [severity, summary.text.includes("row is gone")])).toEqual([["low", true]]);
});
