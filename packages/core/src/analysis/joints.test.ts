import { expect, test } from "vitest";
import { buildIndex, createMatcher, type IndicatorIndex } from "../indicators/indicator-index.ts";
import type { Indicator } from "../model/indicator.ts";
import type { Observable } from "../model/observable.ts";
import { artifactResult, mercenaryPack } from "../testing/analysis.ts";
import type { PlacedResult } from "./artifact-result.ts";
import { buildFindings } from "./findings.ts";
import { MAX_VALUES_OF_PATTERN } from "./limits.ts";
import { createSightings } from "./sightings.ts";

const pattern = (value: string): Indicator => ({
  type: "stix:pattern",
  value,
  pattern: value,
  pack: "marsh-heron",
  families: ["Heron"],
  references: [],
});
const PROCESS: Observable = { type: "process:name", role: "ran", value: "heronry" };
const LINK: Observable = { type: "url:value", role: "received", value: "https://nest.heron.example/x" };

function resultOf(index: IndicatorIndex, id: string, ...records: readonly (readonly Observable[])[]): PlacedResult {
  const sightings = createSightings();
  const matcher = createMatcher(index, { platform: "ios", cuts: {} });
  for (const observables of records) {
    matcher.findAll(observables, (match, observable) =>
      sightings.add(match, observable, undefined, () => ({ file: 0, at: [], record: {}, role: observable.role })),
    );
  }
  return artifactResult({ id, sightings: sightings.list() });
}

const findingsOf = (text: string, ...artifacts: readonly (readonly (readonly Observable[])[])[]) => {
  const index = buildIndex([pattern(text)], [mercenaryPack()]);
  const results = artifacts.map((records, number) => resultOf(index, `ios/a${number}`, ...records));
  return buildFindings({ results, correlated: [], index, detections: [] });
};

const BOTH = "[process:name = 'heronry'] AND [domain-name:value = 'heron.example']";

test("brackets joined by AND match across artifacts, as one finding of all that met them", () => {
  const findings = findingsOf(BOTH, [[PROCESS]], [[LINK]]);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    axis: "compromise",
    confidence: "high",
    families: ["Heron"],
    count: 2,
    observables: [
      { type: "domain-name:value", value: "nest.heron.example" },
      { type: "process:name", value: "heronry" },
    ],
    indicators: [{ type: "stix:pattern", pattern: BOTH }],
  });
  expect(findings[0]!.evidence.map(({ artifact }) => artifact)).toEqual(["ios/a0", "ios/a1"]);
});

test("half of them is nothing", () => {
  expect(findingsOf(BOTH, [[PROCESS]])).toEqual([]);
  expect(findingsOf(BOTH, [[LINK], [LINK]])).toEqual([]);
});

test("comparisons inside one bracket match one record and not two", () => {
  const inOne = "[process:name = 'heronry' AND domain-name:value = 'heron.example']";
  expect(findingsOf(inOne, [[PROCESS], [LINK]])).toEqual([]);
  expect(findingsOf(inOne, [[PROCESS, LINK]])).toHaveLength(1);
});

test("an OR within an AND asks for one of its brackets", () => {
  const text = "[process:name = 'heronry'] AND ([domain-name:value = 'egret.example'] OR [domain-name:value LIKE '%.heron.example'])";
  expect(findingsOf(text, [[PROCESS]], [[LINK]])).toMatchObject([{ confidence: "medium" }]);
  expect(findingsOf(text, [[PROCESS]])).toEqual([]);
});

test("a pattern that describes values is less sure than one that names them", () => {
  expect(findingsOf("[domain-name:value LIKE '%.heron.example']", [[LINK]])).toMatchObject([
    { axis: "targeting", confidence: "medium", observables: [{ type: "domain-name:value", value: "nest.heron.example" }] },
  ]);
  expect(findingsOf("[process:name = 'heronry' AND domain-name:value = 'heron.example']", [[PROCESS, LINK]])).toMatchObject([
    { axis: "targeting", confidence: "high" },
  ]);
});

test("keeps its id whatever else is known", () => {
  const [one] = findingsOf(BOTH, [[PROCESS]], [[LINK]]);
  const [other] = findingsOf(BOTH, [[PROCESS], [PROCESS]], [[LINK]]);
  expect(other!.id).toBe(one!.id);
});

test("a pattern that meets what everybody has is withdrawn, and said to be", () => {
  const index = buildIndex([pattern("[url:value LIKE '%.example%']"), { ...pattern("heronry"), type: "process:name" }], [mercenaryPack()]);
  const matcher = createMatcher(index, { platform: "ios", cuts: {} });
  const sightings = createSightings();
  const see = (observable: Observable): void =>
    matcher.findAll([observable], (match) => sightings.add(match, observable, undefined, () => ({ file: 0, at: [], record: {} })));
  const link = (number: number): Observable => ({ ...LINK, value: `https://friend${number}.example/` });
  for (let number = 0; number < MAX_VALUES_OF_PATTERN; number++) see(link(number));
  expect(sightings.list()).toHaveLength(MAX_VALUES_OF_PATTERN);
  see(link(0));
  expect(sightings.dropped()).toEqual({ ofAll: 0, ofOne: 0, broadPatterns: 0, times: 0 });
  see(link(MAX_VALUES_OF_PATTERN));
  see(PROCESS);
  expect(sightings.list().map(({ value }) => value)).toEqual(["heronry"]);
  expect(sightings.dropped()).toEqual({ ofAll: 0, ofOne: 0, broadPatterns: 1, times: 0 });
});
