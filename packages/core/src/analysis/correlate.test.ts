import { expect, test } from "vitest";
import { type Artifact, defineArtifact } from "../artifacts/artifact.ts";
import { type CorrelateDetection, defineCorrelate } from "../detections/detection.ts";
import { fromUnixSeconds } from "../model/time.ts";
import { artifactResult } from "../testing/analysis.ts";
import type { PlacedResult } from "./artifact-result.ts";
import { correlate } from "./correlate.ts";
import { MAX_NEIGHBOURS } from "./limits.ts";

const artifact = (id: string): Artifact =>
  defineArtifact({
    id,
    version: 1,
    paths: [],
    presence: {},
    scope: "device",
    emits: {},
    provenOn: "synthetic-only",
    references: [],
    *parse() {},
  });
const select = () => undefined;

const detection = defineCorrelate({
  id: "ios/herons-meet",
  version: 1,
  status: "stable",
  axis: "none",
  severity: "low",
  confidence: "low",
  falsePositives: ["spring"],
  references: [],
  anchor: { artifact: artifact("ios/nest"), select },
  beside: { call: { artifact: artifact("ios/call"), select }, song: { artifact: artifact("ios/song"), select } },
  windowSeconds: 60,
  correlate: (anchor, beside) => ({
    subject: anchor.subject,
    message: "summary",
    params: { beside: beside.map(({ subject, families }) => `${String(subject)}${families.join()}`).join(" ") },
  }),
}) as CorrelateDetection;

const moments = (id: string, stream: string, at: readonly [second: number, name: string][]): PlacedResult =>
  artifactResult({
    id,
    moments: [
      {
        detection: detection.id,
        stream,
        moments: at.map(([second, name], row) => ({
          time: fromUnixSeconds(1_700_000_000 + second)!,
          subject: name,
          indicators: [7],
          evidence: { file: 0, at: [{ kind: "row", table: "t", row: String(row) }], record: { name } },
        })),
      },
    ],
  });

const run = (anchors: readonly [number, string][], calls: readonly [number, string][]) =>
  correlate([detection], [moments("ios/nest", "anchor", anchors), moments("ios/call", "call", calls)], (indicators) =>
    indicators.map((one) => `#${one}`),
  );

test("hands an anchor what lies within the window on either side, nearest first, both ends included", () => {
  const [hit] = run(
    [[100, "nest"]],
    [
      [39, "early"],
      [40, "first"],
      [90, "near"],
      [160, "last"],
      [161, "late"],
    ],
  );
  expect(hit!.hit.params).toEqual({ beside: "near#7 first#7 last#7" });
});

test("a crowd of one kind of trace pushes no other kind out", () => {
  const crowd = Array.from({ length: 2 * MAX_NEIGHBOURS }, (_, index): [number, string] => [100 + index / 100, `call${index}`]);
  const results = [
    moments("ios/nest", "anchor", [[100, "nest"]]),
    moments("ios/call", "call", crowd),
    moments("ios/song", "song", [[150, "song"]]),
  ];
  const [hit] = correlate([detection], results, () => []);
  const beside = String(hit!.hit.params?.["beside"]).split(" ");
  expect(beside).toHaveLength(MAX_NEIGHBOURS + 1);
  expect(beside.slice(0, 2)).toEqual(["call0", "call1"]);
  expect(beside.at(-1)).toBe("song");
});

test("puts the traces of several kinds in order, nearest first", () => {
  const results = [
    moments("ios/nest", "anchor", [[100, "nest"]]),
    moments("ios/call", "call", [
      [80, "d"],
      [110, "b"],
    ]),
    moments("ios/song", "song", [
      [90, "a"],
      [115, "c"],
    ]),
  ];
  expect(correlate([detection], results, () => [])[0]!.hit.params).toEqual({ beside: "a b c d" });
});

test("stays silent for an anchor with nothing beside it", () => {
  expect(run([[100, "nest"]], [[500, "far"]])).toEqual([]);
});

test("two anchors of one subject are one hit with the evidence of both", () => {
  const hits = run(
    [
      [100, "nest"],
      [1_000, "nest"],
    ],
    [
      [110, "a"],
      [1_010, "b"],
    ],
  );
  expect(hits).toHaveLength(1);
  expect(hits[0]).toMatchObject({ count: 2, first: { raw: "1700000100" }, last: { raw: "1700001000" } });
  expect(hits[0]!.evidence.map(({ result, draft }) => [result.id, (draft.record as { name: string }).name])).toEqual([
    ["ios/nest", "nest"],
    ["ios/call", "a"],
    ["ios/nest", "nest"],
    ["ios/call", "b"],
  ]);
});

test("the order in which artifacts were read does not matter", () => {
  const parts = [
    moments("ios/nest", "anchor", [
      [100, "x"],
      [100, "y"],
    ]),
    moments("ios/call", "call", [
      [100, "a"],
      [101, "b"],
    ]),
  ];
  const families = () => [];
  const told = (results: readonly PlacedResult[]) => JSON.stringify(correlate([detection], results, families).map(({ hit }) => hit));
  expect(told([...parts].reverse())).toBe(told(parts));
});

test("compares tens of thousands of traces in one window, each with its nearest alone", () => {
  const crowd = (offset: number, name: string): [number, string][] =>
    Array.from({ length: 30_000 }, (_, index) => [(index + offset) / 1_000, `${name}${index}`]);
  const hits = run(crowd(0, "nest"), crowd(0.5, "call"));
  expect(hits).toHaveLength(30_000);
  const seen = hits.map(({ hit }) => String(hit.params?.["beside"]).split(" "));
  expect(Math.max(...seen.map(({ length }) => length))).toBe(MAX_NEIGHBOURS);
  expect(seen[15_000]!.slice(0, 4)).toEqual(["call14999#7", "call15000#7", "call14998#7", "call15001#7"]);
});

test("what two acquisitions tell of one moment counts once, with the records of both; one of another acquisition lies beside an anchor, too", () => {
  const of = (acquisition: string, result: PlacedResult): PlacedResult => ({ ...result, acquisition });
  const both = (acquisition: string) => [
    of(
      acquisition,
      moments("ios/nest", "anchor", [
        [100, "nest"],
        [100, "nest"],
      ]),
    ),
    of(acquisition, moments("ios/call", "call", [[101, "call"]])),
  ];
  const [alone] = correlate([detection], both("A"), () => []);
  const [together] = correlate([detection], [...both("A"), ...both("B")], () => []);
  expect(together).toMatchObject({ count: 2, hit: { params: { beside: "call" } } });
  expect(together!.hit).toEqual(alone!.hit);
  expect(together!.evidence.map(({ result }) => `${result.acquisition} ${result.id}`).sort()).toEqual(
    ["A", "B"].flatMap((id) => [`${id} ios/call`, `${id} ios/nest`, `${id} ios/nest`]).sort(),
  );
  const across = correlate(
    [detection],
    [of("A", moments("ios/nest", "anchor", [[100, "nest"]])), of("B", moments("ios/song", "song", [[101, "song"]]))],
    () => [],
  );
  expect(across).toMatchObject([{ count: 1, hit: { params: { beside: "song" } } }]);
});
