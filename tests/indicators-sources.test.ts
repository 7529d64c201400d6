import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addSet } from "../packages/cli/src/indicators/added.ts";
import { mvtIndicatorsFolder } from "../packages/cli/src/indicators/mvt-folder.ts";
import { loadKnowledge } from "../packages/cli/src/knowledge.ts";

const OPTIONS = { indicators: [] as string[], defaultIndicators: false, envIndicators: true, storedIndicators: false };
const bundle = (value: string): string =>
  JSON.stringify({
    type: "bundle",
    id: "bundle--1",
    objects: [{ type: "indicator", id: "indicator--1", pattern: `[domain-name:value='${value}']`, pattern_type: "stix" }],
  });

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "bridle-sources-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function put(path: string, content: string): string {
  const file = join(home, path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, content);
  return file;
}

describe("where MVT downloads to", () => {
  test.each<[NodeJS.Platform, Record<string, string>, string[]]>([
    ["linux", {}, ["home", ".local", "share", "mvt", "indicators"]],
    ["linux", { XDG_DATA_HOME: "relative" }, ["home", ".local", "share", "mvt", "indicators"]],
    ["darwin", {}, ["home", "Library", "Application Support", "mvt", "indicators"]],
    ["win32", {}, ["home", "AppData", "Local", "mvt", "mvt", "indicators"]],
    ["linux", { MVT_DATA_FOLDER: "elsewhere" }, ["elsewhere", "indicators"]],
  ])("%s %j", (platform, environment, expected) => {
    expect(mvtIndicatorsFolder(environment, platform, "home")).toBe(join(...expected));
  });
});

test("reads MVT's download folder and variable as origin `environment`, and not when told not to", async () => {
  put("data/indicators/one.stix2", bundle("one.example"));
  put("data/indicators/two.STIX2", bundle("two.example"));
  put("data/indicators/three.json", bundle("three.example"));
  put("data/indicators/below/four.stix2", bundle("four.example"));
  const environment = { MVT_DATA_FOLDER: join(home, "data"), MVT_STIX2: put("five.stix2", bundle("five.example")) };
  const { knowledge, unreadable } = await loadKnowledge(OPTIONS, environment);
  expect(unreadable).toEqual([]);
  expect(knowledge.index.packs.map(({ source, origin }) => `${origin} ${source}`)).toEqual([
    "environment five.stix2",
    "environment one.stix2",
    "environment two.STIX2",
  ]);
  const without = await loadKnowledge({ ...OPTIONS, envIndicators: false }, environment);
  expect(without.knowledge.index.packs).toEqual([]);
});

test("a folder that MVT never made is no fault; a file named in the variable that is not there is", async () => {
  const { unreadable } = await loadKnowledge(OPTIONS, { MVT_DATA_FOLDER: join(home, "none"), MVT_STIX2: join(home, "lost.stix2") });
  expect(unreadable.map(({ name }) => name)).toEqual(["lost.stix2"]);
});

test("reads a MISP feed by its manifest, and says which of its events is not there", async () => {
  const [there, lost] = ["5c0f1b2a-0000-4000-8000-000000000001", "5c0f1b2a-0000-4000-8000-000000000002"];
  put("feed/manifest.json", JSON.stringify({ [there]: { info: "a" }, [lost]: { info: "b" } }));
  put("feed/hashes.csv", "0123456789abcdef0123456789abcdef,5c0f1b2a-0000-4000-8000-000000000001\n");
  put(`feed/${there}.json`, JSON.stringify({ Event: { info: "a", Attribute: [{ type: "domain", value: "evil.example", to_ids: true }] } }));
  const { knowledge, unreadable } = await loadKnowledge({ ...OPTIONS, indicators: [join(home, "feed")] }, { MVT_DATA_FOLDER: home });
  expect(knowledge.index.entries.map(({ value }) => value)).toEqual(["evil.example"]);
  expect(unreadable.map(({ name }) => name)).toEqual([`${lost}.json`]);
});

test("reads tables in a folder beside bundles", async () => {
  put("set/a.csv", "domain,family\nevil.example,Horse\n");
  put("set/b.stix2", bundle("evil.example"));
  const { knowledge } = await loadKnowledge({ ...OPTIONS, indicators: [join(home, "set")] }, { MVT_DATA_FOLDER: home });
  expect(knowledge.index.entries.map(({ published }) => published.length)).toEqual([2]);
  expect(knowledge.index.packs.map(({ origin }) => origin)).toEqual(["option", "option"]);
});

describe("what the user's own store holds", () => {
  const STORED = { ...OPTIONS, storedIndicators: true };
  const environment = (): Record<string, string> => ({ BRIDLE_DATA: join(home, "store"), MVT_DATA_FOLDER: home });
  const compiled = (): string[] => {
    const folder = join(home, "store/indicators/compiled");
    return existsSync(folder) ? readdirSync(folder) : [];
  };
  const add = (value: string): void => {
    addSet(join(home, "store"), `${value}.stix2`, new TextEncoder().encode(bundle(value)), "2026-01-02T03:04:05Z");
  };

  test("is compiled once and gives the same knowledge from there", async () => {
    add("evil.example");
    const first = await loadKnowledge(STORED, environment(), "a bundle");
    const [file] = compiled();
    const second = await loadKnowledge(STORED, environment(), "a bundle");
    expect(file).toMatch(/^[0-9a-f]{64}\.bin$/);
    expect(second.knowledge.index.entries).toEqual(first.knowledge.index.entries);
    expect(second.knowledge.indicatorReport).toEqual(first.knowledge.indicatorReport);
    expect(second.knowledge.index.keys).toEqual(first.knowledge.index.keys);
  });

  test("is compiled anew when it changes, when the program changes, and when its bytes do", async () => {
    add("evil.example");
    await loadKnowledge(STORED, environment(), "a bundle");
    const [one] = compiled();
    await loadKnowledge(STORED, environment(), "another bundle");
    const [other] = compiled();
    expect(compiled()).toHaveLength(1);
    expect(other).not.toBe(one);
    add("worse.example");
    const { knowledge } = await loadKnowledge(STORED, environment(), "another bundle");
    expect(knowledge.index.counts.entries).toBe(2);
    const file = join(home, "store/indicators/compiled", compiled()[0]!);
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(file, bytes);
    const again = await loadKnowledge(STORED, environment(), "another bundle");
    expect(again.knowledge.index.entries).toEqual(knowledge.index.entries);
  });

  test("is never mixed with what a run is given besides, and of that nothing is written", async () => {
    add("evil.example");
    const given = { ...STORED, indicators: [put("given.stix2", bundle("given.example"))] };
    const { knowledge } = await loadKnowledge(given, environment(), "a bundle");
    expect(knowledge.index.counts.entries).toBe(2);
    expect(compiled()).toEqual([]);
  });

  test("is read as it stands where the program's sources may change", async () => {
    add("evil.example");
    await loadKnowledge(STORED, environment());
    expect(compiled()).toEqual([]);
  });
});
