import { describe, expect, test } from "vitest";
import { artifacts } from "../artifacts/index.generated.ts";
import type { Finding } from "../model/finding.ts";
import { HOSTILE_TEXT, sampleView } from "../testing/sample-view.ts";
import { exportFiles } from "./export-case.ts";
import { EXPORT_FORMATS, type ExportFormat, isExportFile, isExportName } from "./export-paths.ts";
import type { ExportSource } from "./export-source.ts";
import { mvtModules } from "./mvt/modules/index.ts";
import { textIds } from "./text-ids.ts";

type Lines = Readonly<Record<string, readonly string[]>>;

const source = (lines: Lines = {}, findings?: readonly Finding[]): ExportSource => {
  const view = sampleView();
  return {
    view: findings ? { ...view, findings } : view,
    run: { started: "2026-11-22T10:00:00.000Z", ended: "2026-11-22T10:01:00.000Z" },
    lines: (path) => lines[path] ?? [],
  };
};

/** What is written: a file without a piece is not. */
const written = (format: ExportFormat, from: ExportSource): Map<string, string> => {
  const files = new Map<string, string>();
  for (const { name, pieces } of exportFiles(format, from)) for (const piece of pieces) files.set(name, (files.get(name) ?? "") + piece);
  return files;
};

const row = (over: object = {}): string =>
  JSON.stringify({
    message: "A visit",
    datetime: "2025-01-19T07:06:35.000000Z",
    timestamp: 1737270395000000,
    timestamp_desc: "Visit",
    artifact: "ios/safari-history",
    evidence: "e7/e74113 history_visits row 1",
    zone_source: "explicit",
    ...over,
  });

describe("every export", () => {
  test.each(EXPORT_FORMATS)("%s has names of ours alone, whatever a case says, and a readme at the end", (format) => {
    const findings = sampleView().findings.map((finding) => ({
      ...finding,
      evidence: finding.evidence.map((evidence) => ({ ...evidence, artifact: "../../../etc/cron.d/x" })),
    }));
    for (const from of [source(), source({}, findings)]) {
      const names = [...written(format, from).keys()];
      expect(names.at(-1)).toBe("readme.txt");
      expect(names.filter((name) => !isExportName(name) || !isExportFile(`exports/${format}/${name}`))).toEqual([]);
    }
  });

  test.each(EXPORT_FORMATS)("%s says that it is not redacted where the report is", (format) => {
    const from = source();
    const redacted = {
      ...from,
      view: { ...from.view, case: { ...from.view.case, options: { ...from.view.case.options, redact: "contacts" } } },
    };
    expect(written(format, redacted).get("readme.txt")).toContain("leaves out contacts; these files do not");
    expect(written(format, from).get("readme.txt")).not.toContain("leaves out contacts");
  });

  test("names of files lead nowhere", () => {
    for (const name of ["", ".", "..", "../x.csv", "a/b.csv", "a\\b.csv", "a.csv\n", "A.csv", "a.exe", "a.csv.exe", "-a.csv", ".a.csv"])
      expect(isExportName(name), name).toBe(false);
    for (const path of ["exports/x.csv", "exports/pdf/x.csv", "exports/mvt/../x.csv", "data/mvt/x.csv", "mvt/x.csv"])
      expect(isExportFile(path), path).toBe(false);
  });
});

describe("the timelines for Timesketch", () => {
  const local = row({ datetime: "2025-01-19T07:06:35.000000", zone_source: "assumed" });
  const files = written("timesketch", source({ "data/timeline.jsonl": [row()], "data/timeline-device-local.jsonl": [local] }));

  test("keep what only the phone's clock tells in a file of its own, without a zone", () => {
    expect(files.get("timeline.jsonl")).toContain('"datetime":"2025-01-19T07:06:35.000000Z"');
    expect(files.get("timeline.jsonl")!.trim().split("\n")).toHaveLength(1);
    expect(files.get("timeline-device-local.jsonl")).toContain('"datetime":"2025-01-19T07:06:35.000000"');
    expect(files.get("timeline-device-local.csv")!.split("\r\n")[1]).toContain(",2025-01-19T07:06:35.000000,1737270395000000,");
  });

  test("have no file of an empty timeline", () => {
    expect([...written("timesketch", source({}, [])).keys()]).toEqual(["readme.txt"]);
  });

  test("leave out damaged lines, and say once how many", () => {
    const lines = { "data/timeline.jsonl": [row(), "{", "[]", "null", '{"message":1}', row({ timestamp: "x" })] };
    const damaged = written("timesketch", source(lines));
    expect(damaged.get("timeline.jsonl")!.trim().split("\n")).toHaveLength(1);
    expect(damaged.get("timeline.csv")!.trim().split("\r\n")).toHaveLength(2);
    expect(damaged.get("readme.txt")).toContain("5 lines of the case could not be read");
    expect(written("mvt", source({ "data/timeline.jsonl": ["{"] })).get("readme.txt")).toContain("One line of the case could not be read");
  });

  test("cut a text to what a term of the index holds, and say that too", () => {
    const long = written("timesketch", source({ "data/timeline.jsonl": [row({ message: "密".repeat(20_000) })] }));
    const { message } = JSON.parse(long.get("timeline.jsonl")!) as { message: string };
    expect(new TextEncoder().encode(message).length).toBeLessThanOrEqual(32_766);
    expect(message).toMatch(/^密+ … \(20000 characters\)$/);
    expect(long.get("readme.txt")).toContain("One text longer than Timesketch takes");
  });

  test("carry names of members as names, also those that objects inherit", () => {
    const hostile =
      '{"__proto__":{"message":"inherited"},"constructor":1,"datetime":"2025-01-19T07:06:35.000000Z","timestamp":1,"timestamp_desc":"x"}';
    expect(written("timesketch", source({ "data/timeline.jsonl": [hostile] })).has("timeline.jsonl")).toBe(false);
    expect(({} as { message?: string }).message).toBeUndefined();
  });
});

