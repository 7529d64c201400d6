import { describe, expect, test } from "vitest";
import type { Indicator } from "../../model/indicator.ts";
import { allIndicators } from "../indicator-columns.ts";
import { readStix } from "./read-stix.ts";

type Json = Readonly<Record<string, unknown>>;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (...objects: Json[]) => {
  const { columns, ...set } = readStix([bytesOf(JSON.stringify({ type: "bundle", id: "bundle--1", objects }))], "p");
  return { ...set, indicators: allIndicators(columns) };
};
const one = (...objects: Json[]): Indicator => read(...objects).indicators[0]!;

const INDICATOR = { type: "indicator", id: "indicator--a", pattern: "[domain-name:value='evil.example']", pattern_type: "stix" };
const named = (type: string, name: string, more: Json = {}): Json => ({ type, id: `${type}--${name}`, name, ...more });
const tie = (source: string, target: string, more: Json = {}): Json => ({
  type: "relationship",
  id: `relationship--${source}-${target}`,
  relationship_type: "indicates",
  source_ref: source,
  target_ref: target,
  ...more,
});

describe("families", () => {
  const HORSE = named("malware", "Horse");
  const CAMPAIGN = named("campaign", "Winter");
  const ACTOR = named("threat-actor", "Stable");
  test.each<[string, Json[], string[]]>([
    ["of what is indicated", [HORSE, tie("indicator--a", "malware--Horse")], ["Horse"]],
    ["whichever end of the relationship it is", [HORSE, tie("malware--Horse", "indicator--a")], ["Horse"]],
    ["before the relationship's objects stand", [tie("indicator--a", "malware--Horse"), HORSE], ["Horse"]],
    [
      "malware before campaigns and actors",
      [HORSE, CAMPAIGN, tie("indicator--a", "campaign--Winter"), tie("indicator--a", "malware--Horse")],
      ["Horse"],
    ],
    [
      "a campaign where no malware is named",
      [CAMPAIGN, ACTOR, tie("indicator--a", "campaign--Winter"), tie("campaign--Winter", "threat-actor--Stable")],
      ["Winter"],
    ],
    ["an actor", [ACTOR, tie("indicator--a", "threat-actor--Stable")], ["Stable"]],
    [
      "of several, all",
      [HORSE, named("malware", "Ant"), tie("indicator--a", "malware--Horse"), tie("indicator--a", "malware--Ant")],
      ["Ant", "Horse"],
    ],
    [
      "the malware that uses an infrastructure",
      [
        HORSE,
        named("infrastructure", "Stalls"),
        tie("indicator--a", "infrastructure--Stalls"),
        tie("malware--Horse", "infrastructure--Stalls"),
      ],
      ["Horse"],
    ],
    ["an infrastructure nobody uses", [named("infrastructure", "Stalls"), tie("indicator--a", "infrastructure--Stalls")], ["Stalls"]],
    ["the one malware of a report", [HORSE, named("report", "On horses", { object_refs: ["indicator--a", "malware--Horse"] })], ["Horse"]],
    [
      "the report, where it speaks of several",
      [HORSE, named("malware", "Ant"), named("report", "On animals", { object_refs: ["indicator--a", "malware--Horse", "malware--Ant"] })],
      ["On animals"],
    ],
    ["a grouping", [named("grouping", "Found together", { object_refs: ["indicator--a"] })], ["Found together"]],
    ["not what was revoked", [{ ...HORSE, revoked: true }, tie("indicator--a", "malware--Horse")], []],
    ["not by a revoked relationship", [HORSE, tie("indicator--a", "malware--Horse", { revoked: true })], []],
  ])("%s", (_, others, expected) => {
    expect(one(INDICATOR, ...others).families).toEqual(expected);
    expect(one(...others, INDICATOR).families).toEqual(expected);
  });

  test("go no further however things refer to each other", () => {
    const ring = Array.from({ length: 50 }, (_, n) => tie(`infrastructure--${n}`, `infrastructure--${(n + 1) % 50}`));
    const nodes = Array.from({ length: 50 }, (_, n) => named("infrastructure", String(n)));
    expect(one(INDICATOR, ...nodes, ...ring, tie("indicator--a", "infrastructure--0")).families).toEqual(["0"]);
  });
});

