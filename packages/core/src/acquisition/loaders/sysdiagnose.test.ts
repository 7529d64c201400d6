import { describe, expect, test } from "vitest";
import { createTestEngine, testLoaderContext } from "../../testing/index.ts";
import { memoryInput } from "../memory-input.ts";
import { openAcquisition } from "../open.ts";
import { placeOf } from "./sysdiagnose/places.ts";
import { stampIn } from "./sysdiagnose/stamp.ts";

const engine = createTestEngine();
const ROOT = "sysdiagnose_2023.05.24_13-29-15-0700_iPhone-OS_iPhone_20F66";
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const open = async (files: Readonly<Record<string, string>>, name = "given") =>
  openAcquisition(
    memoryInput(name, new Map(Object.entries(files).map(([path, content]) => [path, text(content)]))),
    testLoaderContext(await engine),
  );

const FILES = {
  "sysdiagnose.log": "Output directory: IN_PROGRESS_sysdiagnose_2023.05.24_13-29-15-0700_iPhone-OS_iPhone_20F66\n",
  "ps.txt": "USER UID PID PPID COMMAND\n",
  "remotectl_dumpstate.txt": "Local device\n\tProductType => iPhone14,5\n\tOSVersion => 16.5\n\tSerialNumber => F2LSECRET\n",
  "system_logs.logarchive/Extra/shutdown.log": "SIGTERM: [1684900000] All buffers flushed\n",
  "system_logs.logarchive/Extra/._shutdown.log": "Mac",
  "ProxiedDevice-AB12/ps.txt": "a watch's",
  "ProxiedDevice-AB12/sysdiagnose.log": "a watch's",
};
const below = (root: string): Record<string, string> =>
  Object.fromEntries(Object.entries(FILES).map(([path, content]) => [`${root}/${path}`, content]));

test("a folder, or one that holds it, is known by what its collectors wrote, and tells phone, time and zone", async () => {
  for (const files of [FILES, below(ROOT)]) {
    const { info, fileSystem, problems } = await open(files);
    expect(problems).toEqual([]);
    expect(info).toMatchObject({
      kind: "sysdiagnose",
      idOf: "listing",
      made: "2023-05-24T20:29:15Z",
      zone: "-07:00",
      device: { platform: "ios", model: "iPhone14,5", osVersion: "16.5", osBuild: "20F66" },
      isDemo: false,
    });
    expect(JSON.stringify(info)).not.toContain("SECRET");
    expect(fileSystem.files("/private/var/db/diagnostics/shutdown.log")).toMatchObject([
      { rawPath: "system_logs.logarchive/Extra/shutdown.log" },
    ]);
    expect(fileSystem.files("bridle:/sysdiagnose/ps.txt")).toHaveLength(1);
  }
});

test("what a Mac added is left out, and a watch's report is not the phone's", async () => {
  const { fileSystem } = await open(FILES);
  expect(fileSystem.glob("**._shutdown.log")).toEqual([]);
  expect(fileSystem.glob("bridle:/sysdiagnose/ps.txt")).toHaveLength(1);
  expect(fileSystem.glob("bridle:/sysdiagnose-paired/**").map(({ path }) => path)).toEqual([
    "bridle:/sysdiagnose-paired/ProxiedDevice-AB12/ps.txt",
    "bridle:/sysdiagnose-paired/ProxiedDevice-AB12/sysdiagnose.log",
  ]);
});

test("two of them are ambiguous, and one without a stamp says that times are in the dark", async () => {
  await expect(open({ ...below("a"), ...below("b") })).rejects.toMatchObject({ code: "ambiguous", params: { count: 2 } });
  const { info, problems } = await open({ "taskinfo.txt": "num tasks: 0\n" });
  expect(info).not.toHaveProperty("zone");
  expect(problems.map(({ problem }) => problem.message)).toEqual(["acquisition/sysdiagnose-no-stamp"]);
});

describe("stamps", () => {
  test.each([
    [`${ROOT}.tar.gz`, { made: "2023-05-24T20:29:15Z", zone: "-07:00", osBuild: "20F66" }],
    ["sysdiagnose_2024.01.02_03-04-05+0530", { made: "2024-01-01T21:34:05Z", zone: "+05:30" }],
    ["sysdiagnose_2024.13.02_03-04-05+0530", undefined],
    ["backup", undefined],
  ])("of %s", (name, expected) => expect(stampIn(name)).toEqual(expected));
});

test.each([
  ["system_logs.logarchive/0A/BCDEF0123456789ABCDEF012345678", "/private/var/db/uuidtext/0A/BCDEF0123456789ABCDEF012345678"],
  ["crashes_and_spins/Panics/x.ips", "/private/var/mobile/Library/Logs/CrashReporter/Panics/x.ips"],
  ["logs/Accessibility/TCC.db", "/private/var/mobile/Library/TCC/TCC.db"],
  ["logs/Accessibility/TCC.db-wal", "/private/var/mobile/Library/TCC/TCC.db-wal"],
  ["WiFi/security.txt", "bridle:/sysdiagnose/WiFi/security.txt"],
])("%s lies at %s", (member, path) => expect(placeOf(member)).toBe(path));
