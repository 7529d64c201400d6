import { expect, test } from "vitest";
import { MAX_DOCUMENTS } from "../../formats/ips/documents.ts";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import crashReports from "./crash-reports.ts";

const PATH = "/private/var/mobile/Library/Logs/CrashReporter/x-2024-05-01-093000.ips";
const report = (head: object, ...bodies: (object | string)[]): Uint8Array =>
  new TextEncoder().encode([head, ...bodies].map((part) => (typeof part === "string" ? part : JSON.stringify(part))).join("\n"));
const HEAD = { app_name: "imagent", timestamp: "2024-05-01 09:30:00.12 +0200", bug_type: "309", os_version: "iPhone OS 17.4 (21E219)" };
const BODY = {
  pid: 77,
  procPath: "/System/Library/PrivateFrameworks/IMCore.framework/imagent.app/imagent",
  parentProc: "launchd",
  exception: { type: "EXC_BAD_ACCESS", subtype: "KERN_PROTECTION_FAILURE at 0x1" },
  usedImages: [
    { path: "/usr/lib/dyld" },
    { path: "/var/tmp/upgrade.dylib" },
    { path: "/private/var/containers/Bundle/Application/A/B.app/B" },
    { path: "" },
    "odd",
  ],
};

test("reads a crash: program, fault, time by its own offset, and images from the data volume", async () => {
  const [crash, ...others] = await recordsOf(crashReports, PATH, report(HEAD, BODY));
  expect(others).toEqual([]);
  expect(crash).toEqual({
    kind: "report",
    bugType: "309",
    reportType: "crash",
    name: "imagent",
    osVersion: "iPhone OS 17.4 (21E219)",
    time: expect.objectContaining({ earliest: "1714548600120000000", precision: "millisecond" }),
    path: BODY.procPath,
    pid: 77,
    parent: "launchd",
    exception: "EXC_BAD_ACCESS",
    exceptionDetail: "KERN_PROTECTION_FAILURE at 0x1",
    oddImages: ["/private/var/tmp/upgrade.dylib"],
  });
  expect(crashReports.observables!(crash!)).toEqual([
    { type: "process:name", role: "ran", value: "imagent" },
    { type: "file:path", role: "ran", value: BODY.procPath },
  ]);
  expect(crashReports.events!(crash!)).toMatchObject([{ kind: "crash", message: "artifacts/ios/crash-reports/crashed" }]);
});

test.each([
  ["memory ran out", "298", { processes: [{ name: "bh", pid: 9 }, { name: "" }, 7] }, "bh"],
  ["a look at all threads", "288", { processByPid: { "9": { procname: "roleaboutd", pid: 9 }, "-1": { procname: "" } } }, "roleaboutd"],
])("lists what ran when %s", async (_, bug_type, body, name) => {
  const records = await recordsOf(crashReports, PATH, report({ ...HEAD, app_name: undefined, name: "JetsamEvent", bug_type }, body));
  expect(records).toMatchObject([
    { kind: "report", bugType: bug_type },
    { kind: "process", name, pid: 9 },
  ]);
  expect(records.flatMap((record) => crashReports.observables!(record))).toEqual([{ type: "process:name", role: "ran", value: name }]);
});

test("reads every document of several, each list of processes in it, and no more of them than the limit", async () => {
  const lists = [
    { processes: [{ name: "bh", pid: 9, uuid: "ab-cd" }] },
    { note: "{" },
    { processByPid: { "7": { procname: "homed", pid: 7 } } },
  ];
  const records = await recordsOf(crashReports, PATH, report({ ...HEAD, bug_type: "226" }, ...lists));
  expect(records).toMatchObject([{ reportType: "analytics" }, { name: "bh", uuid: "AB-CD" }, { name: "homed" }]);
  const many = new TextEncoder().encode(`${JSON.stringify(HEAD)}\n${"{}".repeat(MAX_DOCUMENTS + 5)}`);
  expect(await read(crashReports, { [PATH]: many })).toMatchObject({ problems: [{ reason: "over-budget" }] });
});

