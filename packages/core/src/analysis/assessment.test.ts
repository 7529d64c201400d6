import { expect, test } from "vitest";
import { artifacts } from "../artifacts/index.generated.ts";
import { detections } from "../detections/index.generated.ts";
import type { AcquisitionInfo, AcquisitionKind } from "../model/acquisition.ts";
import type { Finding } from "../model/finding.ts";
import { acquisitionInfo, artifactResult, evidenceIn, finding, mercenaryPack } from "../testing/analysis.ts";
import { ageInDays } from "./age-in-days.ts";
import type { PlacedResult } from "./artifact-result.ts";
import { type AssessmentSources, assess, headlineOf } from "./assessment.ts";
import { floorGaps } from "./floor.ts";
import { FLOOR_TABLE } from "./floor-table.ts";
import { levelOf } from "./level-table.ts";

const NANOSECONDS_A_DAY = 86_400_000_000_000n;
const START = 1_780_000_000_000_000_000n;
const days = (count: number): { from: string; to: string } => ({
  from: String(START),
  to: String(START + BigInt(count) * NANOSECONDS_A_DAY),
});

/** All that a kind must have read, read whole, over enough days. */
const wholeResults = (kind: AcquisitionKind): PlacedResult[] =>
  FLOOR_TABLE[kind].artifacts.map((id) => artifactResult({ id, span: days(400) }));

interface Over extends Partial<Omit<AssessmentSources, "acquisitions">> {
  readonly info?: AcquisitionInfo;
  readonly results?: readonly PlacedResult[];
}
const sources = ({
  info = acquisitionInfo({ kind: "ios-backup-encrypted" }),
  results = wholeResults("ios-backup-encrypted"),
  ...over
}: Over = {}): AssessmentSources => ({
  acquisitions: [{ info, results }],
  unopened: 0,
  findings: [],
  artifacts,
  detections,
  packs: [mercenaryPack()],
  asOf: "2026-11-22",
  unreadableIndicators: [],
  isNarrowed: false,
  ...over,
});
const gaps = (over: Over): string[] => floorGaps(sources(over)).map(({ message }) => message);

test("says nothing-matched only when everything on the kind's list was read whole", () => {
  expect(assess(sources()).headline).toBe("nothing-matched");
  for (const id of FLOOR_TABLE["ios-backup-encrypted"].artifacts) {
    for (const status of ["partial", "failed", "absent", "unsupported", "locked", "not-run"] as const) {
      const results = wholeResults("ios-backup-encrypted").map((result) => (result.id === id ? { ...result, status } : result));
      expect(gaps({ results }), `${id} ${status}`).toEqual([`floor/artifact-${status}`]);
      expect(assess(sources({ results })).headline).toBe("inconclusive");
    }
    expect(gaps({ results: wholeResults("ios-backup-encrypted").filter((result) => result.id !== id) })).toEqual([
      "floor/artifact-unsupported",
    ]);
  }
});

test("says no nothing-matched beside a grave finding of a rule on trial, and makes no headline of it", () => {
  const beside = (over: Partial<Finding>) =>
    assess(sources({ findings: [finding({ axis: "compromise", severity: "high", isExperimental: true, ...over })] }));
  expect(beside({}).headline).toBe("inconclusive");
  expect(beside({}).floor.map(({ message }) => message)).toEqual(["floor/experimental-finding"]);
  expect(beside({ severity: "medium" }).headline).toBe("nothing-matched");
  expect(beside({ axis: "none" }).headline).toBe("nothing-matched");
});

test("never says nothing-matched for a plain backup, however whole", () => {
  const plain = sources({ info: acquisitionInfo(), results: artifacts.map(({ id }) => artifactResult({ id, span: days(400) })) });
  expect(floorGaps(plain).map(({ message }) => message)).toEqual(["floor/never-plain-backup"]);
  expect(assess(plain).headline).toBe("inconclusive");
});

test.each<[kind: AcquisitionKind, isReachable: boolean]>([
  ["ios-backup", false],
  ["ios-backup-encrypted", true],
  ["ios-file-system", true],
  ["sysdiagnose", true],
  ["android-bugreport", true],
  ["androidqf", true],
  ["android-backup", false],
  ["android-intrusion-log", false],
])("%s can reach nothing-matched: %s", (kind, isReachable) => {
  expect(gaps({ info: acquisitionInfo({ kind }), results: wholeResults(kind) }).length === 0).toBe(isReachable && kind !== "ios-backup");
});

