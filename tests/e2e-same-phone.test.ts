import { buildKnowledge, defaultPacks, type Finding } from "@bridle/core";
import { androidScenario, collectionScenario, scenario, sysdiagnoseScenarios } from "@bridle/corpus";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { memoryFile, memoryInput } from "../packages/core/src/acquisition/memory-input.ts";
import { CaseDocumentSchema } from "../packages/core/src/case/documents.ts";
import { readStoredCase } from "../packages/core/src/case/stored-case.ts";
import { AssessmentSchema } from "../packages/core/src/model/assessment.ts";
import { FindingsDocumentSchema } from "../packages/core/src/model/finding.ts";
import { CoverageDocumentSchema } from "../packages/core/src/model/outcome.ts";
import { compareAxis, compareConfidence, compareSeverity } from "../packages/core/src/model/severity.ts";
import { type ExaminedCase, examineTogether, payloadDigests, type TEST_OPTIONS } from "../packages/core/src/testing/examine.ts";

/** Several acquisitions of one synthetic phone, judged together: against each of them alone, and against what a case must be. */

const knowledge = buildKnowledge([...defaultPacks()], []);
/** A day at which the packs that come along are young enough. */
const FRESH = { asOf: "2026-04-15" };

type Given = Parameters<typeof examineTogether>[0][number];
const bugreport = (id: Parameters<typeof androidScenario>[0]): Given => memoryFile(`${id}.zip`, androidScenario(id).bugreport());
const collection = (id: Parameters<typeof collectionScenario>[0]): Given => memoryInput(id, new Map(collectionScenario(id).files()));
const backup = (id: string): Given => memoryInput("backup", filesOf(id));
const filesOf = (id: string): Map<string, Uint8Array> => new Map(scenario(id).entries());
const pegasus = sysdiagnoseScenarios.find(({ id }) => id === "sysdiagnose-pegasus")!;
const sysdiagnose = (changed: (path: string, text: string) => string = (_path, text) => text): Given =>
  memoryInput(
    pegasus.root("ios17"),
    new Map(
      [...pegasus.build("ios17")].map(([path, bytes]) =>
        path.endsWith("remotectl_dumpstate.txt")
          ? [path, new TextEncoder().encode(changed(path, new TextDecoder().decode(bytes)))]
          : [path, bytes],
      ),
    ),
  );

const PAIRS: readonly (readonly [string, () => readonly [Given, Given]])[] = [
  ["a bug report with traces and a collection without", () => [bugreport("novispy"), collection("clean")]],
  ["two bug reports, before and after", () => [bugreport("clean"), bugreport("stalkerware")]],
  ["a collection with a lure and a bug report", () => [collection("predator-lure"), bugreport("impostor")]],
  ["a backup and a sysdiagnose", () => [backup("compromised"), sysdiagnose()]],
];
const examined = new Map<string, Promise<ExaminedCase>>();
const together = (title: string, parts: readonly Given[]): Promise<ExaminedCase> => {
  const known = examined.get(title) ?? examineTogether(parts, knowledge);
  examined.set(title, known);
  return known;
};
const HEADLINES = [
  "compromise-indicated",
  "attempt-indicated",
  "targeting-indicated",
  "review-recommended",
  "inconclusive",
  "nothing-matched",
];

describe.each(PAIRS)("%s", (title, make) => {
  test("show together all that each shows alone, no less grave, and the graver headline", async () => {
    const parts = make();
    const { analysis } = await together(title, parts);
    const byId = new Map(analysis.findings.map((finding) => [finding.id, finding]));
    expect(byId.size).toBe(analysis.findings.length);
    for (const part of parts) {
      const alone = (await examineTogether([part], knowledge)).analysis;
      for (const finding of alone.findings) expect(isKept(finding, byId.get(finding.id)), `${finding.title.text} ${finding.id}`).toBe(true);
      expect(HEADLINES.indexOf(analysis.assessment.headline)).toBeLessThanOrEqual(HEADLINES.indexOf(alone.assessment.headline));
    }
  });

  test("make the same case in whichever order they are named, of valid documents that say of each thing which acquisition it is from", async () => {
    const parts = make();
    const { files, document } = await together(title, parts);
    expect(payloadDigests((await examineTogether([...parts].reverse(), knowledge)).files)).toEqual(payloadDigests(files));
    const read = (name: string): unknown => JSON.parse(files.get(`data/${name}.json`)!);
    const ids = document.acquisitions.map(({ id }) => id);
    expect(ids).toHaveLength(2);
    expect(v.is(CaseDocumentSchema, read("case")) && v.is(AssessmentSchema, read("assessment"))).toBe(true);
    const { findings } = v.parse(FindingsDocumentSchema, read("findings"));
    for (const { evidence } of findings) for (const { acquisition } of evidence) expect(ids).toContain(acquisition);
    const coverage = v.parse(CoverageDocumentSchema, read("coverage"));
    for (const { acquisition } of coverage.artifacts) expect(ids).toContain(acquisition);
    for (const [name, text] of files) {
      if (!name.startsWith("data/records/")) continue;
      for (const line of text.trimEnd().split("\n")) expect(ids).toContain(JSON.parse(line).acquisition);
    }
    for (const line of files.get("data/timeline.jsonl")!.trimEnd().split("\n"))
      expect(JSON.parse(line).evidence).toMatch(/^(?:\[[12]\] .+)?$/);
    expect(readStoredCase((path) => JSON.parse(files.get(path) ?? "null"))).toBeDefined();
  });
});

