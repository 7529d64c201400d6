import { expect, test } from "vitest";
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