describe("the tables for spreadsheets", () => {
  const files = written("csv", source());

  test("begin with the mark by which a spreadsheet knows UTF-8, and have a row for each finding, record and source", () => {
    const { findings, coverage } = sampleView();
    const rowsOf = (name: string): number => files.get(name)!.split("\r\n").length - 2;
    for (const name of ["findings.csv", "evidence.csv", "coverage.csv", "indicators.csv"])
      expect(files.get(name)!.charCodeAt(0)).toBe(0xfeff);
    expect(rowsOf("findings.csv")).toBe(findings.length);
    expect(rowsOf("evidence.csv")).toBe(findings.flatMap(({ evidence }) => evidence).length);
    expect(rowsOf("coverage.csv")).toBe(coverage.artifacts.length);
  });

  test("hold no line, control or formula of the evidence's making, and no cell that is too long", () => {
    const [finding] = sampleView().findings;
    const text = { message: "sample/x", text: `=1+1${HOSTILE_TEXT}\r\n\t\u202e` };
    const long = { message: "sample/x", text: "x".repeat(40_000) };
    const hostile: Finding = { ...finding!, title: text, summary: long, families: ["@SUM(1)", "-2"] };
    const page = written("csv", source({}, [hostile])).get("findings.csv")!;
    expect(page.split("\r\n")).toHaveLength(3);
    expect(page.slice(1)).not.toMatch(/(?!\r\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}](?<!\r\n)/u);
    for (const cell of page.split("\r\n")[1]!.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)) {
      expect(cell.replace(/^"/, "")).not.toMatch(/^\s*[=+\-@|%]/);
      expect(cell.length).toBeLessThan(32_800);
    }
    expect(page).toContain("… (40000 characters)");
  });
});

test("an id stays text in programs that make numbers of what looks like them", () => {
  const [sample] = sampleView().findings;
  const rest = "f".repeat(54);
  const findings = ["2034985812", "12345e6781", "abcdef0123"].map((start): Finding => ({ ...sample!, id: start + rest }));
  const id = textIds(findings);
  expect(findings.map(id)).toEqual(["2034985812f", "12345e6781f", "abcdef01"]);
});

test("every module of MVT names an artifact that there is, and is named once", () => {
  const ids = new Set(artifacts.map(({ id }) => id));
  expect(mvtModules.filter(({ artifact }) => !ids.has(artifact))).toEqual([]);
  const slugs = mvtModules.map(({ slug }) => slug);
  expect([...new Set(slugs)].toSorted()).toEqual(slugs);
});

test("spreadsheets have the programs that ran where the case has them, and none where it has not", () => {
  const told = { imageUuids: [], uids: [0], pids: [7, 9], parentPids: [1], count: 2, first: "2024-05-01T00:00:00Z" };
  const sources = [{ artifact: "ios/processes", count: 2 }];
  const programs = {
    schemaVersion: "1.0.0",
    sources: [{ artifact: "ios/processes", programs: 1 }],
    programs: [{ name: "=cmd", path: "/private/var/tmp/=cmd", place: "data" as const, ...told, sources }],
    leftOut: 0,
  };
  const from = source();
  const sheet = written("csv", { ...from, view: { ...from.view, programs } }).get("programs.csv");
  expect(sheet).toContain("'=cmd");
  expect(sheet).toContain("/private/var/tmp/=cmd");
  expect(sheet).toContain("2024-05-01T00:00:00Z");
  expect(written("csv", from).has("programs.csv")).toBe(false);
});