const isKept = (alone: Finding, kept: Finding | undefined): boolean =>
  kept !== undefined &&
  compareAxis(kept.axis, alone.axis) >= 0 &&
  compareSeverity(kept.severity, alone.severity) >= 0 &&
  compareConfidence(kept.confidence, alone.confidence) >= 0 &&
  kept.count >= alone.count;

test("a trace in both is one finding with the records of both, and a row of the timeline with both places", async () => {
  const { analysis, files, document } = await together("twice", [bugreport("novispy"), collection("clean")]);
  expect(document.samePhone).toBe("confirmed");
  const both = analysis.findings.filter(({ evidence }) => new Set(evidence.map(({ acquisition }) => acquisition)).size === 2);
  expect(both.length).toBeGreaterThan(0);
  const rows = files
    .get("data/timeline.jsonl")!
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { evidence: string });
  expect(rows.filter(({ evidence }) => /^\[1\] .*; \[2\] /.test(evidence)).length).toBeGreaterThan(5);
});

test("every record that was written names its acquisition first, and is the record it was", async () => {
  const all = { records: "all", timeline: "all" } as unknown as typeof TEST_OPTIONS;
  const parts = [bugreport("clean"), collection("clean")];
  const both = await examineTogether(parts, knowledge, all);
  const alone = await Promise.all(parts.map((part) => examineTogether([part], knowledge, all)));
  const [name] = [...both.files.keys()].filter((path) => path === "data/records/android/packages.jsonl");
  const lines = both.files.get(name!)!.trimEnd().split("\n");
  const own = alone.flatMap(({ files, document }) =>
    files
      .get(name!)!
      .trimEnd()
      .split("\n")
      .map((line) => line.replace("{", `{"acquisition":"${document.acquisitions[0]!.id}",`)),
  );
  expect(lines.toSorted()).toEqual(own.toSorted());
});

test("one that reaches its floor is enough, and one that is damaged is too much", async () => {
  const [whole, weak] = [collection("clean"), memoryFile("backup.ab", collectionScenario("clean").files().get("backup.ab")!)];
  expect((await examineTogether([whole], knowledge, FRESH)).analysis.assessment.headline).toBe("nothing-matched");
  expect((await examineTogether([weak], knowledge, FRESH)).analysis.assessment.headline).toBe("inconclusive");
  const good = await examineTogether([whole, weak], knowledge, FRESH);
  expect(good.analysis.assessment).toMatchObject({ headline: "nothing-matched", floor: [] });
  expect(good.status).toBe(0);
  const bytes = androidScenario("clean").bugreport();
  const cut = memoryFile("cut.zip", bytes.subarray(0, bytes.length / 2));
  const { analysis, status } = await examineTogether([whole, cut], knowledge, FRESH);
  expect(analysis.assessment.headline).toBe("inconclusive");
  expect(status).toBe(3);
  expect(analysis.assessment.floor[0]!.text).toMatch(/^Acquisition [12] \(Android bug report\): /);
  const of = (id: string): readonly string[] =>
    analysis.coverage.artifacts.filter(({ acquisition }) => acquisition === id).map(({ status: became }) => became);
  const [first, second] = analysis.acquisitions;
  const [damaged, sound] = first!.kind === "android-bugreport" ? [first!, second!] : [second!, first!];
  expect(of(sound.id).filter((became) => became === "failed" || became === "partial")).toEqual([]);
  expect(of(damaged.id)).toContain("absent");
});

describe("whether they are of one phone", () => {
  const serialOf = (text: string): string => /<key>Serial Number<\/key>\s*<string>([^<]+)/.exec(text)?.[1] ?? "";
  const info = new TextDecoder().decode(filesOf("compromised").get("Info.plist")!);

  test("is confirmed by the number that a sysdiagnose and a backup tell, which stands in no document", async () => {
    const serial = serialOf(info);
    expect(serial).toMatch(/^DEMO/);
    const withSerial = sysdiagnose((_path, text) =>
      text.replace(/^(\s*)ProductType => /m, `$1SerialNumber => ${serial}\n$1ProductType => `),
    );
    const { document, files } = await examineTogether([backup("compromised"), withSerial], knowledge);
    expect(document.samePhone).toBe("confirmed");
    for (const [name, text] of files) expect(text.includes(serial), name).toBe(false);
  });

  test("rests on somebody's word where they tell nothing, and the report says so", async () => {
    const { document, files, analysis } = await together("a backup and a sysdiagnose", [backup("compromised"), sysdiagnose()]);
    expect(document.samePhone).toBe("unconfirmed");
    expect(analysis.coverage.acquisition.problems.map(({ problem }) => problem.message)).toContain("same-phone/unconfirmed");
    expect(files.get("data/report.html")).toContain("on the word of whoever ran the examination");
  });
});

test("no private word of either phone's messages stands in any file of the case", async () => {
  const { files } = await together("a backup and a sysdiagnose", [backup("compromised"), sysdiagnose()]);
  const { canaries } = scenario("compromised").truth;
  expect(canaries.length).toBeGreaterThan(5);
  for (const canary of canaries) for (const [name, text] of files) expect(text.includes(canary), `${canary} in ${name}`).toBe(false);
});
