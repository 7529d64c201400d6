import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { firstBrokenLine } from "@bridle/core";
import { hostileVariant, scenario, writeBackup } from "@bridle/corpus";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LAUNCHER, type Run, runBridle } from "./support/launcher.ts";

/** The command line as a person or a script meets it: through the launcher, on the repository's own Node. */

let folder: string;
let phone: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bridle-e2e-"));
  phone = join(folder, "phone");
  writeBackup(phone, scenario("compromised").entries());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bridle = (args: readonly string[], environment?: Readonly<Record<string, string>>): Run => runBridle(folder, args, environment);
const caseAt = (name: string): string => join(folder, name);
const payloadOf = (name: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(join(caseAt(name), "data"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [file.slice(caseAt(name).length + 1), createHash("sha256").update(readFileSync(file)).digest("hex")]),
  );

test("check ends with 1 on the demo phone, prints its summary alone, and writes a case that only its owner may read", () => {
  const run = bridle(["check", phone, "-o", "case"]);
  expect(run.error).toBe("");
  expect(run.status).toBe(1);
  expect(run.out).toMatch(/^DEMO/);
  expect(run.out).toContain("links to Pegasus");
  expect(run.out).toContain("Exit status 1");
  expect(Math.max(...run.out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  for (const path of [
    "data/case.json",
    "data/findings.json",
    "data/assessment.json",
    "data/coverage.json",
    "data/timeline.jsonl",
    "data/timeline.csv",
    "data/report.html",
    "run.json",
    "audit.jsonl",
    "manifest-sha256.txt",
  ]) {
    expect(statSync(join(caseAt("case"), path)).mode & 0o777, path).toBe(0o600);
  }
  for (const path of ["", "data", "data/records", "data/records/ios"])
    expect(statSync(join(caseAt("case"), path)).mode & 0o777, path).toBe(0o700);
});

test("the manifest and the audit log of the case hold, and the head is printed", () => {
  const run = bridle(["check", phone, "-o", "case-audit"]);
  const log = readFileSync(join(caseAt("case-audit"), "audit.jsonl"), "utf8");
  expect(firstBrokenLine(log)).toBeUndefined();
  expect(run.out).toContain((JSON.parse(log.trim().split("\n").at(-1)!) as { hash: string }).hash);
  expect(
    execFileSync("sha256sum", ["--check", "--strict", "manifest-sha256.txt"], { cwd: caseAt("case-audit"), encoding: "utf8" }),
  ).not.toContain("FAILED");
  expect(JSON.parse(readFileSync(join(caseAt("case-audit"), "run.json"), "utf8"))).toMatchObject({
    isComplete: true,
    exitStatus: 1,
    reproducible: true,
  });
});

test("the same bytes come of one and two processes, another time zone and another language", () => {
  const consent = ["--records", "all", "--timeline", "all", "--consent", "a test, today, a synthetic phone", "--as-of", "2026-11-22"];
  expect(bridle(["check", phone, "-o", "one", "--workers", "1", ...consent], { TZ: "UTC", LANG: "C" }).status).toBe(1);
  expect(
    bridle(["check", phone, "-o", "two", "--workers", "2", ...consent], {
      TZ: "Pacific/Kiritimati",
      LANG: "tr_TR.UTF-8",
      LC_ALL: "tr_TR.UTF-8",
    }).status,
  ).toBe(1);
  expect(Object.keys(payloadOf("one")).length).toBeGreaterThan(8);
  expect(payloadOf("two")).toEqual(payloadOf("one"));
});

test("--json prints one document and nothing else", () => {
  const run = bridle(["check", phone, "--json", "-o", "case-json"]);
  const document = JSON.parse(run.out) as {
    cases: { status: number; case: string; findings: unknown[]; assessment: { headline: string } }[];
  };
  expect(run.error).toBe("");
  expect(document.cases).toHaveLength(1);
  expect(document.cases[0]).toMatchObject({ status: 1, case: "case-json", assessment: { headline: "compromise-indicated" } });
});

test("without -o a case has a name of our own below bridle-cases, and a second one another", () => {
  expect(bridle(["check", phone, "--quiet"])).toEqual({ status: 1, out: "", error: "" });
  expect(bridle(["check", phone, "--quiet"]).status).toBe(1);
  const names = readdirSync(caseAt("bridle-cases")).sort();
  expect(names[0]).toMatch(/^\d{4}-\d\d-\d\d-ios-backup-[0-9a-f]{8}$/);
  expect(names[1]).toBe(`${names[0]}-2`);
});

test("a folder that is not ours, or holds a finished case, is refused; an unfinished one of the same phone is begun anew", () => {
  mkdirSync(caseAt("theirs"));
  writeFileSync(join(caseAt("theirs"), "diary.txt"), "private");
  expect(bridle(["check", phone, "-o", "theirs"])).toMatchObject({ status: 2, out: "" });
  expect(readdirSync(caseAt("theirs"))).toEqual(["diary.txt"]);
  expect(bridle(["check", phone, "-o", "case"]).error).toContain("holds a finished case");

  bridle(["check", phone, "-o", "unfinished"]);
  const run = join(caseAt("unfinished"), "run.json");
  writeFileSync(run, readFileSync(run, "utf8").replace('"isComplete": true', '"isComplete": false'));
  writeFileSync(join(caseAt("unfinished"), "data", "stale.json"), "{}");
  expect(bridle(["check", phone, "-o", "unfinished", "--quiet"]).status).toBe(1);
  expect(existsSync(join(caseAt("unfinished"), "data", "stale.json"))).toBe(false);

  writeFileSync(
    run,
    readFileSync(run, "utf8")
      .replace('"isComplete": true', '"isComplete": false')
      .replace(/"acquisition": "../, '"acquisition": "00'),
  );
  expect(bridle(["check", phone, "-o", "unfinished"]).error).toContain("another acquisition");
});

test.each<[string, readonly string[], RegExp]>([
  ["a bad option", ["check", "phone", "--frobnicate"], /unknown option '--frobnicate'/],
  ["an unknown command", ["frobnicate"], /unknown command/],
  ["no path", ["check"], /missing required argument/],
  ["a bad choice", ["check", "phone", "--scope", "everything"], /Allowed choices are all, device/],
  ["an unknown source", ["check", "phone", "--only", "ios/heron"], /no source called ios\/heron/],
  ["a date that is none", ["check", "phone", "--as-of", "2026-02-30"], /not a date/],
  ["all records without consent", ["check", "phone", "--records", "all"], /--consent/],
  ["all times without consent", ["check", "phone", "--timeline", "all", "--consent", " "], /--consent/],
  ["no processes", ["check", "phone", "--workers", "0"], /between 1 and 16/],
  ["a path that is not there", ["check", "heron"], /^heron could not be opened: .*\n$/],
])("%s ends with 2 and says why", (_title, args, words) => {
  const run = bridle(args);
  expect(run.error).toMatch(words);
  expect(run).toMatchObject({ status: 2, out: "" });
});

test("help and version end with 0", () => {
  expect(bridle(["--help"]).status).toBe(0);
  expect(bridle(["check", "--help"]).out).toContain("Exit status of check");
  expect(bridle(["--version"]).out.trim()).toBe("0.1.0");
});

test.each(["encrypted", "empty-manifest", "two-backups"])("%s: one sentence, status 2, nothing written", (prefix) => {
  const id = { encrypted: "encrypted-shape", "empty-manifest": "empty-manifest", "two-backups": "two-backups" }[prefix]!;
  const path = caseAt(`hostile-${prefix}`);
  writeBackup(path, hostileVariant(id).build());
  const run = bridle(["check", path, "-o", `out-${prefix}`]);
  expect(run).toMatchObject({ status: 2, out: "" });
  expect(run.error.trim().split("\n")).toHaveLength(1);
  expect(existsSync(caseAt(`out-${prefix}`))).toBe(false);
});

test("not a backup: one sentence, status 2", () => {
  mkdirSync(caseAt("holiday"));
  writeFileSync(join(caseAt("holiday"), "photo.jpg"), "x");
  const run = bridle(["check", "holiday"]);
  expect(run.status).toBe(2);
  expect(run.error).toMatch(/^holiday is not an acquisition that this version can read\./);
});

test("several paths give one case each below -o, and the status of what they make together", () => {
  const quiet = caseAt("quiet-phone");
  writeBackup(quiet, scenario("clean").entries());
  const run = bridle(["check", phone, quiet, "holiday-that-is-not-there", "-o", "many", "--json"]);
  const { cases } = JSON.parse(run.out) as { cases: { status: number; case?: string }[] };
  expect(cases.map(({ status }) => status)).toEqual([1, 3, 2]);
  expect(run.status).toBe(1);
  expect(readdirSync(caseAt("many"))).toHaveLength(2);
});

test("--only and --scope leave out what they say, and never end with 0", () => {
  const run = bridle(["check", phone, "--scope", "device", "--json", "-o", "device-only"]);
  const { cases } = JSON.parse(run.out) as {
    cases: { coverage: { artifacts: { id: string; status: string; reason?: string; files: unknown[] }[] } }[];
  };
  const status = new Map(cases[0]!.coverage.artifacts.map((artifact) => [artifact.id, artifact]));
  expect(status.get("ios/sms")).toMatchObject({ status: "not-run", reason: "excluded-by-user", files: [] });
  expect(status.get("ios/safari-history")).toMatchObject({ status: "not-run" });
  expect(status.get("ios/data-usage")).toMatchObject({ status: "parsed" });
  expect(bridle(["check", caseAt("quiet-phone"), "--only", "ios/tcc", "--quiet", "-o", "only-tcc"]).status).toBe(3);
});

test("indicators that are no JSON, or hold patterns that cannot be evaluated, are named and the rest is examined", () => {
  writeFileSync(caseAt("broken.stix2"), "{ not json");
  const bundle = {
    type: "bundle",
    id: "bundle--1",
    objects: [
      {
        type: "indicator",
        id: "indicator--1",
        pattern_type: "stix",
        pattern: "[process:name = 'bh'] FOLLOWEDBY [process:name = 'x']",
        valid_from: "2020-01-01T00:00:00Z",
      },
      { type: "indicator", id: "indicator--2", pattern_type: "stix", pattern: "[process:name = 'bh']", valid_from: "2020-01-01T00:00:00Z" },
    ],
  };
  writeFileSync(caseAt("heron.stix2"), JSON.stringify(bundle));
  const run = bridle([
    "check",
    phone,
    "--no-default-indicators",
    "-i",
    "broken.stix2",
    "-i",
    "heron.stix2",
    "--json",
    "-o",
    "own-indicators",
  ]);
  expect(run.status).toBe(1);
  expect(run.error).toContain("broken.stix2 begins like JSON and cannot be read as JSON.\n");
  expect(run.error).toContain("The pattern asks for an order of events.\n");
  const [only] = (
    JSON.parse(run.out) as { cases: { coverage: { indicators: object }; findings: { kind: string; observables: { value: string }[] }[] }[] }
  ).cases;
  expect(only!.coverage.indicators).toMatchObject({
    loaded: 1,
    unreadable: ["broken.stix2"],
    notEvaluable: [{ reason: "pattern-sequence", count: 1, examples: ["[process:name = 'bh'] FOLLOWEDBY [process:name = 'x']"] }],
  });
  const matches = only!.findings.filter(({ kind }) => kind === "indicator-match");
  expect(new Set(matches.flatMap(({ observables }) => observables.map(({ value }) => value)))).toEqual(new Set(["bh"]));
});

test("MVT's environment variable is honoured and listed as such, and can be left out", () => {
  writeFileSync(
    caseAt("env.stix2"),
    JSON.stringify({
      type: "bundle",
      id: "bundle--2",
      objects: [
        {
          type: "indicator",
          id: "indicator--3",
          pattern_type: "stix",
          pattern: "[domain-name:value = 'heron.example']",
          valid_from: "2020-01-01T00:00:00Z",
        },
      ],
    }),
  );
  const packsOf = (name: string): { origin: string; title: string }[] =>
    (JSON.parse(readFileSync(join(caseAt(name), "data/case.json"), "utf8")) as { packs: { origin: string; title: string }[] }).packs;
  bridle(["check", phone, "--quiet", "-o", "with-env"], { MVT_STIX2: "env.stix2" });
  bridle(["check", phone, "--quiet", "--no-env-indicators", "-o", "without-env"], { MVT_STIX2: "env.stix2" });
  expect(
    packsOf("with-env")
      .filter(({ origin }) => origin === "environment")
      .map(({ title }) => title),
  ).toEqual(["env.stix2"]);
  expect(packsOf("without-env").filter(({ origin }) => origin === "environment")).toEqual([]);
});

test("the demo writes, examines and ends with 0, saying which status check would give", () => {
  const run = bridle(["demo", "--check", "try"]);
  expect(run.status).toBe(0);
  expect(run.error).toBe("");
  expect(run.out).toContain("would end with status 1");
  expect(bridle(["demo", "--check", "try"]).status).toBe(0);
  expect(bridle(["demo", "theirs"])).toMatchObject({ status: 2, out: "" });
});

test("the demo's phone is encrypted, and its password told on the screen and in the folder; --plain writes one that lies open", () => {
  const run = bridle(["demo", "locked-demo"], { BRIDLE_BACKUP_PASSWORD: "of another phone" });
  expect(run).toMatchObject({ status: 0, error: "" });
  expect(run.out).toContain("Its password is bridle-demo.");
  expect(run.out).toContain("BRIDLE_BACKUP_PASSWORD=bridle-demo");
  expect(readFileSync(join(caseAt("locked-demo"), "THIS-IS-A-DEMO.txt"), "utf8")).toContain("bridle-demo");
  const [, backup] = /npx bridle check (\S+)/.exec(run.out)!;
  expect(bridle(["check", backup!, "--quiet", "-o", "demo-locked"]).status).toBe(2);
  expect(bridle(["check", backup!, "--quiet", "-o", "demo-locked"], { BRIDLE_BACKUP_PASSWORD: "bridle-demo" }).status).toBe(1);

  const plain = bridle(["demo", "open-demo", "--plain"]);
  expect(plain.out).not.toContain("password");
  expect(bridle(["check", "open-demo/compromised", "--quiet", "-o", "demo-open"]).status).toBe(1);
  expect(bridle(["demo", "--check", "open-demo"], { BRIDLE_BACKUP_PASSWORD: "of another phone" }).out).toContain("would end with status 1");
});

test("a listener that leaves early changes neither the case nor the status", async () => {
  const run = spawn(process.execPath, [LAUNCHER, "check", phone, "-o", "unheard"], { cwd: folder });
  let error = "";
  run.stderr.on("data", (text: Buffer) => {
    error += text.toString();
  });
  run.stdout.destroy();
  expect(await new Promise((done) => run.on("close", done))).toBe(1);
  expect(error).toBe("");
  expect(JSON.parse(readFileSync(join(caseAt("unheard"), "run.json"), "utf8"))).toMatchObject({ isComplete: true, exitStatus: 1 });
});

test("explain follows a finding of the newest case, or of a named one, down to the byte", () => {
  const { findings } = JSON.parse(readFileSync(join(caseAt("case"), "data/findings.json"), "utf8")) as { findings: { id: string }[] };
  const run = bridle(["explain", findings[0]!.id.slice(0, 8), "--case", "case"]);
  expect(run.status).toBe(0);
  expect(run.out).toContain(findings[0]!.id);
  expect(run.out).toContain("sqlite3");
  expect(bridle(["explain", findings[0]!.id.slice(0, 8)]).status).toBe(0);
  expect(bridle(["explain", "ffffffffff", "--case", "case"])).toMatchObject({ status: 2, out: "" });
  expect(bridle(["report", "case"]).out).toContain("links to Pegasus");
  expect(bridle(["report", "theirs"])).toMatchObject({ status: 2, out: "" });
});

test.skipIf(process.getuid?.() === 0)("a case that may not be written is one sentence and 2", () => {
  mkdirSync(caseAt("locked"));
  chmodSync(caseAt("locked"), 0o500);
  expect(bridle(["check", phone, "-o", "locked/case"])).toMatchObject({ status: 2, out: "" });
});

test("a link inside the backup that leads out of it is not followed", () => {
  const linked = caseAt("linked");
  writeBackup(linked, scenario("clean").entries());
  writeFileSync(caseAt("secret.plist"), "outside");
  rmSync(join(linked, "Info.plist"));
  symlinkSync(caseAt("secret.plist"), join(linked, "Info.plist"));
  const run = bridle(["check", linked, "--json", "-o", "linked-case"]);
  expect(run.status).toBe(3);
  expect(run.out).not.toContain("outside");
});
