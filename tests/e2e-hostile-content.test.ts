import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CheckDocument } from "@bridle/core";
import { buildBackup, writeBackup } from "@bridle/corpus";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ESCAPES, EVERYTHING, FORMULA, HIDDEN, hostilePhone, LURE, MARKUP } from "./support/hostile-phone.ts";

/** What is written and shown of a phone whose every text is an attack. */

let folder: string;
let caseFolder: string;
let backup: string;
const bridle = (...args: string[]): Run => runBridle(folder, args);
let run: Run;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bridle-hostile-"));
  backup = join(folder, `phone ${MARKUP.replaceAll("/", "")}${ESCAPES}${HIDDEN}${FORMULA.replaceAll("/", "")}`);
  writeBackup(backup, buildBackup(hostilePhone()));
  caseFolder = join(folder, "case");
  const all = ["--records", "all", "--timeline", "all", "--consent", `${EVERYTHING.replaceAll("\0", "")}`, "--note", MARKUP];
  run = bridle("check", backup, "-o", "case", ...all);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const files = (ending: string): string[] =>
  readdirSync(caseFolder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(caseFolder, name));
/** All that acts on a screen without being seen, but for line feeds. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

test("the terminal shows nothing that terminals obey", () => {
  expect(run.status).toBe(1);
  expect(UNSEEN.exec(run.out + run.error)).toBeNull();
  expect(run.error).toBe("");
  expect(run.out.length).toBeLessThan(40_000);
});

test("each command that shows the case again shows nothing that terminals obey", () => {
  const { findings } = JSON.parse(readFileSync(join(caseFolder, "data/findings.json"), "utf8")) as { findings: { id: string }[] };
  const shown = [bridle("report", "case"), ...findings.slice(0, 5).map(({ id }) => bridle("explain", id, "--case", "case"))];
  for (const { out, error, status } of shown) {
    expect(UNSEEN.exec(out + error)).toBeNull();
    expect(status).toBe(0);
  }
});

test("a path that cannot be opened is named without what terminals obey", () => {
  const { out, error, status } = bridle("check", `${backup}-not-there`, `--note=${MARKUP}`);
  expect(status).toBe(2);
  expect(UNSEEN.exec(out + error)).toBeNull();
});

test("the report holds no element of the evidence's making, and nothing that browsers hide", () => {
  const html = readFileSync(join(caseFolder, "data/report.html"), "utf8");
  const tags = new Set([...html.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, name]) => name!.toLowerCase()));
  for (const bad of ["script", "img", "iframe", "object", "embed", "link", "form", "foreignobject", "use", "image", "base"])
    expect(tags).not.toContain(bad);
  expect(/<[^>]*\son[a-z]+\s*=/i.exec(html)).toBeNull();
  expect(/<[^>]*\s(?:href|src|style)\s*=(?!\s*["']?#)/i.exec(html)).toBeNull();
  expect(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.exec(html)).toBeNull();
  expect(html.length).toBeLessThan(8 << 20);
});

const PYTHON_JSON = `
import json, re, sys
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        text = file.read()
    raw = re.search("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\U000e0000-\\U000e007f]", text)
    assert not raw, (path, hex(ord(raw[0])))
    for line in (text.split("\\n")[:-1] if path.endswith("l") else [text]):
        json.loads(line)
print(len(sys.argv) - 1)
`;
const PYTHON_CSV = `
import csv, sys
csv.field_size_limit(1 << 30)
rows = 0
for path in sys.argv[1:]:
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.reader(file, strict=True)
        width = len(next(reader))
        for row in reader:
            rows += 1
            assert len(row) == width, row
            for field in row:
                assert field[:1] not in ("=", "+", "-", "@", "\\t", "\\r", "\\n", "|", "%"), field[:80]
                assert field.lstrip()[:1] not in ("=", "+", "-", "@") , field[:80]
                assert all(c.isprintable() or c == " " or ord(c) > 160 for c in field), field[:80]
print(rows)
`;

import { type Run, runBridle } from "./support/launcher.ts";

const python = (source: string, paths: readonly string[]): string =>
  execFileSync("python3", ["-c", source, ...paths], { encoding: "utf8", maxBuffer: 1 << 26 }).trim();
const hasPython = spawnSync("python3", ["--version"]).status === 0;

test.skipIf(!hasPython)("Python reads every JSON file, which holds no control or direction mark as itself", () => {
  const paths = [...files(".json"), ...files(".jsonl")];
  expect(Number(python(PYTHON_JSON, paths))).toBeGreaterThan(8);
});

test.skipIf(!hasPython)("Python reads every row of the tables, and none begins as a formula", () => {
  expect(Number(python(PYTHON_CSV, files(".csv")))).toBeGreaterThan(100);
});

test("--json on the terminal is one document of printable characters", () => {
  const { out, error, status } = bridle("check", backup, "-o", "case-json", "--json");
  expect(status).toBe(1);
  expect(UNSEEN.exec(out + error)).toBeNull();
  const { cases } = JSON.parse(out) as CheckDocument;
  const summaries = JSON.stringify(cases[0]!.findings);
  // Escaped, not altered: who reads the document gets the evidence as it is.
  expect(summaries).toContain(JSON.stringify(ESCAPES).slice(1, -1));
  expect(summaries).toContain("__proto__");
});

test("every artifact was read, and each planted trace is found beside the noise", () => {
  const coverage = JSON.parse(readFileSync(join(caseFolder, "data/coverage.json"), "utf8")) as NonNullable<
    CheckDocument["cases"][number]["coverage"]
  >;
  expect(coverage.artifacts.filter(({ status, reason }) => status === "failed" || reason === "engine-error")).toEqual([]);
  const { findings } = JSON.parse(readFileSync(join(caseFolder, "data/findings.json"), "utf8")) as CheckDocument["cases"][number];
  const values = new Set(findings.flatMap(({ observables }) => observables.map(({ value }) => value)));
  for (const value of [LURE, "free247downloads.com", "bh", "roleaboutd", "msgacntd", "roleaccountd.plist"])
    expect(
      [...values].some((known) => known === value || known.endsWith(`.${value}`)),
      value,
    ).toBe(true);
});
