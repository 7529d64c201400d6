import { expect, test } from "vitest";
import { binaryPlist, buildDatabase, faultsOf, type PlistInput, read, recordsOf } from "../../testing/index.ts";
import shortcuts from "./shortcuts.ts";

const PATH = "/private/var/mobile/Library/Shortcuts/Shortcuts.sqlite";

// Columns of WorkflowKit's store as public readers of it name them; those that nothing here reads are left out.
const SHORTCUTS =
  "CREATE TABLE ZSHORTCUT (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZACTIONCOUNT INTEGER, ZTOMBSTONED INTEGER, ZACTIONS INTEGER, ZCREATIONDATE TIMESTAMP, ZMODIFICATIONDATE TIMESTAMP, ZLASTRUNEVENTDATE TIMESTAMP, ZNAME VARCHAR, ZACTIONSDESCRIPTION VARCHAR, ZASSOCIATEDAPPBUNDLEIDENTIFIER VARCHAR, ZWORKFLOWID VARCHAR)";
const ACTIONS = "CREATE TABLE ZSHORTCUTACTIONS (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZSHORTCUT INTEGER, ZDATA BLOB)";
const RUNS =
  "CREATE TABLE ZSHORTCUTRUNEVENT (Z_PK INTEGER PRIMARY KEY, ZSHORTCUT INTEGER, ZDATE TIMESTAMP, ZOUTCOME INTEGER, ZSOURCE VARCHAR)";

const blob = (value: PlistInput): string => `x'${[...binaryPlist(value)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}'`;
const step = (kind: string, parameters: PlistInput) => ({
  WFWorkflowActionIdentifier: `is.workflow.actions.${kind}`,
  WFWorkflowActionParameters: parameters,
});

const STEPS = [
  step("url", { WFURLActionURL: "https://evil.example/collect" }),
  step("downloadurl", {
    WFHTTPHeaders: { Value: [{ WFValue: { string: "see http://other.example/x and https://evil.example/collect" } }] },
  }),
  step("runsshscript", { WFSSHHost: "shell.example", WFSSHScript: "ls" }),
  step("url", { WFURLActionURL: "no address" }),
];

const phone = () =>
  buildDatabase([
    ...[SHORTCUTS, ACTIONS, RUNS],
    "INSERT INTO ZSHORTCUT (Z_PK, ZNAME, ZCREATIONDATE, ZMODIFICATIONDATE, ZLASTRUNEVENTDATE, ZACTIONCOUNT, ZTOMBSTONED, ZASSOCIATEDAPPBUNDLEIDENTIFIER) VALUES (1, 'Send', 700000000.5, 700000001, 700000002, 4, 0, 'com.example.app'), (2, 'Bare', NULL, NULL, NULL, 3, 1, NULL)",
    `INSERT INTO ZSHORTCUTACTIONS VALUES (7, 1, 1, 1, ${blob(STEPS)})`,
    "INSERT INTO ZSHORTCUTRUNEVENT VALUES (1, 1, 700000003, 0, 'automation'), (2, 9, NULL, 0, NULL)",
  ]);

test("reads shortcuts with what their steps are and are given, and when they ran", async () => {
  expect(await recordsOf(shortcuts, PATH, await phone())).toEqual([
    {
      kind: "shortcut",
      shortcut: "Send",
      created: expect.objectContaining({ earliest: "1678307200500000000" }),
      modified: expect.anything(),
      used: expect.anything(),
      steps: 4,
      stepKinds: ["is.workflow.actions.url", "is.workflow.actions.downloadurl", "is.workflow.actions.runsshscript"],
      stepUrls: ["https://evil.example/collect", "http://other.example/x"],
      stepHosts: ["shell.example"],
      bundleId: "com.example.app",
      isDeleted: false,
    },
    { kind: "shortcut", shortcut: "Bare", steps: 3, isDeleted: true },
    { kind: "run", shortcut: "Send", used: expect.objectContaining({ raw: "700000003" }), source: "automation" },
  ]);
});

