import { expect, test } from "vitest";
import globalPreferences from "../artifacts/ios/global-preferences.ts";
import tcc from "../artifacts/ios/tcc.ts";
import { type Detection, defineJoin, definePart, readsOf } from "../detections/detection.ts";
import { atLine } from "../model/locator.ts";
import { fromUnixSeconds } from "../model/time.ts";
import { artifactResult } from "../testing/analysis.ts";
import { joinedOf } from "../testing/index.ts";
import type { ArtifactResult, EvidenceDraft } from "./artifact-result.ts";
import { startDetections } from "./detection-runs.ts";
import { join } from "./join.ts";
import { MAX_FACTS } from "./limits.ts";

const time = fromUnixSeconds(1_650_000_000)!;
interface Named {
  readonly name: string;
}
const named = (artifact: typeof tcc | typeof globalPreferences) =>
  definePart<Named, Named>({
    artifact: artifact as never,
    select: ({ name }) => (name === "ignored" ? undefined : { key: name, fact: { name } }),
  });
/** Names the clients that the list lacks. */
const missing: Detection = defineJoin({
  id: "ios/made-up",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "info",
  confidence: "low",
  falsePositives: [],
  references: [],
  parts: { list: named(globalPreferences), clients: named(tcc) },
  needed: ["list"],
  join: ({ list, clients }) => {
    const known = new Set(list.map(({ fact }) => (fact as Named).name));
    return clients
      .filter(({ fact }) => !known.has((fact as Named).name))
      .map(({ fact, record }) => ({ subject: (fact as Named).name, message: "summary", time, records: [record] }));
  },
});

const draftOf = (name: string): EvidenceDraft => ({ file: 0, at: [atLine(1)], record: { name } });
const runOver = (artifact: typeof tcc | typeof globalPreferences, names: readonly string[]) => {
  const runs = startDetections(artifact as never, [missing]);
  for (const name of names) {
    const record = { artifact: artifact.id, file: { path: "/x", rawPath: "x" }, at: [atLine(1)], data: { name } };
    runs.see({ record, time, draft: () => draftOf(name), matched: [] });
  }
  return runs;
};
const resultOf = (artifact: typeof tcc | typeof globalPreferences, names: readonly string[], fields: Partial<ArtifactResult> = {}) =>
  artifactResult({
    id: artifact.id,
    files: [{ path: "/x", rawPath: "x", size: 1, sha256: "" }],
    facts: runOver(artifact, names).facts(),
    ...fields,
  });

test("a join compares what two artifacts name, and tells the records it rests on", () => {
  const hits = join([missing], [resultOf(tcc, ["a", "b", "b", "ignored"]), resultOf(globalPreferences, ["a"])]);
  expect(hits).toMatchObject([{ detection: "ios/made-up", hit: { subject: "b" }, count: 1, first: time, last: time }]);
  expect(hits[0]!.evidence).toMatchObject([{ result: { id: tcc.id }, draft: draftOf("b") }]);
  expect(readsOf(missing)).toEqual([globalPreferences, tcc]);
});

test("a join says nothing where what it rests on was not read whole", () => {
  const clients = resultOf(tcc, ["b"]);
  for (const status of ["partial", "failed", "absent", "not-run"] as const)
    expect(join([missing], [clients, resultOf(globalPreferences, ["a"], { status })])).toEqual([]);
  expect(join([missing], [clients])).toEqual([]);
  expect(join([missing], [{ ...clients, status: "partial" }, resultOf(globalPreferences, ["a"])])).toHaveLength(1);
});

test("rows that could not be read cost confidence, not the rule", () => {
  const list = resultOf(globalPreferences, ["a"], { status: "partial", reason: "rows-skipped" });
  expect(join([missing], [resultOf(tcc, ["b"]), list])).toMatchObject([{ hit: { subject: "b", confidence: "low" } }]);
  expect(join([missing], [resultOf(tcc, ["b"]), { ...list, reason: "damaged" }])).toEqual([]);
});

test("keeps so many facts of a part and says how many it did not", () => {
  const runs = runOver(
    tcc,
    Array.from({ length: MAX_FACTS + 3 }, (_, index) => `n${index}`),
  );
  expect(runs.facts()).toMatchObject([{ part: "clients", facts: { length: MAX_FACTS } }]);
  expect(runs.problems()).toMatchObject([{ problem: { message: "problem/too-many-facts" }, count: 3 }]);
});

test("tests of joins see the same facts", () => {
  expect(joinedOf(missing, { list: [{ name: "a" }], clients: [{ name: "a" }, { name: "c" }] })).toMatchObject([{ subject: "c" }]);
});
