import { expect, test } from "vitest";
import globalPreferences from "../artifacts/ios/global-preferences.ts";
import tcc from "../artifacts/ios/tcc.ts";
import { type Detection, defineJoin, definePart, readsOf } from "../detections/detection.ts";
import { atLine } from "../model/locator.ts";
import { fromUnixSeconds } from "../model/time.ts";
import { artifactResult } from "../testing/analysis.ts";
import { joinedOf } from "../testing/index.ts";
import type { EvidenceDraft, PlacedResult } from "./artifact-result.ts";
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
const resultOf = (artifact: typeof tcc | typeof globalPreferences, names: readonly string[], fields: Partial<PlacedResult> = {}) =>
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

test("a part that can tell a key alone is asked for the fact of the first record of each", () => {
  const selected: string[] = [];
  const part = definePart<Named, Named>({
    artifact: tcc as never,
    keyOf: ({ name }) => (name === "unknown" ? undefined : name),
    select(record) {
      selected.push(record.name);
      return { key: record.name, fact: record };
    },
  });
  const detection = { ...missing, parts: { list: named(globalPreferences), clients: part } } as Detection;
  const runs = startDetections(tcc as never, [detection]);
  for (const name of ["a", "b", "a", "a", "unknown", "unknown"]) {
    const record = { artifact: tcc.id, file: { path: "/x", rawPath: "x" }, at: [atLine(1)], data: { name } };
    runs.see({ record, time, draft: ({ data }) => draftOf((data as Named).name), matched: [] });
  }
  expect(selected).toEqual(["a", "b", "unknown", "unknown"]);
  expect(runs.facts()[0]!.facts.map(({ evidence }) => evidence)).toEqual([draftOf("a"), draftOf("b"), draftOf("unknown")]);
});

test("a part that several joins have is asked once, and its facts are one list for all of them", () => {
  let asked = 0;
  const clients = definePart<Named, Named>({
    artifact: tcc as never,
    select(fact) {
      asked++;
      return { key: fact.name, fact };
    },
  });
  const joinOf = (id: string) => ({ ...missing, id, parts: { list: named(globalPreferences), clients } }) as Detection;
  const runs = startDetections(tcc as never, [joinOf("ios/one"), joinOf("ios/other")]);
  const names = Array.from({ length: MAX_FACTS + 3 }, (_, number) => `name ${number}`);
  for (const name of names) {
    const record = { artifact: tcc.id, file: { path: "/x", rawPath: "x" }, at: [atLine(1)], data: { name } };
    runs.see({ record, time, draft: () => draftOf(name), matched: [] });
  }
  const [one, other] = runs.facts();
  expect(asked).toBe(names.length);
  expect([one, other]).toMatchObject([
    { detection: "ios/one", part: "clients" },
    { detection: "ios/other", part: "clients" },
  ]);
  expect(one!.facts).toBe(other!.facts);
  expect(one!.facts).toHaveLength(MAX_FACTS);
  expect(runs.problems()).toMatchObject([{ problem: { message: "problem/too-many-facts" }, count: 6 }]);
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

const of = (acquisition: string, result: PlacedResult): PlacedResult => ({ ...result, acquisition });
const subjects = (results: readonly PlacedResult[]) => join([missing], results).map(({ hit }) => [hit.subject, hit.confidence]);

test("a further acquisition takes away nothing that one alone shows, and adds what shows across, of low confidence", () => {
  const own = [of("A", resultOf(tcc, ["b"])), of("A", resultOf(globalPreferences, ["a"]))];
  expect(subjects(own)).toEqual([["b", undefined]]);
  // B lists what A lacks: within A it is missing all the same.
  expect(subjects([...own, of("B", resultOf(globalPreferences, ["b"]))])).toEqual([["b", undefined]]);
  // B tells of a client, and lists nothing of its own.
  expect(subjects([...own, of("B", resultOf(tcc, ["c", "a"]))])).toEqual([
    ["b", undefined],
    ["c", "low"],
  ]);
});

test("what two acquisitions show is told once, with the records of both; across them a list that was not read whole silences", () => {
  const own = (id: string) => [of(id, resultOf(tcc, ["b", "b2"])), of(id, resultOf(globalPreferences, ["a"]))];
  const [first, ...others] = join([missing], [...own("A"), ...own("B")]);
  expect(first).toMatchObject({
    hit: { subject: "b" },
    count: 1,
    evidence: [{ result: { acquisition: "A" } }, { result: { acquisition: "B" } }],
  });
  expect(others.map(({ hit }) => hit.subject)).toEqual(["b2"]);
  const damaged = of("B", resultOf(globalPreferences, ["a"], { status: "partial", reason: "damaged" }));
  expect(subjects([of("A", resultOf(globalPreferences, ["a"])), of("B", resultOf(tcc, ["c"])), damaged])).toEqual([]);
});

test("joins that ask for the same facts get the same records, made once", () => {
  const results = [resultOf(globalPreferences, []), resultOf(tcc, ["heron"])];
  const { facts } = results[1]!.facts[0]!;
  const seen: unknown[] = [];
  const looking = ["ios/first", "ios/second"].map((id) => ({
    ...missing,
    id,
    join: ({ clients }: { clients: readonly { record: unknown }[] }) => {
      seen.push(...clients.map(({ record }) => record));
      return [];
    },
  })) as unknown as Detection[];
  const told = looking.map(({ id }) => ({ detection: id, part: "clients", facts }));
  expect(join(looking, [results[0]!, { ...results[1]!, facts: told }])).toEqual([]);
  expect(seen).toHaveLength(2);
  expect(seen[0]).toBe(seen[1]);
});
