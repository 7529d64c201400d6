import { buildKnowledge, defaultPacks, type Finding } from "@bridle/core";
import { hostileVariants, type PlantedTrace, type Scenario, scenarios } from "@bridle/corpus";
import { expect, test } from "vitest";
import { type ExaminedCase, examine } from "../packages/core/src/testing/examine.ts";
import { findingsAbout, findingsAgainst, isIn, isViolated, speaksOf } from "../scripts/score/judge.ts";

/**
 * Every synthetic phone against its ground truth. The corpus never imports core and core never imports the corpus: what one
 * planted from the specification the other must find.
 */

const knowledge = buildKnowledge([...defaultPacks()], []);
const examined = new Map<string, Promise<ExaminedCase>>();
const caseOf = (scenario: Scenario): Promise<ExaminedCase> => {
  const known = examined.get(scenario.id) ?? examine(scenario.build(), knowledge);
  examined.set(scenario.id, known);
  return known;
};

/** Traces that only a rule of a later version finds; each must still be unfound, or it leaves this list. */
const NOT_YET: Readonly<Record<string, string>> = {};
const plantedTraces = scenarios.flatMap((scenario) =>
  scenario.truth.planted.map((trace) => [scenario.id, trace.what, scenario, trace] as const),
);
const about = async (scenario: Scenario, trace: PlantedTrace): Promise<readonly Finding[]> =>
  findingsAbout((await caseOf(scenario)).analysis, trace);
test.each(plantedTraces.filter(([, what]) => !(what in NOT_YET)))("%s: %s is found", async (_id, _what, scenario, trace) => {
  expect(
    (await about(scenario, trace)).map((finding) => finding.axis),
    `${trace.value} in ${trace.artifact}`,
  ).toContain(trace.axis);
});
test.each(plantedTraces.filter(([, what]) => what in NOT_YET))("%s: %s is not found yet", async (_id, _what, scenario, trace) => {
  expect(await about(scenario, trace)).toEqual([]);
});

test("an innocent explanation of one trace explains no other", async () => {
  const { findings } = (await caseOf(scenarios.find(({ id }) => id === "planted-and-compromised")!)).analysis;
  const file = findings.filter((finding) => finding.kind === "indicator-match" && isIn(finding, "ios/manifest"));
  expect(file.map(({ benign, axis }) => [benign, axis])).toContainEqual([[], "compromise"]);
});

const absent = scenarios.flatMap((scenario) => scenario.truth.absent.map((trace) => [scenario.id, trace.what, scenario, trace] as const));
test.each(absent)("%s: nothing of medium severity or above is said of %s", async (_id, _what, scenario, trace) => {
  const { analysis } = await caseOf(scenario);
  expect(findingsAgainst(analysis, trace).map(({ title, observables }) => [title.text, observables])).toEqual([]);
  expect(isViolated(analysis, trace)).toBe(false);
});

const HEADLINES: Readonly<Record<string, string>> = {
  clean: "inconclusive",
  restored: "inconclusive",
  "just-updated": "inconclusive",
  "lure-only": "targeting-indicated",
  communication: "compromise-indicated",
  browsing: "attempt-indicated",
  attempted: "attempt-indicated",
  compromised: "compromise-indicated",
  triangulation: "compromise-indicated",
  settings: "compromise-indicated",
  planted: "review-recommended",
  "planted-and-compromised": "compromise-indicated",
  "researcher-and-compromised": "compromise-indicated",
};
test.each(scenarios.filter(({ id }) => id in HEADLINES).map((scenario) => [scenario.id, scenario] as const))(
  "%s has its headline",
  async (id, scenario) => {
    expect((await caseOf(scenario)).analysis.assessment.headline).toBe(HEADLINES[id]);
  },
);

test.each(["clean", "restored", "just-updated"])(
  "%s has at most three findings above info, and none at medium or above that counts",
  async (id) => {
    const { findings } = (await caseOf(scenarios.find((scenario) => scenario.id === id)!)).analysis;
    expect(findings.filter(({ severity }) => severity !== "info").length).toBeLessThanOrEqual(3);
    expect(findings.filter(({ severity, isExperimental }) => !isExperimental && !["info", "low"].includes(severity))).toEqual([]);
  },
);

/** A canary may stand in a finding's own record and nowhere else; whatever lies beside it on the phone never leaves it. */
test.each(scenarios.map((scenario) => [scenario.id, scenario] as const))(
  "%s: no private word reaches any output",
  async (_id, scenario) => {
    const { files } = await caseOf(scenario);
    expect(scenario.truth.canaries.length).toBeGreaterThan(5);
    for (const [path, text] of files)
      for (const canary of scenario.truth.canaries) expect(text.includes(canary), `${canary} in ${path}`).toBe(false);
  },
);

test("the canaries are really there: with all records and consent they would be seen", async () => {
  const scenario = scenarios.find(({ id }) => id === "compromised")!;
  const { files } = await examine(scenario.build(), knowledge, { records: "all", timeline: "all" });
  const everything = [...files.values()].join("");
  const seen = scenario.truth.canaries.filter((canary) => everything.includes(canary));
  expect(seen.length).toBeGreaterThan(scenario.truth.canaries.length / 2);
});

/** What publishers call their pages is theirs to say. */
const ADDRESS = /https?:\/\/[^\s"'<>]+/g;

test("a family is only ever named as a publisher's link", async () => {
  for (const scenario of scenarios) {
    const { files } = await caseOf(scenario);
    for (const [path, text] of files)
      expect(/Pegasus (was )?(found|detected)|infected/i.exec(text.replaceAll(ADDRESS, ""))?.[0], path).toBeUndefined();
  }
});

const REFUSALS = ["damaged", "encrypted", "wrong-password", "ambiguous", "unrecognized", "unsupported"];
test.each(hostileVariants.map((variant) => [variant.id, variant] as const))(
  "%s: what can be read is examined, and what cannot is said",
  async (_id, variant) => {
    const { password } = variant;
    const unlock = password === undefined ? {} : { unlock: { kind: "password", password } as const };
    const result = await examine(variant.build(), knowledge, {}, unlock).catch((error: Error & { code?: string }) => error);
    if (result instanceof Error) {
      expect(REFUSALS, result.stack ?? "").toContain((result as { code?: string }).code);
      expect(variant.opens).toContain((result as { code?: string }).code);
      return;
    }
    const { coverage, findings, assessment } = result.analysis;
    expect(variant.opens).toContain(coverage.acquisition.problemCount > 0 ? "with-problems" : "whole");
    for (const id of variant.hurts) {
      const artifact = coverage.artifacts.find((one) => one.id === id)!;
      const isSaid = artifact.status !== "parsed" || artifact.problemCount > 0 || coverage.acquisition.problemCount > 0;
      expect(isSaid, `nothing is said of what ${id} lost`).toBe(true);
    }
    for (const { artifact, value } of variant.stillFound) {
      expect(
        findings.some((finding) => isIn(finding, artifact) && speaksOf(finding, value)),
        `${value} in ${artifact}`,
      ).toBe(true);
    }
    expect(coverage.artifacts.map(({ reason }) => reason)).not.toContain("engine-error");
    expect(assessment.headline).not.toBe("nothing-matched");
  },
);
