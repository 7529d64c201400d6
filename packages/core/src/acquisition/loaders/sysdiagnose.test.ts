import { describe, expect, test } from "vitest";
import { readBytes } from "../../bytes/byte-source.ts";
import { createMemorySpool } from "../../bytes/spool.ts";
import { renderEnglish } from "../../messages/catalog.ts";
import { compressed, concatenated, paxRecords, TAR_END, type TarEntryInput, tarEntry, tarFile } from "../../testing/archives.ts";
import { createTestEngine, testLoaderContext } from "../../testing/index.ts";
import type { EvidenceFile } from "../file-system.ts";
import type { Acquisition } from "../loader.ts";
import { memoryFile, memoryInput } from "../memory-input.ts";
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
  ["WiFi/com.apple.wifi.plist", "/private/var/preferences/SystemConfiguration/com.apple.wifi.plist"],
  ["WiFi/security.txt", "bridle:/sysdiagnose/WiFi/security.txt"],
])("%s lies at %s", (member, path) => expect(placeOf(member)).toBe(path));

const bytesOf = (file: EvidenceFile): string => new TextDecoder().decode(readBytes(file.open(), 0, file.open().byteLength));
const messagesOf = ({ problems }: Acquisition): readonly string[] =>
  problems.map(({ problem }) => {
    expect(renderEnglish(problem)).not.toContain("{");
    return problem.message;
  });
const openFiles = async (files: Readonly<Record<string, Uint8Array>>) =>
  openAcquisition(memoryInput("given", new Map(Object.entries(files))), testLoaderContext(await engine));
const openPacked = async (name: string, bytes: Uint8Array) => openAcquisition(memoryFile(name, bytes), testLoaderContext(await engine));
/** The first folder stands in the prefix: names have a hundred letters. */
const entriesOf = (files: Readonly<Record<string, string | Uint8Array>>): TarEntryInput[] =>
  Object.entries(files).map(([path, bytes]) => {
    const slash = path.indexOf("/");
    return { prefix: path.slice(0, Math.max(0, slash)), name: path.slice(slash + 1), bytes };
  });
const archiveOf = (files: Readonly<Record<string, string>>): Promise<Uint8Array> => compressed(tarFile(entriesOf(files)), "gzip");

