import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { isCaseFile, isCaseFolder, isExportFile, isExportFolder } from "@bridle/core";
import { buildBackup, writeBackup } from "@bridle/corpus";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EVERYTHING, hostilePhone, MARKUP, NASTY } from "./support/hostile-phone.ts";
import { hasPseudoTerminal, runOnTerminal } from "./support/pseudo-terminal.ts";

/** A hostile phone in the hands of what reads our outputs: a terminal, a terminal's emulator, spreadsheets, readers of CSV and JSON. */

const FORMATS = ["timesketch", "mvt", "csv"];
const hasProgram = (name: string, argument = "--version"): boolean => spawnSync(name, [argument]).status === 0;
const hasPython = hasProgram("python3");

let folder: string;
const bridle = (...args: string[]): Run => runBridle(folder, args);
const KNOWN = ["--no-env-indicators", "--no-stored-indicators"];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bridle-outputs-"));
  writeBackup(join(folder, "phone"), buildBackup(hostilePhone()));
  const all = ["--records", "all", "--timeline", "all", "--consent", EVERYTHING.replaceAll("\0", ""), "--note", MARKUP];
  expect(bridle("check", "phone", "-o", "case", "--quiet", ...all, ...KNOWN).status).toBe(1);
  for (const format of FORMATS) expect(bridle("export", "--format", format, "case").status).toBe(0);
  expect(bridle("report", "case").status).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const entriesBelow = (name: string): string[] =>
  readdirSync(join(folder, name), { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));
const files = (pattern: RegExp): string[] =>
  entriesBelow("case")
    .filter((path) => pattern.test(path))
    .map((path) => join(folder, "case", path));

