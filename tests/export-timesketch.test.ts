import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Finding } from "@bridle/core";
import { scenario, writeBackup } from "@bridle/corpus";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/**
 * The export as Timesketch takes it. The rules are those of its documentation (https://timesketch.org/guides/user/import-from-json-csv/)
 * and of what its importer does with each row, restated here: fields that must be there, dates that a parser of ISO 8601 reads, tags as
 * lists, no name that it strips, no text longer than a term of its index.
 */

const hasPython = spawnSync("python3", ["--version"]).status === 0;

const RULES = `
import csv, datetime, json, sys
MANDATORY = ("message", "datetime", "timestamp_desc")
STRIPPED = ("_id", "_type", "_index", "_source", "__ts_timeline_id")
MAX_TERM = 32766
def tags(value):
    if isinstance(value, list): return value
    if value.startswith("[") and value.endswith("]"): return json.loads(value)
    return [] if value == "-" else value.split(",")
def check(row, is_local):
    for name in MANDATORY: assert row.get(name), (name, row)
    assert not any(name in row for name in STRIPPED), row
    moment = datetime.datetime.fromisoformat(row["datetime"])
    assert (moment.utcoffset() is None) == is_local, row
    micros = (moment.replace(tzinfo=datetime.timezone.utc) - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)) // datetime.timedelta(microseconds=1)
    assert micros == int(row["timestamp"]), (micros, row)
    for value in row.values():
        if isinstance(value, str): assert len(value.encode("utf-8")) <= MAX_TERM, value[:80]
    row["tag"] = tags(row.get("tag", []))
    assert all(isinstance(tag, str) and tag for tag in row["tag"]), row
    return row
out = {}
for path in sys.argv[1:]:
    is_local = "device-local" in path
    with open(path, encoding="utf-8", newline="") as file:
        rows = [json.loads(line) for line in file] if path.endswith(".jsonl") else list(csv.DictReader(file, strict=True))
    out[path.split("/")[-1]] = [check(row, is_local) for row in rows]
print(json.dumps(out))`;

import { runBridle } from "./support/launcher.ts";

type Row = Readonly<Record<string, unknown>> & { readonly tag: readonly string[] };

let folder: string;
let place: string;
const bridle = (...args: string[]): number | null => runBridle(folder, [...args, "--no-env-indicators", "--no-stored-indicators"]).status;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bridle-timesketch-"));
  writeBackup(join(folder, "phone"), scenario("compromised").entries());
  bridle("check", "phone", "-o", "case", "--quiet", "--timeline", "all", "--consent", "test");
  runBridle(folder, ["export", "--format", "timesketch", "case"]);
  place = join(folder, "case/exports/timesketch");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const stored = <T>(path: string): T => JSON.parse(readFileSync(join(folder, "case/data", path), "utf8")) as T;

describe.skipIf(!hasPython)("the export for Timesketch", () => {
  let read: Readonly<Record<string, readonly Row[]>>;
  beforeAll(() => {
    const files = readdirSync(place).filter((name) => /\.(?:jsonl|csv)$/.test(name));
    const out = execFileSync("python3", ["-c", RULES, ...files.map((name) => join(place, name))], { encoding: "utf8", maxBuffer: 1 << 28 });
    read = JSON.parse(out) as typeof read;
  });

  test("has every row of the case's timeline in both forms, by the importer's rules", () => {
    const lines = readFileSync(join(folder, "case/data/timeline.jsonl"), "utf8").split("\n").filter(Boolean).length;
    expect(lines).toBeGreaterThan(500);
    for (const name of ["timeline.jsonl", "timeline.csv"]) expect(read[name]?.length).toBe(lines);
    expect(read["timeline.csv"]!.map(({ timestamp, tag }) => [Number(timestamp), tag])).toEqual(
      read["timeline.jsonl"]!.map(({ timestamp, tag }) => [timestamp, tag]),
    );
  });

  test("tags the rows on which findings rest, and no other", () => {
    const { findings } = stored<{ findings: readonly Finding[] }>("findings.json");
    const artifacts = new Set(findings.flatMap(({ evidence }) => evidence.map(({ artifact }) => artifact)));
    const tagged = read["timeline.jsonl"]!.filter(({ tag }) => tag.includes("bridle-finding"));
    expect(tagged.length).toBeGreaterThan(5);
    expect(tagged.length).toBeLessThan(read["timeline.jsonl"]!.length / 2);
    for (const row of tagged) {
      expect(artifacts).toContain(row["artifact"]);
      const ids = String(row["finding"]).split(" ");
      const strongest = findings.find(({ id }) => id.startsWith(ids[0]!))!;
      expect(strongest.severity).toBe(row["severity"]);
      expect(row.tag).toContain(`bridle-${strongest.severity}`);
      expect(strongest.evidence.some(({ rawPath }) => String(row["evidence"]).startsWith(`${rawPath} `))).toBe(true);
    }
  });

  test("has each finding that has a time at its first and last trace", () => {
    const { findings } = stored<{ findings: readonly Finding[] }>("findings.json");
    const rows = read["findings.jsonl"]!;
    for (const { id, firstTime, lastTime, title } of findings) {
      const own = rows.filter((row) => row["finding_id"] === id);
      expect(own).toHaveLength(new Set([firstTime, lastTime].filter(Boolean)).size);
      for (const row of own) expect(row["message"]).toContain(title.text);
      if (firstTime !== undefined) expect(Date.parse(String(own[0]!["datetime"]))).toBe(Date.parse(firstTime));
    }
    expect(rows.length).toBeGreaterThan(findings.length / 2);
    expect(read["findings.csv"]).toHaveLength(rows.length);
  });

  test("has no file for what there is nothing of", () => {
    expect(readdirSync(place)).toEqual(["findings.csv", "findings.jsonl", "readme.txt", "timeline.csv", "timeline.jsonl"]);
  });
});