test("reads what stands in texts: use of processor, an old crash, the counter of resets", async () => {
  const use = "Date/Time: 2024-05-01\nCommand:  powerd\nPath:  /usr/libexec/powerd\nParent:  launchd [1]\nPID:  77\nEvent:  cpu usage";
  expect(await recordsOf(crashReports, PATH, report({ ...HEAD, app_name: undefined, bug_type: "202" }, use))).toMatchObject([
    { reportType: "resources", name: "powerd", path: "/usr/libexec/powerd", pid: 77, parent: "launchd" },
  ]);
  const old = [
    "Process:         relaunch [412]",
    "Path:            /private/var/tmp/relaunch",
    "Parent Process:  launchd [1]",
    "Exception Type:  EXC_BAD_ACCESS (SIGSEGV)",
    "Exception Subtype: KERN_INVALID_ADDRESS at 0x0",
    "Binary Images:",
    "0x100da4000 - 0x100da7fff relaunch arm64  <0123456789abcdef0123456789abcdef> /private/var/tmp/relaunch",
    "0x1b0000000 - 0x1b0000fff libx.dylib arm64  <0123456789abcdef0123456789abcdef> /usr/lib/libx.dylib",
  ].join("\n");
  expect(await recordsOf(crashReports, PATH, report({ ...HEAD, bug_type: "109" }, old))).toMatchObject([
    {
      reportType: "crash",
      path: "/private/var/tmp/relaunch",
      pid: 412,
      exception: "EXC_BAD_ACCESS",
      oddImages: ["/private/var/tmp/relaunch"],
    },
  ]);
  const counter = "Incident Identifier: 1-2\nReset count: 2\nBoot faults: wdog,reset_in_1\n";
  expect(await recordsOf(crashReports, PATH, report({ ...HEAD, bug_type: "115" }, counter))).toMatchObject([
    { reportType: "reset-counter", incident: "1-2", resets: 2, bootFaults: "wdog,reset_in_1" },
  ]);
});

test("a panic names the program whose thread it was, and a report with uptime when the phone had started", async () => {
  const panic = { panicString: "panic(cpu 1)\nPanicked task 0xffe: 4321 pages, 12 threads: pid 77: powerd\nPanicked thread: 0xffe" };
  expect(await recordsOf(crashReports, PATH, report({ ...HEAD, bug_type: "210" }, panic))).toMatchObject([
    { reportType: "panic" },
    { kind: "process", name: "powerd", pid: 77 },
  ]);
  const [crash] = await recordsOf(crashReports, PATH, report(HEAD, { ...BODY, uptime: 3_600, bootSessionUUID: "A-B" }));
  expect(crash).toMatchObject({ bootSession: "A-B", booted: { earliest: "1714545000000000000", precision: "second" } });
  for (const uptime of [0, -1, 1e12, "x"])
    expect((await recordsOf(crashReports, PATH, report(HEAD, { ...BODY, uptime })))[0]).not.toHaveProperty("booted");
});

test("images with a size and no path are counted, entries that stand for none are not", async () => {
  const usedImages = [{ size: 0, uuid: "0" }, { size: 4_096 }, { size: 4_096, path: "/usr/lib/dyld" }];
  expect((await recordsOf(crashReports, PATH, report(HEAD, { ...BODY, usedImages })))[0]).toMatchObject({ unnamedImages: 1 });
});

test("reads several documents, texts and reports without a body", async () => {
  const several = await recordsOf(crashReports, PATH, report({ ...HEAD, bug_type: "226" }, { pid: 5, note: 'a "}" in text' }, { more: 1 }));
  expect(several).toMatchObject([{ bugType: "226", pid: 5 }]);
  expect(await recordsOf(crashReports, PATH, report(HEAD, "Date/Time: 2024"))).toHaveLength(1);
  expect(await recordsOf(crashReports, PATH, report(HEAD))).toHaveLength(1);
});

test("what is no report is told, and a cut one keeps its head", async () => {
  expect(await read(crashReports, { [PATH]: new TextEncoder().encode("nothing") })).toMatchObject({
    problems: [{ reason: "unreadable-form" }],
  });
  const whole = report(HEAD, BODY);
  const cut = await read(crashReports, { [PATH]: whole.subarray(0, whole.length - 20) });
  expect(cut).toMatchObject({ records: [{ name: "imagent" }], problems: [{ reason: "damaged" }] });
  expect(await read(crashReports, { [PATH]: new Uint8Array(0) })).toMatchObject({ error: { code: "truncated" } });
  expect(await faultsOf(crashReports, PATH, whole)).toEqual([]);
});