test("a failed or locked source off the list holds the headline down as well", () => {
  const extra = (status: "failed" | "locked" | "partial") => [
    ...wholeResults("ios-backup-encrypted"),
    artifactResult({ id: "ios/tcc", status }),
  ];
  expect(gaps({ results: extra("failed") })).toEqual(["floor/artifact-failed"]);
  expect(gaps({ results: extra("locked") })).toEqual(["floor/artifact-locked"]);
  expect(gaps({ results: extra("partial") })).toEqual([]);
});

test("thirty days of evidence are enough, twenty-nine are not", () => {
  const spanning = (count: number): PlacedResult[] =>
    wholeResults("ios-backup-encrypted").map((result) => ({ ...result, span: days(count) }));
  expect(gaps({ results: spanning(30) })).toEqual([]);
  expect(gaps({ results: spanning(29) })).toEqual(["floor/span-short"]);
});

test("file times of the catalogue do not make a new phone old", () => {
  const results = wholeResults("ios-backup-encrypted").map((result) => ({
    ...result,
    span: days(["ios/manifest", "ios/applications", "ios/configuration-profiles"].includes(result.id) ? 4_000 : 2),
  }));
  expect(gaps({ results })).toEqual(["floor/span-short"]);
});

test("what a restore brings along does not make a new phone old, and where nothing of its own was read that is said", () => {
  const spanning = (own: number) =>
    wholeResults("ios-backup-encrypted").map((result) => ({
      ...result,
      span: days(["ios/data-usage", "ios/os-analytics-addaily"].includes(result.id) ? own : 4_000),
    }));
  expect(gaps({ results: spanning(29) })).toEqual(["floor/span-short"]);
  expect(gaps({ results: spanning(30) })).toEqual([]);
  const withoutSpan = wholeResults("ios-backup-encrypted").map(({ span: _, ...result }) => result);
  expect(gaps({ results: withoutSpan })).toEqual(["floor/span-unknown"]);
});

test("knowledge of ninety days is fresh, of ninety-one is old, and other packs do not make it fresh", () => {
  expect(gaps({ packs: [mercenaryPack({ date: "2026-08-24" })] })).toEqual([]);
  expect(gaps({ packs: [mercenaryPack({ date: "2026-08-23" })] })).toEqual(["floor/knowledge-old"]);
  expect(gaps({ packs: [mercenaryPack({ date: "2026-08-23" }), mercenaryPack({ id: "b", class: "stalkerware" })] })).toEqual([
    "floor/knowledge-old",
  ]);
  expect(gaps({ packs: [mercenaryPack({ date: "2026-08-23" }), mercenaryPack({ id: "b", origin: "option" })] })).toEqual([
    "floor/knowledge-old",
  ]);
  expect(gaps({ packs: [] })).toEqual(["floor/no-mercenary-pack"]);
});

test("leaving parts out, or indicators that could not be read, hold the headline down", () => {
  expect(gaps({ isNarrowed: true })).toEqual(["floor/narrowed"]);
  expect(gaps({ unreadableIndicators: ["heron.stix2"] })).toEqual(["floor/indicators-unreadable"]);
});

test("the highest axis with a counted finding is the headline", () => {
  const at = (axis: "targeting" | "attempt" | "compromise" | "none", over = {}) => finding({ axis, severity: "medium", ...over });
  expect(headlineOf([at("targeting"), at("attempt")], [])).toBe("attempt-indicated");
  expect(headlineOf([at("targeting"), at("compromise"), at("none")], [])).toBe("compromise-indicated");
  expect(headlineOf([at("targeting")], [])).toBe("targeting-indicated");
  expect(headlineOf([at("none")], [])).toBe("review-recommended");
  expect(headlineOf([at("none")], [{ message: "floor/narrowed" }])).toBe("review-recommended");
});

test("experimental, low and informational findings never raise the headline", () => {
  expect(headlineOf([finding({ isExperimental: true })], [])).toBe("nothing-matched");
  expect(headlineOf([finding({ severity: "low" }), finding({ severity: "info", axis: "none" })], [])).toBe("nothing-matched");
});

