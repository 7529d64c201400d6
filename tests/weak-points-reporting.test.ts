import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildKnowledge, defaultPacks, memoryInput, openAcquisition, terminalSummary, viewOf } from "@bridle/core";
import { DEMO_PASSWORD, hostileVariant, scenario, writeBackup } from "@bridle/corpus";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ExaminedCase, examine } from "../packages/core/src/testing/examine.ts";
import { createTestEngine, testLoaderContext } from "../packages/core/src/testing/index.ts";
import { buildDataUsage } from "../packages/corpus/src/ios/data-usage.ts";
import { LAUNCHER } from "./support/launcher.ts";
import { safariFile } from "./support/weak-point-files.ts";
import { backupOf, host, judged, payload, statusOf, TO } from "./support/weak-points.ts";

/** What MVT leaves unsaid or says wrongly about its own run; titles name the point of spec/ios-artifacts.md 5. */

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bridle-weak-points-"));
  mkdirSync(join(folder, "empty"));
  mkdirSync(join(folder, "dump", "private"), { recursive: true });
  writeFileSync(join(folder, "photo.zip"), "not an archive");
  writeBackup(join(folder, "phone"), backupOf([]));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bridle = (args: readonly string[], zone = "UTC") =>
  spawnSync(process.execPath, [LAUNCHER, ...args], { cwd: folder, encoding: "utf8", env: { ...process.env, TZ: zone } });

test("5.2 #27 a folder or file that is no acquisition is refused, and is no run that found nothing", () => {
  for (const name of ["empty", "dump", "photo.zip"])
    expect([name, bridle(["check", name, "-o", `case-${name}`]).status]).toEqual([name, 2]);
});

test("5.2 #27 a source whose name is misspelt is refused", () => {
  const { status, stderr } = bridle(["check", "phone", "--only", "ios/smss", "-o", "case-misspelt"]);
  expect([status, stderr]).toEqual([2, expect.stringContaining("ios/smss")]);
});

test("5.2 #27 what is not there and what held nothing of interest look different", async () => {
  const result = await judged(backupOf([safariFile([{ url: "https://www.example.org/" }])]));
  expect([statusOf(result, "ios/safari-history"), statusOf(result, "ios/sms")]).toEqual(["parsed", "absent expected-but-missing"]);
  expect(result.analysis.assessment.headline).toBe("inconclusive");
});

test("5.2 #28 a finding has the time of its record and stands in the timeline", async () => {
  const packs = buildKnowledge([...defaultPacks()], []);
  const { analysis, files } = await examine(scenario("compromised").build(), packs);
  const dated = ["ios/sms", "ios/safari-history", "ios/data-usage", "ios/os-analytics-addaily"];
  const found = analysis.findings.filter(({ kind, evidence }) => kind === "indicator-match" && dated.includes(evidence[0]!.artifact));
  expect(found.length).toBeGreaterThan(5);
  expect(found.filter(({ firstTime }) => firstTime === undefined)).toEqual([]);
  const timeline = files.get("data/timeline.csv")!;
  for (const { firstTime } of found) expect(timeline).toContain(firstTime!.slice(0, 19));
});

const NAMES = ["[bold]demo[x]", "=1+cmd()", "@SUM(1)", "demo\u001b[2J\u202e", "demo\r\n=2"];
/** A phone on which a process of this name used the network, and the name listed. */
async function named(name: string): Promise<ExaminedCase> {
  const usage = { at: TO - 3600, wifiIn: 1, wifiOut: 1, wwanIn: 0, wwanOut: 0 };
  const processes = [{ name, first: TO - 7200, last: TO - 3600, usage: [usage] }];
  const file = payload("WirelessDomain", "Library/Databases/DataUsage.sqlite", buildDataUsage({ processes }).main);
  return judged(backupOf([file]), `[process:name='${name}']`);
}

test("5.2 #29 brackets in text of the evidence are shown in the summary as they stand", async () => {
  const { document, analysis } = await named(NAMES[0]!);
  expect(terminalSummary(viewOf(document, analysis), { width: 200, colour: false })).toContain(`${NAMES[0]} matches an indicator`);
});

/** Controls but for the line feed, and what turns the direction of text. */
const isControl = (character: string): boolean => /[\p{Cc}\u202a-\u202e]/u.test(character) && character !== "\n";

test.each(NAMES)("5.2 #29 no text of the evidence controls the terminal or becomes a formula: %j", async (name) => {
  const { document, analysis, files } = await named(name);
  expect(analysis.findings.some(({ kind }) => kind === "indicator-match")).toBe(true);
  const shown = terminalSummary(viewOf(document, analysis), { width: 200, colour: false });
  expect([...shown].filter(isControl)).toEqual([]);
  const [header, ...lines] = files.get("data/timeline.csv")!.split("\r\n").filter(Boolean);
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) {
    const cells = [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, cell]) => cell!);
    expect(cells).toHaveLength(header!.split(",").length);
    expect(cells.filter((cell) => /^"?[=+@\t\r]/.test(cell))).toEqual([]);
  }
});

test.each([
  ["a payload without bytes", "encrypted-no-bytes", ["ios/sms"]],
  ["sizes that are not the catalogue's", "encrypted-stale-sizes", ["ios/sms", "ios/safari-history", "ios/tcc"]],
])("5.2 #30 of an encrypted backup, %s is said of the source that it belongs to", async (_what, id, artifacts) => {
  const { build, password = "" } = hostileVariant(id);
  const { analysis } = await examine(build(), buildKnowledge([], []), {}, { unlock: { kind: "password", password } });
  for (const artifact of artifacts)
    expect(analysis.coverage.artifacts.find(({ id: one }) => one === artifact)!.problemCount, artifact).toBeGreaterThan(0);
});

test("5.2 #30 a backup without Status.plist is opened", async () => {
  const result = await judged(
    backupOf([safariFile([{ url: "https://listed.example.org/" }])], { "Status.plist": undefined }),
    host("listed.example.org"),
  );
  expect(result.analysis.findings.some(({ kind }) => kind === "indicator-match")).toBe(true);
});

test("5.2 #30 a wrong password is told from damage", async () => {
  const backup = scenario("clean").build({ encrypted: { password: DEMO_PASSWORD } });
  const context = testLoaderContext(await createTestEngine(), { unlock: { kind: "password", password: "heron" } });
  await expect(openAcquisition(memoryInput("backup", backup), context)).rejects.toMatchObject({ code: "wrong-password" });
});

test("5.2 #31 every time of a run is in UTC and says so, wherever it runs", () => {
  expect(bridle(["check", "phone", "--quiet", "-o", "case-zone"], "America/New_York").status).toBe(3);
  const run = JSON.parse(readFileSync(join(folder, "case-zone", "run.json"), "utf8")) as { started: string; ended: string };
  for (const time of [run.started, run.ended]) expect(time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  const minutesAgo = (Date.now() - Date.parse(run.ended)) / 60_000;
  expect(minutesAgo).toBeLessThan(60);
});