describe("the phone's folder of reports", () => {
  const REPORT = '{"app_name":"Notes","os_version":"iPhone OS 17.4 (21E219)"}\n{}';

  test("alone is read as what it is: reports with their place, the system's version, and nothing else missed", async () => {
    for (const base of ["", "phone/"]) {
      const tree = await openFiles({
        [`${base}Notes-2024-05-01-093000.ips`]: text(REPORT),
        [`${base}Old-2023-05-01-093000.ips`]: text('{"os_version":"iPhone OS 16.1 (20B1)"}\n'),
        [`${base}Retired/Mail-2024-04-01-093000.ips`]: text(REPORT),
        [`${base}ProxiedDevice-AB/Watch.ips`]: text(REPORT),
      });
      expect(tree.info).toMatchObject({ kind: "sysdiagnose", device: { osVersion: "17.4", osBuild: "21E219" } });
      expect(tree.isPart).toBe(true);
      expect(messagesOf(tree)).toEqual(["acquisition/sysdiagnose-reports-alone"]);
      expect(tree.fileSystem.glob("/private/var/mobile/**").map(({ path }) => path)).toEqual([
        "/private/var/mobile/Library/Logs/CrashReporter/Notes-2024-05-01-093000.ips",
        "/private/var/mobile/Library/Logs/CrashReporter/Old-2023-05-01-093000.ips",
        "/private/var/mobile/Library/Logs/CrashReporter/Retired/Mail-2024-04-01-093000.ips",
      ]);
      expect(tree.fileSystem.glob("bridle:/sysdiagnose-paired/**")).toHaveLength(1);
    }
  });

  const DIAGNOSTICS = "DiagnosticLogs/sysdiagnose";
  const older = "sysdiagnose_2022.01.01_00-00-00+0000_iPhone-OS_iPhone_19C56";

  test("with archives in it: the newest is opened from within, older ones are named", async () => {
    const files = {
      "Notes-2024-05-01-093000.ips": text(REPORT),
      [`${DIAGNOSTICS}/${ROOT}.tar.gz`]: await archiveOf(below(ROOT)),
      [`${DIAGNOSTICS}/${older}.tar.gz`]: await archiveOf(below(older)),
    };
    const inFolder = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`CrashReporter/${name}`, bytes]));
    const packed = await compressed(tarFile(entriesOf(inFolder)), "gzip");
    for (const tree of [await openFiles(files), await openPacked("tree.tar.gz", packed)]) {
      expect(tree.info).toMatchObject({ made: "2023-05-24T20:29:15Z", device: { osBuild: "20F66" } });
      expect(messagesOf(tree)).toEqual(["acquisition/sysdiagnose-older"]);
      expect(tree.isPart).toBeUndefined();
      const [log] = tree.fileSystem.files("/private/var/db/diagnostics/shutdown.log");
      expect(bytesOf(log!)).toContain("SIGTERM");
      expect(log!.containers.at(-1)).toMatchObject({ container: "tar.gz" });
      expect(tree.fileSystem.glob("/private/var/mobile/Library/Logs/CrashReporter/*.ips")).toHaveLength(1);
    }
  });

  test("an archive in it that is none costs itself, and what it would have held is not missing but lost", async () => {
    const tree = await openFiles({ "a.ips": text(REPORT), [`${DIAGNOSTICS}/${ROOT}.tar.gz`]: text("nothing") });
    expect(tree.problems).toMatchObject([{ problem: { message: "acquisition/sysdiagnose-inner-unknown" }, reason: "damaged" }]);
    expect(tree.fileSystem.glob("**.ips")).toHaveLength(1);
  });

  test("a folder with one archive is that archive; with several, of which phone is not known", async () => {
    const bytes = await archiveOf(below(ROOT));
    expect((await openFiles({ [`${ROOT}.tar.gz`]: bytes })).info.made).toBe("2023-05-24T20:29:15Z");
    await expect(openFiles({ [`${ROOT}.tar.gz`]: bytes, [`${older}.tar.gz`]: bytes })).rejects.toMatchObject({ code: "unrecognized" });
  });
});

describe("what is packed inside", () => {
  const DIARY = "logs/powerlogs/powerlog_2024-05-01_00-00_AB.PLSQL";

  test("older diaries are unpacked, keep the hash of what is stored, and a damaged one keeps what can be read", async () => {
    const packed = await compressed(text("SQLite format 3".repeat(500)), "gzip");
    for (const [bytes, problems] of [
      [packed, []],
      [packed.subarray(0, packed.length - 12), ["archive/file-cut-off"]],
    ] as const) {
      const { fileSystem } = await openFiles({ "taskinfo.txt": text(""), [`${DIARY}.gz`]: bytes });
      const [diary, ...others] = fileSystem.glob("bridle:/sysdiagnose/logs/powerlogs/*");
      expect(others).toEqual([]);
      expect(diary!.path).toBe(`bridle:/sysdiagnose/${DIARY}`);
      expect(bytesOf(diary!)).toMatch(/^SQLite format 3SQLite/);
      expect(diary!.problems!().map(({ problem }) => problem.message)).toEqual(problems);
      expect(diary!.openStored!().byteLength).toBe(bytes.length);
    }
  });

  test("a diary for which there is no room stays out of reach, and whoever reads it is told", async () => {
    const files = { "taskinfo.txt": text(""), [`${DIARY}.gz`]: await compressed(new Uint8Array(1 << 20), "gzip") };
    const context = testLoaderContext(await engine, { spool: createMemorySpool(1 << 16) });
    const { fileSystem } = await openAcquisition(memoryInput("given", new Map(Object.entries(files))), context);
    const [diary] = fileSystem.files(`bridle:/sysdiagnose/${DIARY}`);
    expect(() => diary!.open()).toThrow(expect.objectContaining({ code: "limit" }));
  });

  test("listings of whole volumes are read out of their own archive, here and in the folder of reports", async () => {
    const name = "FilesystemMeta-2024-05-01-093000.fsmeta";
    const archive = await archiveOf({ [`${name}/README.txt`]: "x", [`${name}/private_var-dev_disk1s2.fslisting`]: "Version: 49" });
    for (const files of [
      { "taskinfo.txt": text(""), [`crashes_and_spins/${name}.tgz`]: archive },
      { [`${name}.tgz`]: archive, "a.ips": text("{}") },
    ]) {
      const { fileSystem } = await openFiles(files);
      const found = fileSystem.glob("**.fslisting");
      expect(found.map(({ path }) => path)).toEqual([
        `/private/var/mobile/Library/Logs/CrashReporter/${name}/${name}/private_var-dev_disk1s2.fslisting`,
      ]);
      expect(bytesOf(found[0]!)).toBe("Version: 49");
    }
  });

  test("one that cannot be opened is told, and stays as the file it is", async () => {
    const acquisition = await openFiles({ "taskinfo.txt": text(""), [`${DIARY}.gz`]: text("no gzip") });
    expect(acquisition.fileSystem.files(`bridle:/sysdiagnose/${DIARY}.gz`)).toHaveLength(1);
  });
});

