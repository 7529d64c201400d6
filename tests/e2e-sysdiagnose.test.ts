import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildKnowledge, defaultPacks, detections, type Finding } from "@bridle/core";
import {
  backupArchive,
  SYSDIAGNOSE_STYLES,
  type SysdiagnoseScenario,
  type SysdiagnoseStyle,
  sysdiagnoseScenarios,
  writeArchive,
} from "@bridle/corpus";
import { expect, test } from "vitest";
import { memoryFile, memoryInput } from "../packages/core/src/acquisition/memory-input.ts";
import { readsOf } from "../packages/core/src/detections/detection.ts";
import { type ExaminedCase, examine } from "../packages/core/src/testing/examine.ts";

/** Synthetic sysdiagnoses, written from the published descriptions, against their ground truth; none of their writers is of core. */

const knowledge = buildKnowledge([...defaultPacks()], []);
const examined = new Map<string, Promise<ExaminedCase>>();
function caseOf(scenario: SysdiagnoseScenario, style: SysdiagnoseStyle = "ios17"): Promise<ExaminedCase> {
  const key = `${scenario.id} ${style}`;
  const known = examined.get(key) ?? examine(memoryInput(scenario.root(style), scenario.build(style)), knowledge);
  examined.set(key, known);
  return known;
}
const byId = (id: string): SysdiagnoseScenario => sysdiagnoseScenarios.find((scenario) => scenario.id === id)!;
const speaksOf = ({ observables, summary }: Finding, value: string): boolean =>
  observables.some((observable) => observable.value === value) || summary.text.includes(value);

test.each(sysdiagnoseScenarios.flatMap((scenario) => SYSDIAGNOSE_STYLES.map((style) => [scenario.id, style, scenario] as const)))(
  "%s, %s: what was planted is found where it lies, and nothing loud is said of what is absent",
  async (_id, style, scenario) => {
    const { findings } = (await caseOf(scenario, style)).analysis;
    for (const { what, artifact, value, type, axis } of scenario.planted) {
      const about = findings.filter(
        (finding) =>
          finding.evidence.some((one) => one.artifact === artifact) &&
          speaksOf(finding, value) &&
          finding.kind === (type === undefined ? "detection" : "indicator-match"),
      );
      expect(
        about.map((finding) => finding.axis),
        what,
      ).toContain(axis);
    }
    const loud = findings.filter(({ severity, isExperimental }) => !isExperimental && ["medium", "high", "critical"].includes(severity));
    for (const { what, value } of scenario.absent)
      expect(
        loud.filter((finding) => speaksOf(finding, value!)),
        what,
      ).toEqual([]);
  },
);

const HEADLINES: Readonly<Record<string, string>> = {
  "sysdiagnose-clean": "inconclusive",
  "sysdiagnose-just-updated": "inconclusive",
  "sysdiagnose-planted": "inconclusive",
  "sysdiagnose-pegasus": "compromise-indicated",
  "sysdiagnose-predator": "compromise-indicated",
  "sysdiagnose-coruna": "compromise-indicated",
  "sysdiagnose-root-helper": "inconclusive", // a rule's word alone: experimental rules never raise the headline
  "sysdiagnose-wiped": "compromise-indicated",
  "sysdiagnose-planted-and-compromised": "compromise-indicated",
  "sysdiagnose-new-after-crashes": "inconclusive", // rules' words alone
  "sysdiagnose-camera-at-night": "inconclusive", // rules' words alone
  "sysdiagnose-hands-on": "inconclusive", // rules' words alone
};
test.each(Object.entries(HEADLINES))("%s has the headline %s", async (id, headline) => {
  expect((await caseOf(byId(id))).analysis.assessment.headline).toBe(headline);
});

test.each(["sysdiagnose-clean", "sysdiagnose-just-updated"])(
  "%s: in every style no finding above info, experimental ones among them",
  async (id) => {
    for (const style of SYSDIAGNOSE_STYLES) {
      const { findings } = (await caseOf(byId(id), style)).analysis;
      expect(
        findings.filter(({ severity }) => severity !== "info").map(({ title }) => title.text),
        style,
      ).toEqual([]);
    }
  },
);