test("keeps what the publisher says of an indicator", () => {
  const said = one(
    named("identity", "lab", { name: "A Lab" }),
    named("identity", "other", { name: "Another Lab" }),
    named("malware", "Horse", { created_by_ref: "identity--lab", external_references: [{ url: "https://lab.example/horse" }] }),
    named("malware", "Cow", { created_by_ref: "identity--lab" }),
    named("infrastructure", "C2", { infrastructure_types: ["unknown", "command-and-control"] }),
    {
      ...INDICATOR,
      created_by_ref: "identity--other",
      confidence: 85,
      valid_from: "2024-01-01T00:00:00Z",
      valid_until: "2025-01-01T00:00:00Z",
    },
    tie("indicator--a", "malware--Horse"),
    tie("indicator--a", "infrastructure--C2"),
  );
  expect(said).toEqual({
    type: "domain-name:value",
    value: "evil.example",
    pattern: INDICATOR.pattern,
    pack: "p",
    families: ["Horse"],
    references: ["https://lab.example/horse"],
    domainRole: "c2",
    publisher: "Another Lab",
    confidence: 85,
    validFrom: "2024-01-01T00:00:00Z",
    validUntil: "2025-01-01T00:00:00Z",
  });
});

test.each([101, -1, 1.5, "80", null])("takes %j for no confidence", (confidence) => {
  expect(one({ ...INDICATOR, confidence })).not.toHaveProperty("confidence");
});

describe("markings", () => {
  test.each<[string, Json | undefined, string]>([
    ["marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed", undefined, "red"],
    ["marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9", undefined, "clear"],
    ["marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003", undefined, "amber+strict"],
    ["marking-definition--x", { definition_type: "tlp", definition: { tlp: "white" } }, "clear"],
    ["marking-definition--x", { extensions: { "extension-definition--y": { tlp_2_0: "green" } } }, "green"],
    ["marking-definition--x", { name: "TLP:AMBER" }, "amber"],
  ])("%s %j is %s", (id, definition, expected) => {
    const objects = [
      { ...INDICATOR, object_marking_refs: [id] },
      ...(definition ? [{ type: "marking-definition", id, ...definition }] : []),
    ];
    expect(one(...objects).tlp).toBe(expected);
    expect(read(...objects).tlp).toBe(expected);
  });

  test("of several the narrowest holds", () => {
    const refs = ["marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da", "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82"];
    expect(one({ ...INDICATOR, object_marking_refs: refs }).tlp).toBe("amber");
    expect(one({ ...INDICATOR, object_marking_refs: ["marking-definition--nobody"] })).not.toHaveProperty("tlp");
  });
});

test("of several versions of one indicator the latest holds", () => {
  const version = (modified: string, value: string, more: Json = {}): Json => ({
    ...INDICATOR,
    modified,
    pattern: `[domain-name:value='${value}']`,
    ...more,
  });
  const [old, young] = [version("2024-01-01T00:00:00.000Z", "old.example"), version("2024-02-01T00:00:00.000Z", "new.example")];
  for (const objects of [
    [old, young],
    [young, old],
  ])
    expect(read(...objects).indicators.map(({ value }) => value)).toEqual(["new.example"]);
  const gone = version("2024-03-01T00:00:00.000Z", "new.example", { revoked: true });
  for (const objects of [
    [young, gone],
    [gone, young],
  ])
    expect(read(...objects)).toMatchObject({ indicators: [], revoked: 1 });
});

test("an alternative says that it is one, and one that cannot be evaluated is named by itself", () => {
  const set = read({ ...INDICATOR, pattern: "[domain-name:value='a.example'] OR [file:size > 3]" });
  expect(set.indicators).toMatchObject([
    { value: "a.example", isAlternative: true, pattern: "[domain-name:value='a.example'] OR [file:size > 3]" },
  ]);
  expect(set.notEvaluable).toEqual([{ reason: "object-path", text: "[file:size > 3]" }]);
  expect(one(INDICATOR)).not.toHaveProperty("isAlternative");
});