test("levels follow their table", () => {
  const sure = (confidence: "low" | "medium" | "high", artifact = "ios/sms") => finding({ confidence, evidence: [evidenceIn(artifact)] });
  expect(levelOf([])).toBeUndefined();
  expect(levelOf([sure("low")])).toBe("weak");
  expect(levelOf([sure("low"), sure("low")])).toBe("weak");
  expect(levelOf([sure("low"), sure("low", "ios/tcc")])).toBe("moderate");
  expect(levelOf([sure("medium")])).toBe("moderate");
  expect(levelOf([sure("medium"), sure("medium")])).toBe("moderate");
  expect(levelOf([sure("medium"), sure("medium", "ios/tcc")])).toBe("strong");
  expect(levelOf([sure("high")])).toBe("strong");
});

test("an axis that nothing could have shown is not assessable, and is not called empty", () => {
  const blind = assess(sources({ results: [artifactResult({ id: "ios/tcc", status: "failed" })] }));
  expect(blind.axes.targeting.level).toBe("not-assessable");
  const seeing = assess(sources({ results: [artifactResult({ id: "ios/sms" }), artifactResult({ id: "ios/data-usage" })] }));
  expect([seeing.axes.targeting.level, seeing.axes.compromise.level]).toEqual([
    "none-found-in-what-was-read",
    "none-found-in-what-was-read",
  ]);
});

test("an axis tells the interval and the findings it rests on, and those it did not count", () => {
  const counted = finding({ id: "a".repeat(64), axis: "attempt", firstTime: "2026-01-02T00:00:00Z", lastTime: "2026-03-04T00:00:00Z" });
  const experimental = finding({
    id: "b".repeat(64),
    axis: "attempt",
    isExperimental: true,
    firstTime: "2020-01-01T00:00:00Z",
    lastTime: "2020-01-01T00:00:00Z",
  });
  const { attempt } = assess(sources({ findings: [counted, experimental] })).axes;
  expect(attempt.interval).toEqual({ from: "2026-01-02T00:00:00Z", to: "2026-03-04T00:00:00Z" });
  expect(attempt.findings).toEqual([counted.id, experimental.id]);
  expect(attempt.reasons.map(({ message }) => message)).toEqual(["assessment/axis-findings", "assessment/axis-uncounted"]);
});

test("stalkerware advice begins with another device, and a demonstration says so first", () => {
  const stalkerware = finding({
    indicators: [
      { type: "app:id", value: "x", pack: "p", packHash: "0", class: "stalkerware", families: [], publisher: "P", references: [] },
    ],
  });
  const steps = assess(sources({ findings: [stalkerware] })).nextSteps.map(({ message }) => message);
  expect(steps[0]).toBe("next-steps/stalkerware-other-device");
  expect(steps).not.toContain("next-steps/collect-sysdiagnose");
  expect(assess(sources({ info: acquisitionInfo({ isDemo: true }) })).nextSteps[0]!.message).toBe("next-steps/demo");
});

test("nobody is told to make the encrypted backup that was handed over; a locked one is to be unlocked", () => {
  const stepsFor = (over: Parameters<typeof sources>[0]) => assess(sources({ packs: [], ...over })).nextSteps.map(({ message }) => message);
  const plain = stepsFor({ info: acquisitionInfo({ kind: "ios-backup" }), results: wholeResults("ios-backup") });
  const locked = wholeResults("ios-backup-encrypted").map((result) => ({ ...result, status: "locked" as const }));
  expect(plain[0]).toBe("next-steps/collect-encrypted-backup");
  const sysdiagnose = { info: acquisitionInfo({ kind: "sysdiagnose" }), results: wholeResults("sysdiagnose") };
  expect(stepsFor({ ...sysdiagnose, findings: [finding()] })).not.toContain("next-steps/collect-sysdiagnose");
  expect(stepsFor({}).slice(0, 2)).toEqual(["next-steps/update-knowledge", "next-steps/reason-for-worry"]);
  expect(stepsFor({ results: locked }).slice(0, 2)).toEqual(["next-steps/unlock", "next-steps/update-knowledge"]);
});