/** All that acts on a screen without being seen, but for line feeds. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
/** What we ourselves send to a terminal: colours and weights, the line that replaces itself, ends of lines. */
const OURS = /\u001b\[(?:\d{1,3}(?:;\d{1,3})*)?m|\r\u001b\[K|\r(?=\n)/g;

describe.skipIf(!hasPseudoTerminal())("on a terminal", () => {
  const commands: readonly (readonly [string, () => readonly string[]])[] = [
    ["check", () => ["check", "phone", "-o", "terminal-case", ...KNOWN]],
    ["report", () => ["report", "case"]],
    ["explain", () => ["explain", firstFinding(), "--case", "case"]],
    ["export", () => ["export", "--format", "csv", "case"]],
  ];
  test.each(commands)("%s sends nothing but text, colours and its own line", (_title, args) => {
    const { screen, isRestored } = runOnTerminal([process.execPath, LAUNCHER, ...args()], { cwd: folder, isOutputTerminal: true });
    expect(screen.length).toBeGreaterThan(80);
    expect(UNSEEN.exec(screen.replace(OURS, ""))).toBeNull();
    expect(isRestored).toBe(true);
  });

  test("forget names what is foreign without obeying its name", () => {
    const name = `note\u001b]0;owned\u0007\u202egnp.txt`;
    writeFileSync(join(folder, "case", name), "x");
    try {
      const { screen, status } = runOnTerminal([process.execPath, LAUNCHER, "forget", "--yes", "case"], {
        cwd: folder,
        isOutputTerminal: true,
      });
      expect(status).toBe(2);
      expect(screen).toContain("note⟨U+001B⟩]0;owned⟨U+0007⟩⟨U+202E⟩gnp.txt");
      expect(UNSEEN.exec(screen.replace(OURS, ""))).toBeNull();
    } finally {
      rmSync(join(folder, "case", name));
    }
  });
});

const firstFinding = (): string => {
  const { findings } = JSON.parse(readFileSync(join(folder, "case/data/findings.json"), "utf8")) as { findings: { id: string }[] };
  return findings[0]!.id;
};

/** What hangs is ended; no test waits so long when all is well. */
const MAX_WAIT = 90_000;

describe.skipIf(!hasProgram("tmux", "-V"))("in a terminal's emulator (tmux)", () => {
  /** Runs the program in a pane and reads back what the emulator made of it. */
  function pane(args: readonly string[]): { screen: readonly string[]; title: string; isAlternate: string; buffers: string } {
    const socket = join(folder, "tmux.socket");
    const options = { encoding: "utf8", maxBuffer: 1 << 26, timeout: MAX_WAIT } as const;
    const tmux = (...words: string[]): string =>
      execFileSync("tmux", ["-u", "-S", socket, "-f", join(folder, "tmux.conf"), ...words], { ...options, cwd: folder });
    writeFileSync(
      join(folder, "tmux.conf"),
      "set -g history-limit 50000\nset -g set-clipboard on\nset -g allow-rename on\nset -g set-titles on\nset -g default-command ''\n",
    );
    const quoted = [process.execPath, LAUNCHER, ...args].map((word) => `'${word}'`).join(" ");
    try {
      tmux("new-session", "-d", "-x", "80", "-y", "24", "-n", "before", `sh -c "${quoted}; tmux -S ${socket} wait-for -S done; sleep 60"`);
      tmux("wait-for", "done");
      const [title = "", isAlternate = ""] = tmux("display-message", "-p", "#{window_name} #{alternate_on}").trim().split(" ");
      return { screen: tmux("capture-pane", "-p", "-S", "-").split("\n"), title, isAlternate, buffers: tmux("list-buffers") };
    } finally {
      spawnSync("tmux", ["-S", socket, "kill-server"]);
    }
  }

  test("the screen shows the lines that were meant, no more, and nothing else has changed", () => {
    const meant = bridle("report", "case").out.split("\n");
    const { screen, title, isAlternate, buffers } = pane(["report", "case"]);
    const shown = screen.map((line) => line.trimEnd());
    expect(shown.slice(0, meant.length - 1)).toEqual(meant.slice(0, -1).map((line) => line.trimEnd()));
    expect({ title, isAlternate, buffers }).toEqual({ title: "before", isAlternate: "0", buffers: "" });
  });
});

const PYTHON_CSV = `
import csv, sys
csv.field_size_limit(1 << 30)
rows = 0
for path in sys.argv[1:]:
    is_mvt = "/mvt/" in path
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, strict=True, escapechar="\\\\" if is_mvt else None)
        header = next(reader)
        for row in reader:
            rows += 1
            assert len(row) == len(header), (path, row)
            for field in row:
                assert field.lstrip()[:1] not in tuple("=+-@|%"), (path, field[:80])
                assert field[:1] not in ("\\t", "\\r", "\\n"), (path, field[:80])
                assert all(c.isprintable() or c == " " for c in field), (path, field[:80])
    with open(path, "rb") as file: assert file.read().count(b"\\n") >= 1
print(rows)`;

/** A column of a spreadsheet's sheet that holds a formula has an element f. */
const formulasIn = (xlsx: string): { formulas: number; rows: number } => {
  const out = execFileSync("python3", ["-c", SHEET, xlsx], { encoding: "utf8" });
  return JSON.parse(out) as { formulas: number; rows: number };
};
const SHEET = `
import json, re, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as book:
    sheets = [book.read(name).decode("utf-8") for name in book.namelist() if re.match(r"xl/worksheets/sheet\\d+\\.xml", name)]
print(json.dumps({"formulas": sum(len(re.findall(r"<f[ >/]", sheet)) for sheet in sheets), "rows": sum(len(re.findall(r"<row[ >]", sheet)) for sheet in sheets)}))`;

const SPREADSHEETS: Readonly<Record<string, (csv: string, to: string) => void>> = {
  soffice: (csv, to) => {
    const profile = `-env:UserInstallation=file://${join(folder, "office")}`;
    execFileSync("soffice", [profile, "--headless", "--convert-to", "xlsx", "--outdir", to, csv], { stdio: "ignore" });
  },
  ssconvert: (csv, to) => void execFileSync("ssconvert", [csv, join(to, `${basename(csv, ".csv")}.xlsx`)], { stdio: "ignore" }),
};

describe.skipIf(!hasPython)("the tables", () => {
  test("are read by Python's csv, row by row, and no field begins as a formula", () => {
    const rows = Number(execFileSync("python3", ["-c", PYTHON_CSV, ...files(/\.csv$/)], { encoding: "utf8" }));
    expect(rows).toBeGreaterThan(1_000);
  });

  describe.each(Object.keys(SPREADSHEETS))("in a spreadsheet (%s)", (program) => {
    const convert = (csv: string): { formulas: number; rows: number } => {
      const to = join(folder, program);
      mkdirSync(to, { recursive: true });
      SPREADSHEETS[program]!(csv, to);
      return formulasIn(join(to, `${basename(csv, ".csv")}.xlsx`));
    };

    test.skipIf(!hasProgram(program))("hold no formula, and a row for each record", () => {
      const control = join(folder, "control.csv");
      writeFileSync(control, 'a,b\r\n=1+1,"two\r\nlines"\r\n');
      const isRunning = convert(control).formulas > 0;
      if (program === "ssconvert") expect(isRunning, "what runs formulas is a judge, what does not is none").toBe(true);
      for (const csv of files(/exports\/csv\/.*\.csv$/)) {
        const records = readFileSync(csv, "utf8").split("\r\n").length - 1;
        expect(convert(csv), csv).toEqual({ formulas: 0, rows: records });
      }
      for (const csv of files(/exports\/(?:timesketch\/\w+|mvt\/alerts_timeline)\.csv$/)) expect(convert(csv).formulas, csv).toBe(0);
    });
  });
});

/** Copies members one by one as careless programs do, so that a key of an object's own machinery would act. */
function carelessMerge(to: Record<string, unknown>, from: Readonly<Record<string, unknown>>): void {
  for (const key in from) {
    const value = from[key];
    if (typeof value === "object" && value !== null) {
      if (typeof to[key] !== "object" || to[key] === null) to[key] = {};
      carelessMerge(to[key] as Record<string, unknown>, value as Record<string, unknown>);
    } else to[key] = value;
  }
}

function* keysOf(value: unknown): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    if (!Array.isArray(value)) yield key;
    yield* keysOf(member);
  }
}

