import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { loadIndicators } from "../packages/core/src/indicators/load.ts";
import { defaultPacks } from "../packages/core/src/knowledge/default-packs.ts";

/** The published files; their counts are taken by Python's json module, which shares nothing with our loader. */
const FOLDER = fileURLToPath(new URL("../../shared/data/indicators/", import.meta.url));
const isHere = existsSync(FOLDER) && spawnSync("python3", ["--version"]).status === 0;

const COUNT = `
import collections, csv, glob, json, os, re, sys
result = {}
for path in glob.glob(os.path.join(sys.argv[1], "*.stix2")):
    counts = collections.Counter()
    for item in json.load(open(path, encoding="utf-8"))["objects"]:
        if item["type"] == "indicator" and not item.get("revoked"):
            name = item["pattern"].strip()[1:].split("=", 1)[0].strip().lower()
            counts[re.sub("[^a-z0-9]", "", name)] += 1
    result[os.path.basename(path)] = counts
rows = list(csv.DictReader(open(os.path.join(sys.argv[1], "stalkerware-samples.csv"), encoding="utf-8")))
result["samples"] = {"sha256": len({row["SHA256"] for row in rows})}
print(json.dumps(result))
`;

type Counts = Record<string, Record<string, number>>;
const counted = (): Counts => JSON.parse(execFileSync("python3", ["-c", COUNT, FOLDER], { encoding: "utf8" })) as Counts;

const countsOf = (types: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const type of types) {
    const name = type.toLowerCase().replace(/[^a-z0-9]/g, "");
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
};

const published = isHere ? readdirSync(FOLDER).filter((name) => name.endsWith(".stix2")) : [];

test.skipIf(!isHere)("loads of every published bundle as many indicators per type as Python counts", () => {
  const counts = counted();
  expect(published.length).toBeGreaterThan(0);
  for (const name of published) {
    const { indicators, notEvaluable } = loadIndicators(name, readFileSync(`${FOLDER}${name}`), "option");
    expect(notEvaluable, name).toEqual([]);
    expect(countsOf(indicators.map(({ type }) => type)), name).toEqual(counts[name]);
  }
});

test.skipIf(!isHere)("ships of every published bundle all distinct values", () => {
  const shipped = new Map<string, number>();
  for (const { pack, indicators } of defaultPacks()) {
    const name = `${pack.id.replace(/-(?:mvt|amnesty)$/, "").replaceAll("-", "_")}.stix2`;
    shipped.set(name, new Set(indicators.map(({ type, value }) => `${type} ${value}`)).size);
  }
  for (const name of published) {
    const { indicators } = loadIndicators(name, readFileSync(`${FOLDER}${name}`), "option");
    expect(shipped.get(name), name).toBe(new Set(indicators.map(({ type, value }) => `${type} ${value}`)).size);
  }
});

test.skipIf(!isHere)("ships every sample hash of the stalkerware list", () => {
  const stalkerware = defaultPacks().find(({ pack }) => pack.id === "stalkerware-echap")!;
  const hashes = new Set(stalkerware.indicators.filter(({ type }) => type === "file:hashes.SHA-256").map(({ value }) => value));
  expect(hashes.size).toBe(counted()["samples"]!["sha256"]);
});