test("nobody with an Android phone is told to make what only iPhones make", () => {
  const stepsFor = (kind: "android-bugreport" | "androidqf" | "android-backup", findings: Finding[] = []) =>
    assess(sources({ info: acquisitionInfo({ kind, device: { platform: "android" } }), packs: [], findings })).nextSteps.map(
      ({ message }) => message.replace("next-steps/", ""),
    );
  const collected = (steps: readonly string[]) => steps.filter((step) => step.startsWith("collect-"));
  expect(collected(stepsFor("android-bugreport"))).toEqual(["collect-androidqf"]);
  expect(collected(stepsFor("android-backup"))).toEqual(["collect-bugreport"]);
  expect(collected(stepsFor("androidqf"))).toEqual([]);
  expect(collected(stepsFor("android-backup", [finding({ axis: "compromise", severity: "high" })]))).toEqual(["collect-bugreport"]);
  expect(collected(stepsFor("android-bugreport", [finding({ axis: "attempt", severity: "high" })]))).toEqual(["collect-androidqf"]);
});

test("no sentence of an assessment is left as an id", () => {
  const { floor, coverage, nextSteps, sentence, axes } = assess(sources({ info: acquisitionInfo(), packs: [], isNarrowed: true }));
  for (const { message, text } of [...floor, ...coverage, ...nextSteps, sentence, ...Object.values(axes).flatMap(({ reasons }) => reasons)])
    expect(text).not.toBe(message);
});

test("age is counted in whole days and never below nothing", () => {
  expect(ageInDays("2026-11-01", "2026-11-22")).toBe(21);
  expect(ageInDays("2026-11-23", "2026-11-22")).toBe(0);
  expect(ageInDays("2024-02-28T23:59:59Z", "2024-03-01")).toBe(2);
});

test("of several acquisitions nobody is told to make what was handed over, and of others the one that adds most", () => {
  const read = (...kinds: readonly AcquisitionKind[]) =>
    assess({
      ...sources({ packs: [] }),
      acquisitions: kinds.map((kind) => ({ info: acquisitionInfo({ kind }), results: wholeResults(kind) })),
    }).nextSteps.map(({ message }) => message)[0];
  expect(read("ios-backup-encrypted", "sysdiagnose")).toBe("next-steps/update-knowledge");
  expect(read("ios-backup", "sysdiagnose")).toBe("next-steps/collect-encrypted-backup");
  expect(read("android-bugreport", "androidqf")).toBe("next-steps/update-knowledge");
  expect(read("android-backup", "android-bugreport")).toBe("next-steps/collect-androidqf");
  expect(read("android-backup", "android-intrusion-log")).toBe("next-steps/collect-bugreport");
});

test("of several acquisitions each is told by itself, a source that both hold counts once, and one locked backup is to be unlocked", () => {
  const locked = wholeResults("ios-backup-encrypted").map((result) => ({ ...result, status: "locked" as const }));
  const { coverage, axes, nextSteps } = assess({
    ...sources(),
    acquisitions: [
      { info: acquisitionInfo({ kind: "ios-backup-encrypted" }), results: wholeResults("ios-backup-encrypted") },
      { info: acquisitionInfo({ kind: "ios-backup-encrypted" }), results: locked },
    ],
  });
  const told = coverage.map(({ message }) => message);
  expect(told.filter((id) => id === "coverage/of-acquisition")).toHaveLength(2);
  expect(told.filter((id) => id === "coverage/only-known-sources")).toHaveLength(1);
  expect(axes.targeting.reasons[0]).toEqual(assess(sources()).axes.targeting.reasons[0]);
  expect(nextSteps[0]!.message).toBe("next-steps/unlock");
});

test("where rules alone could look, that is said, and how little it tells; where they could not, nothing is", () => {
  const attemptOf = (...ids: readonly string[]) => {
    const info = acquisitionInfo({ kind: "sysdiagnose" });
    return assess(sources({ info, results: ids.map((id) => artifactResult({ id })) })).axes.attempt;
  };
  const reasons = (...ids: readonly string[]) => attemptOf(...ids).reasons.map(({ message }) => message);
  expect(reasons("ios/crash-reports")).toEqual(["assessment/axis-not-assessable", "assessment/axis-rules-only"]);
  expect(attemptOf("ios/crash-reports").level).toBe("not-assessable");
  expect(reasons("ios/shutdown-log")).toEqual(["assessment/axis-not-assessable"]);
  expect(reasons("ios/crash-reports", "ios/sms")).toEqual(["assessment/axis-none"]);
});