test("lists addresses, hosts and the app, and nothing of a run", async () => {
  const records = await recordsOf(shortcuts, PATH, await phone());
  expect(records.map((record) => shortcuts.observables!(record).map(({ type, role, value }) => `${type} ${role} ${value}`))).toEqual([
    [
      "url:value listed https://evil.example/collect",
      "url:value listed http://other.example/x",
      "domain-name:value listed shell.example",
      "app:id listed com.example.app",
    ],
    [],
    [],
  ]);
});

test("keeps the name of a shortcut out of the timeline, and its events to the whole one", async () => {
  const records = await recordsOf(shortcuts, PATH, await phone());
  const events = records.flatMap((record) => shortcuts.events!(record));
  expect(events.map(({ kind, message }) => `${kind} ${message.split("/").at(-1)}`)).toEqual([
    "usage created",
    "usage modified",
    "usage ran",
  ]);
  expect(JSON.stringify(events)).not.toContain("Send");
});

test("names the rows of shortcut and steps", async () => {
  const { located } = await read(shortcuts, { [PATH]: await phone() });
  expect(located[0]!.at).toEqual([
    { kind: "row", table: "ZSHORTCUT", row: "1" },
    { kind: "row", table: "ZSHORTCUTACTIONS", row: "7" },
  ]);
});

test("reads a schema in which the shortcut points at its steps, and steps inside a dictionary", async () => {
  const bytes = await buildDatabase([
    "CREATE TABLE ZSHORTCUT (Z_PK INTEGER PRIMARY KEY, ZNAME VARCHAR, ZACTIONS INTEGER)",
    "CREATE TABLE ZSHORTCUTACTIONS (Z_PK INTEGER PRIMARY KEY, ZDATA BLOB)",
    "INSERT INTO ZSHORTCUT VALUES (1, 'One', 5)",
    `INSERT INTO ZSHORTCUTACTIONS VALUES (5, ${blob({ WFWorkflowActions: [STEPS[0]!] })})`,
  ]);
  expect(await recordsOf(shortcuts, PATH, bytes)).toMatchObject([
    { shortcut: "One", steps: 1, stepUrls: ["https://evil.example/collect"] },
  ]);
});

test("keeps a shortcut whose steps are damaged or of another form, and says so", async () => {
  const bytes = await buildDatabase([
    ...[SHORTCUTS, ACTIONS],
    "INSERT INTO ZSHORTCUT (Z_PK, ZNAME, ZCREATIONDATE, ZACTIONCOUNT) VALUES (1, 'a', 'noon', 2), (2, 'b', 0, 'x'), (3, NULL, 1e300, 0)",
    `INSERT INTO ZSHORTCUTACTIONS VALUES (1, 1, 1, 1, x'62706c6973743030ff'), (2, 1, 1, 2, ${blob({ other: 1 })}), (3, 1, 1, 3, ${blob(["x", { WFWorkflowActionIdentifier: 7 }])})`,
  ]);
  const { records, problems, error } = await read(shortcuts, { [PATH]: bytes });
  expect(error).toBeUndefined();
  expect(records.map((record) => record.kind === "shortcut" && [record.shortcut, record.steps])).toEqual([
    ["a", 2],
    ["b", 0],
    ["", 2],
  ]);
  expect(problems.map(({ problem }) => problem.problem.params?.["field"])).toEqual(["ZDATA", "ZCREATIONDATE", "ZDATA"]);
});

test("says when the table is not there, and nothing of an empty one", async () => {
  expect((await read(shortcuts, { [PATH]: await buildDatabase("CREATE TABLE other (a)") })).problems).toMatchObject([
    { reason: "unreadable-form" },
  ]);
  expect(await recordsOf(shortcuts, PATH, await buildDatabase([SHORTCUTS, ACTIONS]))).toEqual([]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(shortcuts, PATH, await phone())).toEqual([]);
});
