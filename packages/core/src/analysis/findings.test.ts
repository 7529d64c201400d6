import { expect, test } from "vitest";
import { detections } from "../detections/index.generated.ts";
import { buildIndex } from "../indicators/indicator-index.ts";
import type { Indicator } from "../model/indicator.ts";
import { fromUnixSeconds } from "../model/time.ts";
import { artifactResult, mercenaryPack } from "../testing/analysis.ts";
import type { PlacedResult, Sighting } from "./artifact-result.ts";
import { buildFindings, findingId } from "./findings.ts";

const indicator = (over: Partial<Indicator> = {}): Indicator => ({
  type: "domain-name:value",
  value: "heron.example",
  pack: "marsh-heron",
  families: ["Heron"],
  references: [],
  domainRole: "c2",
  ...over,
});
const at = (second: number): string => `${1_700_000_000 + second}000000000`;

type Over = Partial<Sighting> & {
  role?: "received" | "visited";
  seconds?: readonly number[];
  circumstances?: Sighting["ways"][number]["circumstances"];
};
const sighting = (over: Over = {}): Sighting => {
  const { role = "received", seconds = [0], circumstances = [], ...rest } = over;
  return {
    indicator: 0,
    type: "domain-name:value",
    value: "heron.example",
    ways: [{ manner: "exact", role, circumstances, times: seconds.map(at) }],
    count: 1,
    first: fromUnixSeconds(1_700_000_000)!,
    last: fromUnixSeconds(1_700_000_000)!,
    evidence: [{ file: 0, at: [{ kind: "row", table: "t", row: "1" }], record: { text: "x" } }],
    ...rest,
  };
};

const build = (results: readonly PlacedResult[], indicators: readonly Indicator[] = [indicator()], packs = [mercenaryPack()]) =>
  buildFindings({ results, correlated: [], index: buildIndex(indicators, packs), detections: [] });
const axes = (...sightings: readonly (readonly [string, Sighting])[]) =>
  build(sightings.map(([id, one]) => artifactResult({ id, sightings: [one] }))).map(
    ({ axis, evidence }) => `${evidence[0]!.artifact} ${axis}`,
  );

test("a visit within ten minutes after a lure is an attempt; before it, or later, or never loaded, it is not", () => {
  const lure = ["ios/sms", sighting({ seconds: [1_000] })] as const;
  const visit = (second: number, circumstances: readonly ["not-loaded"] | readonly [] = []) =>
    ["ios/safari-history", sighting({ role: "visited", seconds: [second], circumstances })] as const;
  expect(axes(lure, visit(1_600))).toContain("ios/safari-history attempt");
  expect(axes(lure, visit(1_000))).toContain("ios/safari-history attempt");
  expect(axes(lure, visit(1_601))).toContain("ios/safari-history targeting");
  expect(axes(lure, visit(999))).toContain("ios/safari-history targeting");
  expect(axes(lure, visit(1_100, ["not-loaded"]))).toContain("ios/safari-history none");
});

test("the latest lure before a visit counts, among many", () => {
  const lures = ["ios/sms", sighting({ seconds: [0, 5_000, 9_000, 20_000] })] as const;
  expect(axes(lures, ["ios/safari-history", sighting({ role: "visited", seconds: [9_500] })])).toContain("ios/safari-history attempt");
  expect(axes(lures, ["ios/safari-history", sighting({ role: "visited", seconds: [19_000] })])).toContain("ios/safari-history targeting");
});

test("a vendor's website in a message is no lure and no targeting", () => {
  const results = [
    artifactResult({ id: "ios/sms", sightings: [sighting({ seconds: [0] })] }),
    artifactResult({ id: "ios/safari-history", sightings: [sighting({ role: "visited", seconds: [60] })] }),
  ];
  expect(build(results, [indicator({ domainRole: "website" })]).map(({ axis }) => axis)).toEqual(["none", "none"]);
});

test("the same value in two packs is one finding that names both, rated by the graver", () => {
  const two = [indicator({ domainRole: "website", pack: "b", families: ["Egret"] }), indicator()];
  const [finding, ...rest] = build([artifactResult({ id: "ios/sms", sightings: [sighting()] })], two, [
    mercenaryPack(),
    mercenaryPack({ id: "b", publisher: "Egret Lab" }),
  ]);
  expect(rest).toEqual([]);
  expect(finding).toMatchObject({ axis: "targeting", families: ["Egret", "Heron"] });
  expect(finding!.indicators!.map(({ pack }) => pack)).toEqual(["b", "marsh-heron"]);
  expect(finding!.summary.text).toBe(
    "heron.example matches an indicator that Egret Lab, Heron Lab links to Egret, Heron. It stands in one place here.",
  );
});

