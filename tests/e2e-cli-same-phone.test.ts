import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Finding } from "@bridle/core";
import { androidScenario, collectionScenario, scenario, sysdiagnoseScenarios, writeBackup } from "@bridle/corpus";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** `check --same-phone` and `check --timezone` at the command line: launcher, reading processes, case folder, and the commands on the case. */

const LAUNCHER = resolve(import.meta.dirname, "../packages/cli/bin/bridle.mjs");
const LISTED_PROCESS = "rolexd";
let folder: string;
const at = (...names: readonly string[]): string => join(folder, ...names);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bridle-same-phone-"));
  writeFileSync(at("report.zip"), androidScenario("clean").bugreport());
  writeFolder("collection", collectionScenario("clean").files());
  writeBackup(at("backup"), scenario("compromised").entries());
  writeBackup(at("other-backup"), ofAnotherPhone(scenario("clean").entries()));
  const pegasus = sysdiagnoseScenarios.find(({ id }) => id === "sysdiagnose-pegasus")!;
  writeFolder(SYSDIAGNOSE, pegasus.build("ios17"));
  writeFileSync(at("cut.zip"), androidScenario("clean").bugreport().subarray(0, 30_000));
  writeFileSync(at("letter.txt"), "Dear all");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The synthetic phones of one seed bear one number; this one gets another. */
function* ofAnotherPhone(entries: Iterable<readonly [string, Uint8Array]>): Generator<readonly [string, Uint8Array]> {
  for (const [path, bytes] of entries) {
    const text = Buffer.from(bytes).toString("latin1");
    const other = text.replaceAll(/DEMO[0-9A-F]{8}/g, "DEMO00000001").replaceAll(/00008110-[0-9A-F]{16}/g, "00008110-000000000000000A");
    yield [path, path.includes("/") || !path.endsWith(".plist") ? bytes : Buffer.from(other, "latin1")];
  }
}

const SYSDIAGNOSE = sysdiagnoseScenarios[0]!.root("ios17");
function writeFolder(name: string, files: Iterable<readonly [string, Uint8Array]>): void {
  for (const [path, bytes] of files) {
    mkdirSync(dirname(at(name, path)), { recursive: true });
    writeFileSync(at(name, path), bytes);
  }
}

const bridle = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [LAUNCHER, ...args], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return { status, out: stdout, error: stderr };
};
const readJson = (...path: readonly string[]) => JSON.parse(readFileSync(at(...path), "utf8"));

describe("two acquisitions of one phone", () => {
  test("make one case in a folder of our naming, by a name of neither, with one headline", () => {
    const run = bridle("check", "--same-phone", "backup", SYSDIAGNOSE, "--json");
    expect(run.status).toBe(1);
    const { cases } = JSON.parse(run.out) as { cases: { case: string; assessment: { headline: string } }[] };
    expect(cases).toHaveLength(1);
    expect(cases[0]!.assessment.headline).toBe("compromise-indicated");
    expect(cases[0]!.case).toMatch(/^bridle-cases\/\d{4}-\d\d-\d\d-same-phone-[0-9a-f]{8}$/);
    const { kind, isComplete, exitStatus } = readJson(cases[0]!.case, "run.json");
    expect({ kind, isComplete, exitStatus }).toEqual({ kind: "same-phone", isComplete: true, exitStatus: 1 });
  });

  test("can be reported, exported, explained and shown by hand from their case", () => {
    expect(bridle("check", "--same-phone", "backup", SYSDIAGNOSE, "-o", "case").status).toBe(1);
    expect(bridle("report", "case").out).toContain("Acquisition 2 (iPhone or iPad backup, not encrypted)");
    expect(readFileSync(at("case/exports/report.html"), "utf8")).toBe(readFileSync(at("case/data/report.html"), "utf8"));
    for (const format of ["csv", "timesketch", "mvt"]) expect(bridle("export", "--format", format, "case").status).toBe(0);
    const ids = readJson("case/data/case.json").acquisitions.map(({ id }: { id: string }) => id);
    for (const id of ids) expect(readFileSync(at("case/exports/csv/coverage.csv"), "utf8")).toContain(id);
    const events = readFileSync(at("case/exports/timesketch/timeline.jsonl"), "utf8").trimEnd().split("\n");
    const ofFindings = events.map((line) => JSON.parse(line) as { evidence: string; finding?: string }).filter(({ finding }) => finding);
    for (const number of [1, 2]) expect(ofFindings.some(({ evidence }) => evidence.startsWith(`[${number}] `))).toBe(true);
    const findings = readJson("case/data/findings.json").findings as Finding[];
    const ran = findings.find(({ observables }) => observables.some(({ value }) => value === LISTED_PROCESS))!;
    const told = bridle("explain", ran.id, "--case", "case").out;
    expect(told).toContain("From: Acquisition 1 (iPhone or iPad sysdiagnose)");
    const { reproduce, acquisition } = ran.evidence[0]!;
    expect(acquisition).toBe(ids[0]);
    const shown = spawnSync("sh", ["-c", reproduce!], { cwd: at(SYSDIAGNOSE), encoding: "utf8" }).stdout;
    expect(shown).toContain(LISTED_PROCESS);
    expect(bridle("forget", "case", "--yes").status).toBe(0);
    expect(existsSync(at("case"))).toBe(false);
  });

  test.each([
    ["of two iPhones", ["backup", "other-backup"], "backup and other-backup are not of the same phone: their serial numbers differ."],
    ["of an iPhone and an Android phone", ["backup", "report.zip"], "one is of an iPhone or iPad, the other of an Android phone."],
    ["one named twice", ["report.zip", "report.zip"], "report.zip and report.zip are the same acquisition; name it once."],
    ["one that is not there", ["report.zip", "nothing.zip"], "nothing.zip could not be opened: ENOENT"],
    ["nothing that can be read", ["letter.txt", "letter.txt"], "letter.txt is not an acquisition that this version can read."],
  ])("%s are refused with a sentence, status 2 and no case", (what, paths, sentence) => {
    const run = bridle("check", "--same-phone", ...paths, "-o", what, "--quiet");
    expect(run).toMatchObject({ status: 2, out: "" });
    expect(run.error).toContain(sentence);
    expect(existsSync(at(what))).toBe(false);
  });

  test("more than can be judged together are refused before any is opened", () => {
    const run = bridle("check", "--same-phone", ...Array.from({ length: 17 }, (_, index) => `nothing-${index}`));
    expect(run).toMatchObject({ status: 2, error: expect.stringContaining("17 acquisitions of one phone are more than the 16") });
  });

  test("of which one is damaged and one is none at all: the rest is examined, the coverage says so, and the status is no 0", () => {
    const run = bridle("check", "--same-phone", "collection", "cut.zip", "letter.txt", "-o", "damaged", "--as-of", "2026-04-15");
    expect(run.status).toBe(3);
    expect(run.error).toContain(
      "letter.txt could not be opened: it is nothing that this version can read. The other acquisitions are examined",
    );
    const { acquisition, artifacts } = readJson("damaged/data/coverage.json");
    expect(acquisition.problems.map(({ problem }: { problem: { message: string } }) => problem.message)).toEqual(
      expect.arrayContaining(["same-phone/unopened", "same-phone/unconfirmed", "archive/zip-cut-off"]),
    );
    const { acquisitions } = readJson("damaged/data/case.json") as { acquisitions: { id: string; kind: string }[] };
    const whole = acquisitions.find(({ kind }) => kind === "androidqf")!;
    const own = artifacts.filter((one: { acquisition: string }) => one.acquisition === whole.id);
    expect(own.filter(({ status }: { status: string }) => status === "parsed").length).toBeGreaterThan(20);
    expect(readdirSync(at("damaged/data")).join()).not.toContain("letter");
  });

  test("of which one is enough: with another that its kind makes weak the status stays 0", () => {
    const alone = bridle("check", "collection", "-o", "alone", "--as-of", "2026-04-15", "--quiet");
    const ab = bridle(
      "check",
      "--same-phone",
      "collection",
      at("collection", "backup.ab"),
      "-o",
      "both",
      "--as-of",
      "2026-04-15",
      "--quiet",
    );
    expect([alone.status, ab.status]).toEqual([0, 0]);
  });
});