describe("archives that are not as they should be", () => {
  const OTHER = "sysdiagnose_2024.01.01_00-00-00+0000_iPhone-OS_iPhone_21C62";

  test("of two roots the one of the archive's own name is examined, else the one that holds more; the other is told", async () => {
    const two = await archiveOf({ ...below(ROOT), [`${OTHER}/taskinfo.txt`]: "num tasks: 0\n" });
    for (const [name, build] of [
      ["given.tar.gz", "20F66"],
      [`${OTHER}.tar.gz`, "21C62"],
    ] as const) {
      const acquisition = await openPacked(name, two);
      expect(acquisition.info.device.osBuild).toBe(build);
      expect(acquisition.problems).toMatchObject([{ problem: { message: "acquisition/sysdiagnose-other-roots" }, reason: "damaged" }]);
    }
  });

  test("one that ends before its first mark is known by its folder's name", async () => {
    const whole = await archiveOf({
      [`${ROOT}/ps.txt`]: "USER\n",
      [`${ROOT}/system_logs.logarchive/Extra/shutdown.log`]: "x".repeat(9_000),
    });
    const acquisition = await openPacked("given.tar.gz", whole.subarray(0, whole.length - 30));
    expect(acquisition.info.device.osBuild).toBe("20F66");
    expect(acquisition.fileSystem.files("bridle:/sysdiagnose/ps.txt")).toHaveLength(1);
    expect(acquisition.problems.map(({ problem, reason }) => [problem.message, reason])).toContainEqual([
      "archive/gzip-cut-off",
      "damaged",
    ]);
  });

  test("a member that states too large a size swallows what follows, and that is said; what comes before is read", async () => {
    const members = Object.entries(below(ROOT)).map(([name, bytes]) =>
      tarEntry({ name, bytes, ...(name.endsWith("ps.txt") && { size: 4_000 }) }),
    );
    const acquisition = await openPacked("given.tar.gz", await compressed(concatenated([...members, TAR_END]), "gzip"));
    expect(acquisition.fileSystem.files("bridle:/sysdiagnose/sysdiagnose.log")).toHaveLength(1);
    expect(acquisition.problems.some(({ reason }) => reason === "damaged")).toBe(true);
  });

  test("long names of pax and of GNU are names like others", async () => {
    const deep = `${ROOT}/crashes_and_spins/${"folder/".repeat(20)}x.ips`;
    const tar = concatenated([
      ...entriesOf(below(ROOT)).map(tarEntry),
      tarEntry({ name: "PaxHeader", type: "x", bytes: paxRecords({ path: deep }) }),
      tarEntry({ name: "short", bytes: "{}" }),
      tarEntry({ name: "././@LongLink", type: "L", bytes: `${deep}.synced\0` }),
      tarEntry({ name: "short", bytes: "{}" }),
      TAR_END,
    ]);
    const { fileSystem } = await openPacked("given.tar.gz", await compressed(tar, "gzip"));
    expect(fileSystem.glob("**/x.ips*")).toHaveLength(2);
  });
});
