import { buildKnowledge, defaultPacks, type Finding, FormatError, memoryFile, memoryInput } from "@bridle/core";
import { ANDROID_STYLES, type AndroidOptions, type AndroidScenario, androidScenario, androidScenarios, MAKERS } from "@bridle/corpus";
import { describe, expect, test } from "vitest";
import { AcquisitionError } from "../packages/core/src/acquisition/file-system.ts";
import { damaged } from "../packages/core/src/testing/damage.ts";
import { type ExaminedCase, examine, payloadDigests } from "../packages/core/src/testing/examine.ts";

/** Bug reports of synthetic Android phones, written from the specification alone, against their ground truth. */

const knowledge = buildKnowledge([...defaultPacks()], []);
const withoutIndicators = buildKnowledge([], []);
const examined = new Map<string, Promise<ExaminedCase>>();
function caseOf(scenario: AndroidScenario, options: AndroidOptions = {}): Promise<ExaminedCase> {
  const key = JSON.stringify([scenario.id, options]);
  const known = examined.get(key) ?? examine(memoryFile("bugreport.zip", scenario.bugreport(options)), knowledge);
  examined.set(key, known);
  return known;
}

const speaksOf = ({ observables, summary, evidence }: Finding, value: string): boolean =>
  observables.some((observable) => observable.value === value) ||
  summary.text.includes(value) ||
  evidence.some(({ record }) => JSON.stringify(record).includes(value));
const inArtifact = ({ evidence }: Finding, artifact: string | undefined): boolean =>
  artifact === undefined || evidence.some((one) => one.artifact === artifact);
const isLoud = ({ severity }: Finding): boolean => ["medium", "high", "critical"].includes(severity);

const planted = androidScenarios.flatMap((scenario) =>
  scenario.truth.planted.filter(({ type }) => type !== undefined).map((trace) => [scenario.id, trace.what, scenario, trace] as const),
);
test.each(planted)("%s: %s is found, at its place", async (_id, _what, scenario, { artifact, value, axis }) => {
  const { findings } = (await caseOf(scenario)).analysis;
  const about = findings.filter((finding) => inArtifact(finding, artifact) && speaksOf(finding, value));
  expect(
    about.map((finding) => finding.axis),
    `${value} in ${artifact}`,
  ).toContain(axis);
});

const absent = androidScenarios.flatMap((scenario) =>
  scenario.truth.absent.map((trace) => [scenario.id, trace.what, scenario, trace] as const),
);
test.each(absent)("%s: nothing loud is said of %s", async (id, _what, scenario, { artifact, value, axis }) => {
  const { findings } = (await caseOf(scenario)).analysis;
  const own = new Set(scenario.truth.planted.map((trace) => trace.value));
  const about = findings.filter(
    (finding) =>
      isLoud(finding) &&
      inArtifact(finding, artifact) &&
      (value === undefined ? ![...own].some((trace) => speaksOf(finding, trace)) : speaksOf(finding, value)) &&
      (axis === undefined || finding.axis === axis),
  );
  expect(
    about.map(({ title, summary }) => `${title.text}: ${summary.text}`),
    id,
  ).toEqual([]);
});

describe.each(ANDROID_STYLES.flatMap((style) => MAKERS.map((maker) => [style, maker] as const)))(
  "a clean phone, %s of %s",
  (style, maker) => {
    test("has nothing above info, whatever its maker put on it", async () => {
      const { findings } = (await caseOf(androidScenario("clean"), { style, maker })).analysis;
      expect(findings.filter(({ severity }) => severity !== "info").map(({ title, summary }) => `${title.text}: ${summary.text}`)).toEqual(
        [],
      );
    });

    test("is read whole: every section that is asked for, every line of it", async () => {
      const { coverage, acquisitions } = (await caseOf(androidScenario("clean"), { style, maker })).analysis;
      const told = coverage.acquisition.problems.map(({ problem }) => problem.message);
      expect(told).toEqual(maker === "xiaomi" ? ["bugreport/packed-inside"] : []);
      expect(
        coverage.artifacts.filter(({ status }) => !["parsed", "absent"].includes(status)).map(({ id, problems }) => [id, problems]),
      ).toEqual([]);
      const records = new Map(coverage.artifacts.map((one) => [one.id, one.records]));
      for (const id of ["packages", "appops", "getprop", "processes", "settings", "battery-daily", "install-sessions"])
        expect(records.get(`android/${id}`), id).toBeGreaterThan(3);
      expect(records.get("android/packages")).toBeGreaterThan(300);
      expect(acquisitions[0]).toMatchObject({
        kind: "android-bugreport",
        isDemo: true,
        zone: "Europe/Belgrade",
        device: { platform: "android" },
      });
      expect(acquisitions[0]!.made).toMatch(/^20\d\d-.*Z$/);
    });
  },
);

