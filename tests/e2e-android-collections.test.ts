import { buildKnowledge, defaultPacks, type Finding, memoryFile, memoryInput } from "@bridle/core";
import { type CollectionScenario, collectionScenario, collectionScenarios, collectionZip, demoIdentity, demoSecret } from "@bridle/corpus";
import { nodeCrypto } from "@bridle/node";
import { describe, expect, test } from "vitest";
import { type ExaminedCase, examine, payloadDigests } from "../packages/core/src/testing/examine.ts";

/** AndroidQF's collections, backups and intrusion logs of synthetic phones, written from the specification alone, against their ground truth. */

const knowledge = buildKnowledge([...defaultPacks()], []);
const examined = new Map<string, Promise<ExaminedCase>>();
function caseOf(scenario: CollectionScenario): Promise<ExaminedCase> {
  const known = examined.get(scenario.id) ?? examine(memoryInput("collected", scenario.files()), knowledge);
  examined.set(scenario.id, known);
  return known;
}

const speaksOf = ({ observables, summary, evidence }: Finding, value: string): boolean =>
  observables.some((observable) => observable.value === value || observable.value.endsWith(`.${value}`)) ||
  summary.text.includes(value) ||
  evidence.some(({ record }) => JSON.stringify(record).includes(value));
const inArtifact = ({ evidence }: Finding, artifact: string | undefined): boolean =>
  artifact === undefined || evidence.some((one) => one.artifact === artifact);
const isLoud = ({ severity }: Finding): boolean => ["medium", "high", "critical"].includes(severity);

const planted = collectionScenarios.flatMap((scenario) =>
  scenario.truth.planted.map((trace) => [scenario.id, trace.what, scenario, trace] as const),
);
test.each(planted)("%s: %s is found, at its place", async (_id, _what, scenario, { artifact, value, axis }) => {
  const { findings } = (await caseOf(scenario)).analysis;
  const about = findings.filter((finding) => inArtifact(finding, artifact) && speaksOf(finding, value));
  expect(
    about.map((finding) => finding.axis),
    `${value} in ${artifact}`,
  ).toContain(axis);
});

const absent = collectionScenarios.flatMap((scenario) =>
  scenario.truth.absent.map((trace) => [scenario.id, trace.what, scenario, trace] as const),
);
test.each(absent)("%s: nothing loud is said of %s", async (id, _what, scenario, { artifact, value, axis }) => {
  const { findings } = (await caseOf(scenario)).analysis;
  const own = scenario.truth.planted.map((trace) => trace.value);
  const about = findings.filter(
    (finding) =>
      isLoud(finding) &&
      inArtifact(finding, artifact) &&
      (value === undefined ? !own.some((trace) => speaksOf(finding, trace)) : speaksOf(finding, value)) &&
      (axis === undefined || finding.axis === axis),
  );
  expect(
    about.map(({ title, summary }) => `${title.text}: ${summary.text}`),
    id,
  ).toEqual([]);
});

test("nothing of medium severity or above is said of a clean collection", async () => {
  const { findings } = (await caseOf(collectionScenario("clean"))).analysis;
  expect(findings.filter(isLoud).map(({ title, summary }) => `${title.text}: ${summary.text}`)).toEqual([]);
});

describe("one phone, handed over in several forms", () => {
  const lure = collectionScenario("predator-lure");
  const spoken = ({ analysis }: ExaminedCase): string[] => analysis.findings.map(({ id }) => id).sort();

  test("says the same as a folder, as a zip with entries at the root or under a folder, and sealed", async () => {
    const folder = await caseOf(lure);
    const forms = [
      [memoryFile("x.zip", lure.zip()), {}],
      [memoryFile("x.zip", collectionZip(lure.files(), "1f0e/")), {}],
      [memoryFile("x.zip.age", lure.sealed(demoSecret(5))), { identity: demoIdentity(5) }],
    ] as const;
    for (const [input, loading] of forms) {
      const form = await examine(input, knowledge, {}, loading);
      expect(spoken(form)).toEqual(spoken(folder));
      expect(form.analysis.assessment.headline).toBe("targeting-indicated");
      expect(form.status).toBe(1);
    }
  });

  test("says of a backup alone, plain, compressed or encrypted, what its messages say", async () => {
    for (const options of [{}, { isCompressed: true }, { isCompressed: true, password: "Zaubernuß 🗝" }]) {
      const password = { crypto: nodeCrypto, unlock: { kind: "password", password: "Zaubernuß 🗝" } } as const;
      const { analysis, status } = await examine(memoryFile("backup.ab", lure.backup(options)), knowledge, {}, password);
      expect(analysis.assessment.headline).toBe("targeting-indicated");
      expect(status).toBe(1);
    }
  });

  test("gives the same bytes each time", async () => {
    const again = await examine(memoryInput("collected", lure.files()), knowledge);
    expect(payloadDigests(again.files)).toEqual(payloadDigests((await caseOf(lure)).files));
  });
});

describe("a part that cannot be opened never ends in a quiet 0", () => {
  const clean = collectionScenario("clean");
  const statusOf = (one: ExaminedCase, id: string): string | undefined =>
    one.analysis.coverage.artifacts.find((artifact) => artifact.id === id)?.status;

  test("a backup of which the password is not known: the rest is examined, and the coverage says what was not", async () => {
    for (const loading of [{}, { unlock: { kind: "password", password: "wrong" } }] as const) {
      const one = await examine(
        memoryInput("collected", clean.files({ password: "right" })),
        knowledge,
        {},
        { crypto: nodeCrypto, ...loading },
      );
      expect(one.status).toBe(3);
      expect(one.analysis.assessment.headline).toBe("inconclusive");
      expect(statusOf(one, "android/sms")).toBe("locked");
      expect(statusOf(one, "android/packages")).toBe("parsed");
      expect(statusOf(one, "android/intrusion-log")).toBe("parsed");
    }
  });

  test("a bug report that is cut off: dumpsys.txt stands in, and it is told", async () => {
    const files = clean.files();
    const report = files.get("bugreport.zip")!;
    const one = await examine(memoryInput("collected", files.set("bugreport.zip", report.slice(0, 400))), knowledge);
    expect([1, 3]).toContain(one.status);
    expect(one.analysis.coverage.acquisition.problemCount).toBeGreaterThan(0);
    expect(statusOf(one, "android/installed-packages")).toBe("parsed");
    expect(statusOf(one, "android/packages")).toMatch(/parsed|partial/);
  });

  test("a file that was changed since it was collected is told where it is read", async () => {
    const files = clean.files();
    files.set("settings_global.txt", new TextEncoder().encode("adb_enabled=0\n"));
    const one = await examine(memoryInput("collected", files), knowledge);
    const settings = one.analysis.coverage.artifacts.find(({ id }) => id === "android/settings")!;
    expect(settings.status).toBe("partial");
    expect(settings.problems.map(({ problem }) => problem.message)).toContain("problem/hash-differs");
  });
});

test("intrusion logs alone are read, with what they say of each day", async () => {
  const logs = collectionScenario("planted").logs();
  const one = await examine(memoryInput("logs", new Map(logs)), knowledge);
  expect(one.analysis.coverage.artifacts.find(({ id }) => id === "android/intrusion-log")).toMatchObject({ status: "parsed" });
  expect(one.document.acquisitions[0]!.kind).toBe("android-intrusion-log");
  expect(one.status).toBe(1);
  expect(one.analysis.assessment.headline).toBe("compromise-indicated");
});