const IN_ALL_STYLES = [
  "ios/account-devices",
  "ios/activation",
  "ios/associated-domains",
  "ios/backup-state",
  "ios/collection-errors",
  "ios/crash-reports",
  "ios/crash-summary",
  "ios/key-transparency",
  "ios/launch-services",
  "ios/lockdownd",
  "ios/log-boots",
  "ios/logd-log",
  "ios/logdata-statistics",
  "ios/managed-apps",
  "ios/mobile-installation",
  "ios/mounts",
  "ios/network-extension",
  "ios/network-rule-apps",
  "ios/power-log",
  "ios/processes",
  "ios/ps-thread",
  "ios/security-events",
  "ios/settings-events",
  "ios/shutdown-log",
  "ios/spindump",
  "ios/store-downloads",
  "ios/taskinfo",
  "ios/unified-log",
  "ios/unified-log-processes",
  "ios/wifi-passwords",
  "ios/wifi-scan",
];
const IN_SOME_STYLES: Readonly<Partial<Record<SysdiagnoseStyle, readonly string[]>>> = {
  ios15: ["ios/containermanagerd", "ios/store-events"],
  ios17: ["ios/containermanagerd", "ios/store-events"],
};
test.each(SYSDIAGNOSE_STYLES)("%s: everything that the archive holds is read whole", async (style) => {
  const { coverage } = (await caseOf(byId("sysdiagnose-pegasus"), style)).analysis;
  const read = coverage.artifacts.filter(({ files }) => files.length > 0);
  expect(read.filter(({ status }) => status !== "parsed").map(({ id, problems }) => [id, problems])).toEqual([]);
  expect(read.map(({ id }) => id)).toEqual([...IN_ALL_STYLES, ...(IN_SOME_STYLES[style] ?? [])].sort());
});

test("every rule on what only sysdiagnoses hold speaks on one of them", async () => {
  const spoken = new Set<string>();
  for (const scenario of sysdiagnoseScenarios)
    for (const { detection } of (await caseOf(scenario)).analysis.findings) if (detection) spoken.add(detection.id);
  const rules = detections.filter((rule) => {
    const reads = readsOf(rule);
    return reads.every(({ presence }) => presence.sysdiagnose) && reads.some(({ presence }) => !presence["ios-backup-encrypted"]);
  });
  expect(rules.length).toBeGreaterThan(5);
  expect(rules.map(({ id }) => id).filter((id) => !spoken.has(id))).toEqual([]);
});

test.each([
  ["ios/new-program-after-crashes", "sysdiagnose-new-after-crashes", ["medium"]],
  ["ios/sideloading-tool-process", "sysdiagnose-root-helper", ["high", "medium"]],
  ["ios/camera-with-screen-off", "sysdiagnose-camera-at-night", ["medium", "info"]],
] as const)("%s speaks on %s, as %s, and on no phone without the trace", async (rule, id, severities) => {
  const spoken = async (phone: string) => (await caseOf(byId(phone))).analysis.findings.filter(({ detection }) => detection?.id === rule);
  expect((await spoken(id)).map((finding) => finding.severity)).toEqual(severities);
  for (const other of ["sysdiagnose-clean", "sysdiagnose-just-updated", "sysdiagnose-pegasus", "sysdiagnose-coruna"])
    expect(await spoken(other), other).toEqual([]);
});

