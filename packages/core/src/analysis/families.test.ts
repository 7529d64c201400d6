import { expect, test } from "vitest";
import { defineArtifact } from "../artifacts/artifact.ts";
import { buildIndex } from "../indicators/indicator-index.ts";
import type { AcquisitionKind } from "../model/acquisition.ts";
import type { Indicator } from "../model/indicator.ts";
import { artifactResult, mercenaryPack } from "../testing/analysis.ts";
import { familyCoverage } from "./families.ts";
import { buildKnowledge } from "./knowledge.ts";

const artifact = (id: string, emits: Parameters<typeof defineArtifact>[0]["emits"]) =>
  defineArtifact({
    id,
    version: 1,
    paths: [],
    presence: {},
    scope: "device",
    emits,
    provenOn: "synthetic-only",
    references: [],
    *parse() {},
  });
const artifacts = [artifact("ios/letters", { "url:value": ["received"] }), artifact("ios/list", { "file:path": ["written"] })];
const indicator = (type: Indicator["type"], value: string, families = ["Heron"]): Indicator => ({
  type,
  value,
  pack: "marsh-heron",
  families,
  references: [],
});
const index = buildIndex(
  [
    indicator("domain-name:value", "heron.example"),
    indicator("process:name", "heronry"),
    indicator("file:path", "/private/var/heron/nest"),
    indicator("process:name", "egretry", ["Egret"]),
  ],
  [mercenaryPack()],
);
const rows = (...read: readonly [id: string, status: "parsed" | "partial" | "failed"][]) =>
  familyCoverage(
    index,
    artifacts,
    read.map(([id, status]) => artifactResult({ id, status })),
  ).map(({ family, role, indicators, evaluable }) => `${family} ${role} ${evaluable}/${indicators}`);

test("counts per family and role what could have matched in what was read, whole or in part", () => {
  expect(rows(["ios/letters", "parsed"], ["ios/list", "partial"])).toEqual([
    "Egret received 0/1",
    "Egret written 0/1",
    "Heron received 1/3",
    "Heron written 1/3",
  ]);
});

test("what failed could show nothing, and a role that nothing read yields is not told", () => {
  expect(rows(["ios/letters", "failed"], ["ios/list", "parsed"])).toEqual(["Egret written 0/1", "Heron written 1/3"]);
  expect(rows()).toEqual([]);
});

test("says by which artifacts, and over which span", () => {
  const span = { from: "1700000000000000000", to: "1700000001000000000" };
  const result = artifactResult({ id: "ios/letters", span });
  expect(familyCoverage(index, artifacts, [result])).toEqual([
    { family: "Egret", role: "received", indicators: 1, evaluable: 0, artifacts: [] },
    {
      family: "Heron",
      role: "received",
      indicators: 3,
      evaluable: 1,
      artifacts: ["ios/letters"],
      span: { from: "2023-11-14T22:13:20Z", to: "2023-11-14T22:13:21Z" },
    },
  ]);
});

test("counts a pattern in a role where one part could be met in it and the others anywhere", () => {
  const patterns = buildIndex(
    [
      indicator("stix:pattern", "[domain-name:value = 'a.example'] AND [file:path = '/private/var/heron/a']"),
      indicator("stix:pattern", "[domain-name:value = 'a.example' AND process:name = 'heronry']"),
      indicator("stix:pattern", "[domain-name:value LIKE '%.heron.example']"),
    ],
    [mercenaryPack()],
  );
  const both = ["ios/letters", "ios/list"].map((id) => artifactResult({ id }));
  const told = familyCoverage(patterns, artifacts, both).map(({ role, evaluable, indicators }) => `${role} ${evaluable}/${indicators}`);
  expect(told).toEqual(["received 2/3", "written 1/3"]);
});

test("the knowledge of a run names what takes no part, and keeps two sets of one name apart", () => {
  const set = {
    pack: mercenaryPack(),
    indicators: [indicator("process:name", "heronry")],
    revoked: 2,
    notEvaluable: [
      { reason: "pattern-sequence" as const, text: "[a] FOLLOWEDBY [b]" },
      { reason: "pattern-sequence" as const, text: "[c] FOLLOWEDBY [d]" },
    ],
  };
  const { index: both, indicatorReport } = buildKnowledge([set, set], ["lost.stix2"]);
  expect(both.packs.map(({ id }) => id)).toEqual(["marsh-heron", "marsh-heron-2"]);
  expect(both.entries.map(({ published }) => published.map(({ pack }) => pack))).toEqual([["marsh-heron", "marsh-heron-2"]]);
  expect(indicatorReport).toMatchObject({ loaded: 1, revoked: 4, unreadable: ["lost.stix2"] });
  expect(indicatorReport.notEvaluable).toEqual([
    { pack: "marsh-heron", reason: "pattern-sequence", count: 2, examples: ["[a] FOLLOWEDBY [b]", "[c] FOLLOWEDBY [d]"] },
    { pack: "marsh-heron-2", reason: "pattern-sequence", count: 2, examples: ["[a] FOLLOWEDBY [b]", "[c] FOLLOWEDBY [d]"] },
  ]);
});

test("tells which other acquisition of such a phone could show more, and none that shows as much", () => {
  const held = (
    id: string,
    emits: Parameters<typeof artifact>[1],
    presence: Partial<Record<AcquisitionKind, "expected" | "encrypted-backups-only">>,
  ) => ({
    ...artifact(id, emits),
    presence,
  });
  const all = [
    held("ios/a", { "process:name": ["ran"] }, { sysdiagnose: "expected" }),
    held("ios/b", { "process:name": ["ran"], "file:path": ["ran"] }, { "ios-backup-encrypted": "expected" }),
    held("android/c", { "process:name": ["ran"], "file:path": ["ran"] }, { androidqf: "expected" }),
  ];
  const of = (kind: AcquisitionKind, id: string) =>
    familyCoverage(index, all, [artifactResult({ id, status: "parsed" })], [kind]).find(({ family }) => family === "Heron");
  expect(of("sysdiagnose", "ios/a")).toMatchObject({ evaluable: 1, elsewhere: [{ kind: "ios-backup-encrypted", evaluable: 2 }] });
  expect(of("ios-backup-encrypted", "ios/b")).not.toHaveProperty("elsewhere");
});