const PYTHON_JSON = `
import json, sys
def once(pairs):
    assert len(dict(pairs)) == len(pairs), pairs
    return dict(pairs)
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file: text = file.read()
    for document in (text.split("\\n")[:-1] if path.endswith("l") else [text]): json.loads(document, object_pairs_hook=once)
print(len(sys.argv) - 1)`;

import { LAUNCHER, type Run, runBridle } from "./support/launcher.ts";

describe("the JSON documents", () => {
  const documents = (): unknown[] =>
    files(/\.jsonl?$/).flatMap((file) => {
      const text = readFileSync(file, "utf8");
      return (file.endsWith("l") ? text.split("\n").filter(Boolean) : [text]).map((one): unknown => JSON.parse(one));
    });

  test("have no key of the evidence's making, so that a careless copy changes no other object", () => {
    const all = documents();
    expect(all.length).toBeGreaterThan(1_000);
    const before = Object.getOwnPropertyNames(Object.prototype).toSorted();
    for (const document of all) carelessMerge({}, { document });
    expect(Object.getOwnPropertyNames(Object.prototype).toSorted()).toEqual(before);
    const keys = new Set(all.flatMap((document) => [...keysOf(document)]));
    expect(keys.size).toBeGreaterThan(100);
    for (const nasty of NASTY) expect([...keys].filter((key) => key === nasty || key.includes(nasty))).toEqual([]);
  });

  test.skipIf(!hasPython)("are read by Python, every key once", () => {
    expect(Number(execFileSync("python3", ["-c", PYTHON_JSON, ...files(/\.jsonl?$/)], { encoding: "utf8" }))).toBeGreaterThan(30);
  });

  test.skipIf(!hasProgram("jq"))("are read by jq, with the hostile names as they were", () => {
    const names = execFileSync("jq", ["-r", ".data.bundleId", join(folder, "case/data/records/ios/applications.jsonl")], {
      encoding: "utf8",
    }).split("\n");
    for (const name of ["__proto__", "constructor"]) expect(names).toContain(name);
    execFileSync("jq", ["empty", ...files(/\.jsonl?$/)]);
  });
});

describe("names on disk", () => {
  test("are ours alone, in the case and its exports", () => {
    for (const path of entriesBelow("case")) {
      const isFolder = lstatSync(join(folder, "case", path)).isDirectory();
      expect(isFolder ? isCaseFolder(path) || isExportFolder(path) : isCaseFile(path) || isExportFile(path), path).toBe(true);
    }
  });

  test("are ours alone where Bridle names the case itself, and nothing is left beside it", () => {
    const home = join(folder, "home");
    mkdirSync(home);
    spawnSync(process.execPath, [LAUNCHER, "check", join(folder, "phone"), "--quiet", ...KNOWN], { cwd: home });
    expect(readdirSync(home)).toEqual(["bridle-cases"]);
    const [name, ...more] = readdirSync(join(home, "bridle-cases"));
    expect(more).toEqual([]);
    expect(name).toMatch(/^\d{4}-\d\d-\d\d-ios-backup-[0-9a-f]{8}$/);
    expect(existsSync(join(home, "bridle-cases", name!, "run.json"))).toBe(true);
  });
});