describe("the phone's time zone", () => {
  const withoutZone = (): string => {
    const [name, bytes] = [...androidScenario("clean").folder()].find(([file]) => file.startsWith("bugreport-"))!;
    const text = new TextDecoder().decode(bytes).replace(/^\[persist\.sys\.timezone\].*\n/m, "");
    writeFileSync(at("no-zone.txt"), text);
    return name;
  };
  const zonesIn = (name: string, file = "timeline"): Set<string> =>
    new Set(
      readFileSync(at(name, `data/${file}.jsonl`), "utf8")
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).zone_source),
    );

  test("is taken from its owner where the evidence tells none, and that is said", () => {
    withoutZone();
    bridle("check", "no-zone.txt", "-o", "unknown");
    expect(existsSync(at("unknown/data/timeline-device-local.jsonl"))).toBe(true);
    const run = bridle("check", "no-zone.txt", "-o", "given", "--timezone", "Europe/Belgrade");
    expect(run.status).toBe(3);
    expect(existsSync(at("given/data/timeline-device-local.jsonl"))).toBe(false);
    expect(zonesIn("given")).toContain("given");
    expect(zonesIn("given")).not.toContain("settings");
    const { acquisitions, options } = readJson("given/data/case.json");
    expect(acquisitions[0]).toMatchObject({ zone: "Europe/Belgrade", zoneSource: "given" });
    expect(options.timezone).toBe("Europe/Belgrade");
    expect(readFileSync(at("given/data/report.html"), "utf8")).toContain("Europe/Belgrade, as it was given to Bridle");
    expect(readFileSync(at("given/data/coverage.json"), "utf8")).toContain("acquisition/zone-given");
  });

  test("is that of the evidence where it tells another, and the contradiction is said", () => {
    bridle("check", "report.zip", "-o", "stated", "--as-of", "2026-11-22");
    bridle("check", "report.zip", "-o", "contradicted", "--as-of", "2026-11-22", "--timezone", "Asia/Tokyo");
    const timeline = (name: string): string => readFileSync(at(name, "data/timeline.jsonl"), "utf8");
    expect(timeline("contradicted")).toBe(timeline("stated"));
    expect(readFileSync(at("contradicted/data/coverage.json"), "utf8")).toContain("acquisition/zone-differs");
  });

  test.each(["Mars/Base", "+25:00", ""])("is refused with a sentence where nobody has it: %j", (zone) => {
    expect(bridle("check", "report.zip", "--timezone", zone)).toEqual({
      status: 2,
      out: "",
      error: `bridle: ${zone} is no time zone that this computer knows; give a name such as Europe/Belgrade, or an offset such as +02:00.\n`,
    });
  });
});
