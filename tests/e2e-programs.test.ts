import { buildKnowledge, defaultPacks } from "@bridle/core";
import { SYSDIAGNOSE_STYLES, scenarios, sysdiagnoseScenarios } from "@bridle/corpus";
import * as v from "valibot";
import { expect, test } from "vitest";
import { memoryInput } from "../packages/core/src/acquisition/memory-input.ts";
import { readStoredCase } from "../packages/core/src/case/stored-case.ts";
import { type ProgramsDocument, ProgramsDocumentSchema } from "../packages/core/src/model/program.ts";
import { type ExaminedCase, examine } from "../packages/core/src/testing/examine.ts";

/** The inventory of programs on synthetic phones whose writers know nothing of our readers: each program once, by all that tells of it. */

const knowledge = buildKnowledge([...defaultPacks()], []);
/** A day on which the newest set that ships was young. */
const WHEN_PACKS_WERE_YOUNG = "2026-04-10";
const LIVE = ["ios/processes", "ios/ps-thread", "ios/spindump", "ios/taskinfo"];

const filesOf = (id: string, style: (typeof SYSDIAGNOSE_STYLES)[number] = "ios17"): Map<string, Uint8Array> =>
  sysdiagnoseScenarios.find((scenario) => scenario.id === id)!.build(style);
const rootOf = (id: string): string => sysdiagnoseScenarios.find((scenario) => scenario.id === id)!.root("ios17");
const examined = (id: string, files = filesOf(id)): Promise<ExaminedCase> =>
  examine(memoryInput(rootOf(id), files), knowledge, { asOf: WHEN_PACKS_WERE_YOUNG });
const programsOf = ({ files }: ExaminedCase): ProgramsDocument =>
  v.parse(ProgramsDocumentSchema, JSON.parse(files.get("data/programs.json")!));

test.each(SYSDIAGNOSE_STYLES)(
  "%s: an ordinary sysdiagnose, read whole and with young knowledge, may say that nothing matched",
  async (style) => {
    const { analysis } = await examined("sysdiagnose-clean", filesOf("sysdiagnose-clean", style));
    expect(analysis.assessment.floor).toEqual([]);
    expect(analysis.assessment.headline).toBe("nothing-matched");
  },
);

test.each([
  ["spindump-nosymbols.txt", undefined, "floor/artifact-absent"],
  ["spindump-nosymbols.txt", "No samples were taken.\n", "floor/artifact-partial"],
  ["ps.txt", "USER UID PID PPID COMMAND\n", "floor/artifact-partial"],
  ["Persist/0000000000000f85.tracev3", undefined, "floor/artifact-absent"],
])("%s as %j holds the headline down", async (name, content, gap) => {
  const files = filesOf("sysdiagnose-clean");
  const path = [...files.keys()].find((key) => key.endsWith(name))!;
  if (content === undefined) files.delete(path);
  else files.set(path, new TextEncoder().encode(content));
  const { assessment } = (await examined("sysdiagnose-clean", files)).analysis;
  expect(assessment.headline).toBe("inconclusive");
  expect(assessment.floor.map(({ message }) => message)).toContain(gap);
});

test("each program stands once in the inventory, with the sources that its phone let tell of it", async () => {
  const { programs, sources, leftOut } = programsOf(await examined("sysdiagnose-pegasus"));
  expect(leftOut).toBe(0);
  const paths = programs.flatMap(({ path }) => path ?? []);
  expect(new Set(paths).size).toBe(paths.length);
  const rolexd = programs.filter(({ name }) => name === "rolexd");
  expect(rolexd).toMatchObject([{ path: "/private/var/db/com.apple.xpc.roleaccountd.staging/rolexd", place: "data", uids: [0] }]);
  const logs = ["ios/logdata-statistics", "ios/power-log", "ios/shutdown-log", "ios/unified-log-processes"];
  expect(rolexd[0]!.sources.map(({ artifact }) => artifact)).toEqual(expect.arrayContaining([...LIVE, ...logs]));
  expect(sources.map(({ artifact }) => artifact)).toEqual(expect.arrayContaining(LIVE));
  // What only one list names, without a path.
  expect(programs.filter(({ place }) => place === "unknown").map(({ name }) => name)).toEqual(["kernel_task", "taskinfo"]);
});

test("a rule speaks once of a program that eight sources and more tell of, with records of each", async () => {
  const whole = await examined("sysdiagnose-pegasus");
  const { findings } = whole.analysis;
  const told = findings.filter(({ detection }) => detection?.id === "ios/process-outside-system");
  const rolexd = programsOf(whole).programs.find(({ name }) => name === "rolexd")!;
  expect(rolexd.sources.length).toBeGreaterThanOrEqual(8);
  expect(told.map(({ count, evidence }) => [count, new Set(evidence.map(({ artifact }) => artifact))])).toEqual([
    [rolexd.count, new Set(rolexd.sources.map(({ artifact }) => artifact))],
  ]);
  expect(findings.filter(({ kind, summary }) => kind === "detection" && summary.text.includes("rolexd"))).toEqual(told);
});

test("without one list the rest is told, and nothing is said of what that list does not have", async () => {
  for (const gone of ["ps.txt", "ps_thread.txt", "taskinfo.txt", "spindump-nosymbols.txt"]) {
    const files = filesOf("sysdiagnose-clean");
    files.delete(gone);
    const { analysis } = await examined("sysdiagnose-clean", files);
    expect(
      analysis.findings.filter(({ detection }) => detection?.id.startsWith("ios/process")),
      gone,
    ).toEqual([]);
  }
});

test("a backup tells of programs by what used the network and the place", async () => {
  const { programs, sources } = programsOf(await examine(scenarios.find(({ id }) => id === "compromised")!.build(), knowledge));
  expect(sources.map(({ artifact }) => artifact)).toEqual(["ios/data-usage", "ios/locationd-clients", "ios/os-analytics-addaily"]);
  expect(programs.length).toBeGreaterThan(5);
});

test("the report tells how many were seen by whom, and which ran outside the folders; made again from the documents it is the same", async () => {
  const whole = await examined("sysdiagnose-pegasus");
  const report = whole.files.get("data/report.html")!;
  expect(report).toContain("Programs that were seen to run");
  expect(report).toContain("The program that ran outside the folders for programs");
  const stored = readStoredCase((path) => JSON.parse(whole.files.get(path) ?? "null"));
  expect(stored!.view.programs).toEqual(programsOf(whole));
});
