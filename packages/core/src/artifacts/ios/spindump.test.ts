import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import spindump, { type SampledProcess, type SpindumpRecord } from "./spindump.ts";

const PATH = "bridle:/sysdiagnose/spindump-nosymbols.txt";
const encoded = (...lines: string[]): Uint8Array => new TextEncoder().encode(`${lines.join("\n")}\n`);

// In the form of published files of phones (iOS 15 and 26).
const HEAD = [
  "Date/Time:        2023-05-24 13:29:15.759 -0700",
  "End time:         2023-05-24 13:29:17.757 -0700",
  "OS Version:       iPhone OS 15.7.6 (Build 19H349)",
  "Architecture:     arm64",
  "",
  "Hardware model:   iPhone9,3",
  "Time Since Boot:  848s",
  "",
];
const CACHE = "Shared Cache:     6D5223AF-7B75-3593-9CC4-5DBD74C56497 slid base address 0x180734000, slide 0x734000";
const accessoryd = (...extra: string[]): string[] => [
  "Process:          accessoryd [176] (suspended)",
  "UUID:             BDBDD550-2B15-382C-BB61-1798AFD60460",
  "Path:             /System/Library/PrivateFrameworks/CoreAccessories.framework/Support/accessoryd",
  "Identifier:       com.apple.accessoryd",
  CACHE,
  "Parent:           launchd [1]",
  "Responsible:      followupd [543]",
  "UID:              501",
  "Footprint:        3792 KB",
  "Time Since Fork:  201s",
  "Num samples:      8 (1-8)",
  "",
  '  Thread 0x8b6    DispatchQueue "com.apple.main-thread"(1)    8 samples (1-8)    priority 31 (base 31)',
  "  8  ??? (dyld + 99536) [0x102c504d0]",
  "    8  ??? (accessoryd + 554572) [0x10287b64c]",
  "                 *8  ??? [0xfffffff0071a86d4]",
  ...extra,
  "",
  "  Binary Images:",
  "           0x1027f4000 -                ???  accessoryd             <BDBDD550-2B15-382C-BB61-1798AFD60460>  /System/Library/PrivateFrameworks/CoreAccessories.framework/Support/accessoryd",
  "           0x102c38000 -        0x102ca3fff  dyld                   <58AB16CE-D7E0-32D3-946D-4F68FB1A4A17>  /usr/lib/dyld",
];
const processesIn = (records: readonly SpindumpRecord[]): SampledProcess[] => records.filter((record) => record.kind === "process");

test("gives the phone, each process with its age, and each image once", async () => {
  const other = [
    "Process:          a [9] b [77]",
    "Path:             /var/tmp/a [9] b",
    "UID:              0",
    "",
    "  Binary Images:",
    "      0x102c38000 - 0x102ca3fff dyld (1.0) <58AB16CE-D7E0-32D3-946D-4F68FB1A4A17>  /usr/lib/dyld",
    "      0x104000000 - ??? x <58AB16CE-D7E0-32D3-946D-4F68FB1A4A18>  /var/db/x/lib y.dylib",
  ];
  const records = await recordsOf(spindump, PATH, encoded(...HEAD, ...accessoryd(), "", "", ...other));
  expect(records[0]).toMatchObject({ kind: "system", osVersion: "iPhone OS 15.7.6 (Build 19H349)", secondsSinceBoot: 848 });
  const [first, second] = processesIn(records);
  expect(first).toMatchObject({
    name: "accessoryd",
    pid: 176,
    path: "/System/Library/PrivateFrameworks/CoreAccessories.framework/Support/accessoryd",
    uuid: "BDBDD550-2B15-382C-BB61-1798AFD60460",
    identifier: "com.apple.accessoryd",
    parent: "launchd",
    parentPid: 1,
    responsible: "followupd",
    responsiblePid: 543,
    uid: 501,
    footprint: "3792 KB",
    secondsSinceFork: 201,
    // 20:29:15 UTC less 201 seconds
    started: { earliest: "1684959954000000000", zoneSource: "explicit" },
  });
  expect(first).not.toHaveProperty("oddImages");
  expect(first).not.toHaveProperty("framesOutsideImages");
  expect(second).toMatchObject({
    name: "a [9] b",
    pid: 77,
    path: "/private/var/tmp/a [9] b",
    oddImages: ["/private/var/db/x/lib y.dylib"],
  });
  expect(records.filter(({ kind }) => kind === "image")).toEqual([
    { kind: "image", path: first!.path, uuid: first!.uuid, firstPid: 176, processes: 1 },
    { kind: "image", path: "/usr/lib/dyld", uuid: "58AB16CE-D7E0-32D3-946D-4F68FB1A4A17", firstPid: 176, processes: 2 },
    { kind: "image", path: "/private/var/db/x/lib y.dylib", uuid: "58AB16CE-D7E0-32D3-946D-4F68FB1A4A18", firstPid: 77, processes: 1 },
  ]);
  expect(spindump.programs!(first!)).toMatchObject([
    { path: first!.path, pid: 176, parentPid: 1, uid: 501, isLive: true, ageSeconds: 201 },
  ]);
  expect(spindump.observables!(first!).map(({ type, value }) => `${type} ${value}`)).toEqual([
    "process:name accessoryd",
    `file:path ${first!.path}`,
    "app:id com.apple.accessoryd",
  ]);
  expect(spindump.observables!(records.at(-1)!)).toEqual([{ type: "file:path", role: "ran", value: "/private/var/db/x/lib y.dylib" }]);
});

test("counts frames of a process's own code that lie in no image, and not those of the kernel", async () => {
  const bare = ["  8  ??? [0x102c504d0]", "    3  ??? [0x102c504d4] (running)", "   *1  ??? (kernel + 5) [0x1]"];
  const [process] = processesIn(await recordsOf(spindump, PATH, encoded(...HEAD, ...accessoryd(...bare))));
  expect(process!.framesOutsideImages).toBe(2);
});

test("a file without samples, a block without a process and a line of half a megabyte cost what they are", async () => {
  expect((await read(spindump, { [PATH]: encoded("No samples") })).problems).toMatchObject([{ reason: "unreadable-form" }]);
  const long = `${"  ".repeat(1 << 18)}0x1 - ??? <`;
  const { records, problems } = await read(spindump, { [PATH]: encoded(...HEAD, "Process: nobody", ...accessoryd(), long) });
  expect([processesIn(records).length, problems.length]).toEqual([1, 1]);
});

test("more processes than the limit are told and cost no memory", async () => {
  const many = Array.from({ length: 20_005 }, (_, pid) => `Process: p [${pid}]`);
  const { records, problems } = await read(spindump, { [PATH]: encoded(...HEAD, ...many) });
  expect(processesIn(records)).toHaveLength(20_000);
  expect(problems).toMatchObject([{ reason: "over-budget" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(spindump, PATH, encoded(...HEAD, ...accessoryd()))).toEqual([]);
});