test("the same bug report gives the same case, byte for byte", async () => {
  const zip = androidScenario("novispy").bugreport();
  expect(androidScenario("novispy").bugreport()).toEqual(zip);
  const [first, second] = await Promise.all([0, 1].map(() => examine(memoryFile("bugreport.zip", zip), knowledge)));
  expect(payloadDigests(first!.files)).toEqual(payloadDigests(second!.files));
});

test("the zip, its folder and its text alone tell the same apps and the same findings", async () => {
  const scenario = androidScenario("novispy");
  const folder = scenario.folder();
  const text = [...folder].find(([name]) => name.startsWith("bugreport-"))!;
  const cases = await Promise.all([
    caseOf(scenario),
    examine(memoryInput("folder", folder), knowledge),
    examine(memoryFile(text[0], text[1]), knowledge),
  ]);
  const ids = cases.map(({ analysis }) => analysis.findings.map(({ id }) => id).sort());
  expect(ids[0]!.length).toBeGreaterThan(5);
  expect(ids[1]).toEqual(ids[0]);
  expect(ids[2]).toEqual(ids[0]);
});

test("times are those of the phone's zone, and what the phone wrote as an epoch is the same moment", async () => {
  const phone = androidScenario("stalkerware").phone();
  const { files } = await examine(memoryFile("b.zip", androidScenario("stalkerware").bugreport()), knowledge, {
    records: "all",
    timeline: "all",
  });
  const timeline = [...files].find(([path]) => path.endsWith("timeline.jsonl"))![1];
  const app = phone.apps.at(-1)!;
  const installed = new Date(Math.floor(app.installed) * 1000).toISOString().slice(0, 19);
  const rows = timeline.split("\n").filter((row) => row.includes(app.id) && row.includes(installed));
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.some((row) => JSON.parse(row).zone_source === "settings")).toBe(true);
});

test("without any indicator the published apps are still not silent", async () => {
  for (const id of ["stalkerware", "novispy", "impostor"]) {
    const scenario = androidScenario(id);
    const { findings } = (await examine(memoryFile("b.zip", scenario.bugreport()), withoutIndicators)).analysis;
    const values = scenario.truth.planted.map(({ value }) => value);
    expect(findings.filter((finding) => isLoud(finding) && values.some((value) => speaksOf(finding, value))).length, id).toBeGreaterThan(0);
  }
});

test("damaged copies end in a case or in a refusal, and never in a fault of ours", async () => {
  const zip = androidScenario("novispy").bugreport();
  const text = [...androidScenario("novispy").folder()].find(([name]) => name.startsWith("bugreport-"))![1];
  for (const [name, bytes] of [
    ["b.zip", zip],
    ["b.txt", text],
  ] as const)
    for (const { bytes: copy, damage } of damaged(bytes, { cuts: 6, flips: 6 })) {
      const result = await examine(memoryFile(name, copy), knowledge).catch((error: unknown) => error);
      if (result instanceof Error) {
        expect(result instanceof AcquisitionError || result instanceof FormatError, `${name} ${damage}: ${result.stack}`).toBe(true);
        continue;
      }
      const { coverage, assessment } = (result as ExaminedCase).analysis;
      expect(
        coverage.artifacts.map(({ reason }) => reason),
        `${name} ${damage}`,
      ).not.toContain("engine-error");
      expect(assessment.headline, `${name} ${damage}`).not.toBe("nothing-matched");
    }
});

test("of a bug report that ends early the rest is told, and what was lost keeps the case from saying that nothing matched", async () => {
  const text = [...androidScenario("clean").folder()].find(([name]) => name.startsWith("bugreport-"))![1];
  const whole = new TextDecoder().decode(text);
  const cut = text.subarray(0, whole.indexOf("DUMP OF SERVICE package") + 200_000);
  const { coverage, assessment } = (await examine(memoryFile("b.txt", cut), knowledge)).analysis;
  expect(coverage.artifacts.find(({ id }) => id === "android/packages")).toMatchObject({ status: "partial", reason: "damaged" });
  expect(coverage.artifacts.find(({ id }) => id === "android/appops")).toMatchObject({ status: "parsed" });
  expect(assessment.headline).toBe("inconclusive");
  expect(assessment.floor.map(({ params }) => params?.["artifact"])).toContain("android/packages");
});