test("the archive as it comes off the phone gives what its folder gives", async () => {
  const scenario = byId("sysdiagnose-pegasus");
  const folder = mkdtempSync(join(tmpdir(), "bridle-sysdiagnose-"));
  try {
    const path = join(folder, `${scenario.root()}.tar.gz`);
    writeArchive(path, backupArchive(scenario.build(), { form: "tar.gz", prefix: scenario.root() }));
    const bytes = new Uint8Array(readFileSync(path));
    const packed = await examine(memoryFile(`${scenario.root()}.tar.gz`, bytes), knowledge);
    const loose = await caseOf(scenario);
    const told = ({ analysis }: ExaminedCase) => analysis.findings.map(({ id, axis, severity }) => [id, axis, severity]);
    expect(told(packed)).toEqual(told(loose));
    // The way to a file through the archive stands before its name, in the rows of correlations as in all others.
    const rowsOf = ({ files }: ExaminedCase) =>
      files
        .get("data/timeline.jsonl")!
        .replaceAll(/tar\.gz#\d+!\//g, "")
        .split("\n")
        .sort();
    expect(rowsOf(packed)).toEqual(rowsOf(loose));
    expect(packed.document.acquisitions[0]).toMatchObject({
      idOf: "file",
      id: createHash("sha256").update(bytes).digest("hex"),
      isDemo: true,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const reportsOf = (scenario: SysdiagnoseScenario): [string, Uint8Array][] =>
  [...scenario.build()].flatMap(([path, bytes]) =>
    path.startsWith("crashes_and_spins/") ? [[path.slice(path.indexOf("/") + 1), bytes]] : [],
  );
const recordsIn = ({ analysis }: ExaminedCase, id: string) => analysis.coverage.artifacts.find((artifact) => artifact.id === id)!.records;

test("the phone's folder of reports with the archive in it gives what the archive gives: what lies in both is told once", async () => {
  const scenario = byId("sysdiagnose-pegasus");
  const packed = Buffer.concat([...backupArchive(scenario.build(), { form: "tar.gz", prefix: scenario.root() })]);
  const tree = new Map<string, Uint8Array>([
    ...reportsOf(scenario),
    [`DiagnosticLogs/sysdiagnose/${scenario.root()}.tar.gz`, new Uint8Array(packed)],
  ]);
  const [inTree, alone] = [await examine(memoryInput("CrashReporter", tree), knowledge), await caseOf(scenario)];
  const told = ({ analysis }: ExaminedCase) => analysis.findings.map(({ id, axis, count }) => [id, axis, count]).sort();
  expect(told(inTree)).toEqual(told(alone));
  expect(recordsIn(inTree, "ios/crash-reports")).toBe(recordsIn(alone, "ios/crash-reports"));
});

test("reports alone tell of crashes, miss nothing that they never hold, and say that little was looked at", async () => {
  const { analysis } = await examine(memoryInput("CrashReporter", new Map(reportsOf(byId("sysdiagnose-coruna")))), knowledge);
  expect(analysis.assessment.headline).toBe("compromise-indicated");
  expect(analysis.coverage.artifacts.filter(({ status }) => status === "parsed").map(({ id }) => id)).toEqual(["ios/crash-reports"]);
  expect(analysis.coverage.artifacts.filter(({ reason }) => reason === "expected-but-missing")).toEqual([]);
  expect(analysis.coverage.acquisition.problems.map(({ problem }) => problem.message)).toEqual(["acquisition/sysdiagnose-reports-alone"]);
  const clean = await examine(memoryInput("CrashReporter", new Map(reportsOf(byId("sysdiagnose-clean")))), knowledge);
  expect(clean.analysis.assessment.headline).toBe("inconclusive");
  expect(clean.analysis.assessment.axes.attempt.reasons.map(({ message }) => message)).toContain("assessment/axis-rules-only");
});

test("a password that was stored long before says nothing of how far back the phone's notes reach", async () => {
  const { acquisitions, coverage } = (await caseOf(byId("sysdiagnose-clean"))).analysis;
  const spanOf = (id: string) => coverage.artifacts.find((artifact) => artifact.id === id)?.span?.from;
  const [stored, noted] = [spanOf("ios/wifi-passwords"), spanOf("ios/logd-log")];
  expect(String(stored) < String(noted)).toBe(true);
  expect(Date.parse(String(acquisitions[0]?.span?.from))).toBe(Date.parse(String(noted)));
});