test("an id is of what it is about, and of nothing else", () => {
  const id = (over: Over, indicators = [indicator()], packs = [mercenaryPack()], artifact = "ios/sms") =>
    build([artifactResult({ id: artifact, sightings: [sighting(over)] })], indicators, packs)[0]!.id;
  const base = id({});
  expect(id({ count: 9, evidence: [], role: "visited" })).toBe(base);
  expect(id({}, [indicator({ pack: "other", families: ["Egret"] })], [mercenaryPack({ id: "other", sha256: "99" })])).toBe(base);
  expect(id({}, [indicator({ value: "HERON.example." })])).toBe(base);
  expect(id({ value: "a.heron.example" })).not.toBe(base);
  expect(id({}, [indicator()], [mercenaryPack()], "ios/safari-history")).not.toBe(base);
  expect(findingId("detection:ios/x", ["ios/b", "ios/a"], ["z", "y"])).toBe(findingId("detection:ios/x", ["ios/a", "ios/b"], ["y", "z"]));
});

test("a name that Apple's own program bears is explained, and is one step less sure", () => {
  const process = (value: string) =>
    build(
      [
        artifactResult({
          id: "ios/data-usage",
          sightings: [
            { ...sighting(), type: "process:name", value, ways: [{ manner: "exact", role: "contacted", circumstances: [], times: [] }] },
          ],
        }),
      ],
      [indicator({ type: "process:name", value, domainRole: undefined as never })],
    )[0]!;
  expect(process("heronry")).toMatchObject({ axis: "compromise", confidence: "high", benign: [] });
  expect(process("CommCenterRootHelper")).toMatchObject({
    axis: "compromise",
    confidence: "medium",
    benign: [{ message: "finding/benign-apple-program" }],
  });
});

test("findings come gravest first, and in the same order whatever order the artifacts came in", () => {
  const results = [
    artifactResult({ id: "ios/safari-history", sightings: [sighting({ role: "visited", seconds: [10] })] }),
    artifactResult({ id: "ios/sms", sightings: [sighting({ seconds: [0] })] }),
  ];
  const told = (some: readonly PlacedResult[]) => build(some).map(({ axis, id }) => `${axis} ${id}`);
  expect(told(results)[0]).toMatch(/^attempt/);
  expect(told([...results].reverse())).toEqual(told(results));
});

test("of equals those come first that can say when, the earliest before the others", () => {
  const { first: _, last: __, ...untimed } = sighting();
  const at = (seconds: number): Sighting => ({ ...sighting(), first: fromUnixSeconds(seconds)!, last: fromUnixSeconds(seconds)! });
  const results = [
    artifactResult({ id: "ios/sms", sightings: [untimed] }),
    artifactResult({ id: "ios/calendar", sightings: [at(1_700_000_900)] }),
    artifactResult({ id: "ios/whatsapp", sightings: [at(1_700_000_000)] }),
  ];
  expect(build(results).map(({ evidence }) => evidence[0]!.artifact)).toEqual(["ios/whatsapp", "ios/calendar", "ios/sms"]);
});

test("a trace that two acquisitions tell is one finding, with the records of both and the count of the one that tells more", () => {
  const placed = (acquisition: string, count: number) => artifactResult({ id: "ios/sms", acquisition, sightings: [sighting({ count })] });
  const [alone] = build([placed("A", 5)]);
  const [together, ...others] = build([placed("A", 5), placed("B", 7)]);
  expect(others).toEqual([]);
  expect(together).toMatchObject({ id: alone!.id, count: 7 });
  expect(together!.evidence.map(({ acquisition }) => acquisition)).toEqual(["A", "B"]);
});

test("of what a rule says of one subject in two acquisitions the graver stands", () => {
  const hit = (acquisition: string, fields: object) =>
    artifactResult({
      id: "ios/sms",
      acquisition,
      hits: [
        {
          detection: "ios/path-client-with-sensors",
          hit: { subject: "heron", message: "summary", params: { path: "/x", service: "x" }, ...fields },
          count: 1,
          evidence: [{ file: 0, at: [{ kind: "file" }], record: {} }],
        },
      ],
    });
  const judge = (...results: readonly PlacedResult[]) => buildFindings({ results, correlated: [], index: buildIndex([], []), detections });
  const declared = detections.find(({ id }) => id === "ios/path-client-with-sensors")!;
  const [low, high] = [hit("A", { severity: "info" }), hit("B", {})];
  for (const results of [
    [low, high],
    [high, low],
  ]) {
    const findings = judge(...results);
    expect(findings).toMatchObject([{ severity: declared.severity, count: 1 }]);
    expect(findings[0]!.evidence).toHaveLength(2);
  }
});
