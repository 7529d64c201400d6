import { describe, expect, test } from "vitest";
import { readBytes } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";
import { sha256OfBytes } from "../../bytes/hasher.ts";
import type { SqliteEngine } from "../../formats/sqlite/engine.ts";
import { renderEnglish } from "../../messages/catalog.ts";
import { ageFile, passwordStanza } from "../../testing/age.ts";
import { backupFile, zlib } from "../../testing/android-backup.ts";
import { compressed, tarFile, type ZipEntryInput, zipFile } from "../../testing/archives.ts";
import { damaged } from "../../testing/damage.ts";
import { commandSection, dumpBanner, dumpProperties, dumpsysSection } from "../../testing/dump.ts";
import { testLoaderContext } from "../../testing/index.ts";
import { AcquisitionError } from "../file-system.ts";
import type { Input } from "../input.ts";
import type { Acquisition, LoaderContext } from "../loader.ts";
import { memoryFile, memoryInput } from "../memory-input.ts";
import { openAcquisition } from "../open.ts";

const encoded = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const NO_DATABASE: SqliteEngine = { open: () => expect.fail("no database is needed") };
const SMS = "/data/user_de/0/com.android.providers.telephony/files/000000_sms_backup";
const WANTED = ["bridle:/**", "/data/**"];
const open = (input: Input, given: Partial<LoaderContext> = {}): Promise<Acquisition> =>
  openAcquisition(input, testLoaderContext(NO_DATABASE, { wanted: WANTED, ...given }));

type Files = Readonly<Record<string, Uint8Array>>;
const zipEntry = async (name: string, bytes: Uint8Array): Promise<ZipEntryInput> => ({
  name,
  bytes,
  method: 8,
  stored: await compressed(bytes, "deflate-raw"),
});
const zipOf = async (files: Files, folder = ""): Promise<Uint8Array<ArrayBuffer>> =>
  zipFile(await Promise.all(Object.entries(files).map(([name, bytes]) => zipEntry(folder + name, bytes))));

const REPORT_TEXT =
  dumpBanner() +
  dumpProperties({ "persist.sys.timezone": "Europe/Belgrade", "ro.product.model": "Pixel 9" }) +
  commandSection("SYSTEM LOG", "07-01 11:59:59.000 I x: y\n", "logcat -v threadtime -d") +
  dumpsysSection("package", "Packages of the report\n");
const REPORT_NAME = "bugreport-demo-BP1A-2025-07-01-12-00-00.txt";
const BACKUP_TAR = tarFile([{ name: "apps/com.android.providers.telephony/d_f/000000_sms_backup", bytes: await zlib(encoded("[]")) }]);
const EVENT = '{"dns_event":{"event_id":1,"event_time":1777000000123,"hostname":"a.example","ip_addresses":[],"package_name":"a.b"}}\n';

const OWN: Files = {
  "acquisition.json": encoded('{"uuid":"1","started":"2025-07-01T10:00:00.123456789+02:00","collector":null}'),
  "command.log": encoded("log"),
  "getprop.txt": encoded("[persist.sys.timezone]: [Europe/Belgrade]\n[ro.product.model]: [Pixel 9]\n[ro.bridle.demo]: [1]\n"),
  "settings_secure.txt": encoded("a=b\n"),
  "processes.txt": encoded("USER PID\n"),
  "packages.json": encoded("[]"),
  "dumpsys.txt": encoded(
    `Currently running services:\n  adb\n  package\n${dumpsysSection("package", "Packages of dumpsys\n")}${dumpsysSection("adb", "ADB MANAGER STATE\n")}`,
  ),
  "logs/data/anr/anr_1": encoded("anr"),
  "logs/proc/kmsg": encoded("kernel"),
  "tmp/payload": encoded("x"),
};
const parts = async (password?: string): Promise<Files> => ({
  "bugreport.zip": await zipOf({ "main_entry.txt": encoded(REPORT_NAME), [REPORT_NAME]: encoded(REPORT_TEXT) }),
  "backup.ab": await backupFile({ tar: BACKUP_TAR, ...(password !== undefined && { password }) }),
  "intrusion_logs/2026/log.txt": encoded(EVENT),
  "intrusion_logs/day.zip": await zipOf({ "more.txt": encoded(EVENT), "read.me": encoded("x") }),
});
const hashesOf = (files: Files, prefix: string): Uint8Array =>
  encoded(
    Object.entries(files)
      .map(([name, bytes]) => `${prefix}${name},${sha256OfBytes(bytes)}\n`)
      .join(""),
  );
async function collection(password?: string, prefix = "/home/analyst/1/"): Promise<Files> {
  const files = { ...OWN, ...(await parts(password)) };
  const { "command.log": _, ...hashed } = files;
  return { ...files, "hashes.csv": hashesOf(hashed, prefix) };
}
const folderOf = (files: Files, base = ""): Input =>
  memoryInput("collected", new Map(Object.entries(files).map(([name, bytes]) => [base + name, bytes])));

const textsOf = ({ fileSystem }: Acquisition, path: string): string[] =>
  fileSystem.files(path).map((file) => new TextDecoder().decode(readBytes(file.open(), 0, file.size)));
const problemsOf = ({ problems }: Acquisition): string[] =>
  problems.map(({ problem }) => {
    expect(renderEnglish(problem)).not.toMatch(/[{}]/);
    return problem.message;
  });

const FORMS: Readonly<Record<string, () => Promise<Input>>> = {
  "a folder": async () => folderOf(await collection()),
  "a folder in a folder": async () => folderOf(await collection(), "1f0e/"),
  "a zip with entries at its root (MVT: nothing, and no word of it)": async () =>
    memoryFile("x.zip", await zipOf(await collection(undefined, ""))),
  "a zip with entries under one folder": async () => memoryFile("x.zip", await zipOf(await collection(), "1f0e/")),
  "a tar": async () => memoryFile("x.tar", tarFile(Object.entries(await collection()).map(([name, bytes]) => ({ name, bytes })))),
  "a packed tar": async () =>
    memoryFile("x.tgz", await compressed(tarFile(Object.entries(await collection()).map(([name, bytes]) => ({ name, bytes }))), "gzip")),
  "a sealed zip": async () => memoryFile("x.zip.age", ageFile(await zipOf(await collection(undefined, "")), [passwordStanza("a")])),
};

describe("a collection is read", () => {
  test.each(Object.keys(FORMS))("as %s", async (form) => {
    const acquisition = await open(await FORMS[form]!(), { unlock: { kind: "password", password: "a" } });
    expect(acquisition.info).toMatchObject({
      kind: "androidqf",
      device: { platform: "android", model: "Pixel 9" },
      zone: "Europe/Belgrade",
      made: "2025-07-01T08:00:00Z",
      isDemo: true,
      idOf: form.startsWith("a folder") ? "listing" : "file",
    });
    expect(textsOf(acquisition, "bridle:/settings/secure")).toEqual(["a=b\n"]);
    expect(textsOf(acquisition, "/data/anr/anr_1")).toEqual(["anr"]);
    expect(textsOf(acquisition, "bridle:/kernel-log")).toEqual(["kernel"]);
    expect(textsOf(acquisition, "/data/local/tmp/payload")).toEqual(["x"]);
    expect(textsOf(acquisition, "bridle:/processes")).toEqual(["USER PID\n"]);
    expect(acquisition.fileSystem.files(SMS)).toHaveLength(1);
    expect(textsOf(acquisition, "bridle:/intrusion-logs/2026/log.txt")).toEqual([EVENT]);
    expect(textsOf(acquisition, "bridle:/intrusion-logs/day.zip/more.txt")).toEqual([EVENT]);
    expect(problemsOf(acquisition)).toEqual(["intrusion-logs/other-files"]);
  });

  test("with the services of its bug report, and of dumpsys.txt only what that lacks", async () => {
    const acquisition = await open(folderOf(await collection()));
    expect(textsOf(acquisition, "bridle:/dumpsys/package")).toEqual(["Packages of the report\n"]);
    expect(textsOf(acquisition, "bridle:/dumpsys/adb")).toEqual(["ADB MANAGER STATE\n"]);
    expect(acquisition.fileSystem.files("bridle:/dumpsys/package")[0]!.containers).toMatchObject([
      { container: "folder", name: "bugreport.zip" },
      { container: "zip", name: REPORT_NAME },
    ]);
  });

  test("with dumpsys.txt where it has no bug report (MVT ignores it)", async () => {
    const { "bugreport.zip": _, ...files } = await collection();
    const acquisition = await open(folderOf(files));
    expect(textsOf(acquisition, "bridle:/dumpsys/package")).toEqual(["Packages of dumpsys\n"]);
    expect(problemsOf(acquisition)).toContain("androidqf/no-bugreport");
  });

  test("whatever it is called, unless there are two", async () => {
    const files = await collection();
    const two = new Map([
      ...Object.entries(files).map(([name, bytes]) => [`a/${name}`, bytes] as const),
      ...Object.entries(files).map(([name, bytes]) => [`b/${name}`, bytes] as const),
    ]);
    await expect(open(memoryInput("two", two))).rejects.toMatchObject({ code: "ambiguous" });
  });
});

describe("one part that cannot be opened", () => {
  test("a backup with another's password leaves the rest, and its artifacts locked (MVT ends before it writes anything)", async () => {
    for (const unlock of [undefined, { kind: "password", password: "wrong" } as const]) {
      const acquisition = await open(folderOf(await collection("right")), unlock && { unlock });
      expect(acquisition.unread).toEqual([{ kind: "android-backup", why: "no-key" }]);
      expect(problemsOf(acquisition)).toContain(unlock ? "androidqf/part-wrong-password" : "androidqf/part-locked");
      expect(textsOf(acquisition, "bridle:/dumpsys/package")).toHaveLength(1);
      expect(acquisition.fileSystem.glob("bridle:/intrusion-logs/**")).toHaveLength(2);
    }
    const opened = await open(folderOf(await collection("right")), { unlock: { kind: "password", password: "right" } });
    expect(opened.fileSystem.files(SMS)).toHaveLength(1);
  });

  test("a bug report that is cut off leaves the rest, and dumpsys.txt stands in (MVT: BadZipFile)", async () => {
    const files = await collection();
    const acquisition = await open(folderOf({ ...files, "bugreport.zip": files["bugreport.zip"]!.slice(0, 300) }));
    expect(textsOf(acquisition, "bridle:/dumpsys/adb")).toHaveLength(1);
    expect(acquisition.fileSystem.files("bridle:/dumpsys/package").length).toBeGreaterThan(0);
    expect(acquisition.fileSystem.files(SMS)).toHaveLength(1);
    expect(problemsOf(acquisition)).toContain("androidqf/hash-differs");
  });

  test("a backup of nothing is no damage", async () => {
    const acquisition = await open(folderOf({ ...(await collection()), "backup.ab": new Uint8Array() }));
    expect(acquisition.unread).toEqual([]);
  });

  test("a part of another kind is told", async () => {
    const acquisition = await open(
      folderOf({ ...(await collection()), "bugreport.zip": encoded("failed to get a bug report"), "backup.ab": encoded("no backup") }),
    );
    expect(problemsOf(acquisition)).toEqual(
      expect.arrayContaining(["androidqf/part-unknown", "androidqf/part-damaged", "androidqf/no-bugreport"]),
    );
    expect(acquisition.unread).toEqual([
      { kind: "android-bugreport", why: "damaged" },
      { kind: "android-backup", why: "damaged" },
    ]);
  });
});

test("the second file of a name in a zip is read as well, each with its own hash (MVT: by name)", async () => {
  const own = await collection(undefined, "");
  const apk = "apks/com.example.split.apk";
  const [base, split] = [encoded("base"), encoded("split")];
  const { "hashes.csv": hashes, ...others } = own;
  const rows = `${new TextDecoder().decode(hashes)}${[base, split].map((bytes) => `${apk},${sha256OfBytes(bytes)}\n`).join("")}`;
  const members: [string, Uint8Array][] = [
    ...Object.entries(others),
    [apk, base],
    [apk, split],
    ["getprop.txt", encoded("[another]: [1]\n")],
    ["hashes.csv", encoded(rows)],
  ];
  const acquisition = await open(
    memoryFile("x.zip", zipFile(await Promise.all(members.map(([name, bytes]) => zipEntry(name, bytes as Uint8Array<ArrayBuffer>))))),
  );
  expect(textsOf(acquisition, `bridle:/androidqf/${apk}`)).toEqual(["base", "split"]);
  expect(acquisition.fileSystem.files(`bridle:/androidqf/${apk}`)).toMatchObject([
    { statedSha256: sha256OfBytes(base) },
    { statedSha256: sha256OfBytes(split), containers: [{ container: "zip", name: apk }] },
  ]);
  expect(textsOf(acquisition, "bridle:/getprop")).toContain("[another]: [1]\n");
  expect(problemsOf(acquisition)).toContain("androidqf/copies");
  expect(problemsOf(acquisition)).not.toContain("androidqf/hash-unlisted");
});

describe("older bug reports", () => {
  const older = async (day: string, body: string): Promise<Files> => {
    const name = `bugreport-demo-BP1A-${day}-12-00-00`;
    const text = dumpBanner(`${day} 12:00:00`) + dumpProperties({ "persist.sys.timezone": "Asia/Tokyo" }) + dumpsysSection("package", body);
    return { [`old_bugreports/${name}.zip`]: await zipOf({ "main_entry.txt": encoded(`${name}.txt`), [`${name}.txt`]: encoded(text) }) };
  };

  test("lie at places of their own, with their own day and zone, in a folder and in a zip (MVT: none)", async () => {
    const files = { ...(await collection(undefined, "")), ...(await older("2025-06-01", "Packages of June\n")) };
    for (const input of [folderOf(files), memoryFile("x.zip", await zipOf(files))]) {
      const acquisition = await open(input);
      expect(textsOf(acquisition, "bridle:/dumpsys/package")).toEqual(["Packages of the report\n"]);
      const [file] = acquisition.fileSystem.glob("bridle:/earlier/*/dumpsys/package");
      expect(file).toMatchObject({
        path: "bridle:/earlier/bugreport-demo-BP1A-2025-06-01-12-00-00/dumpsys/package",
        part: { of: "bridle:/earlier/bugreport-demo-BP1A-2025-06-01-12-00-00/dumpstate" },
        earlier: { path: "bridle:/dumpsys/package", made: "2025-06-01T03:00:00Z", zone: "Asia/Tokyo" },
      });
      expect(textsOf(acquisition, file!.path)).toEqual(["Packages of June\n"]);
      expect(problemsOf(acquisition)).toContain("androidqf/old-bugreports");
    }
  });

  test("are the newest ones, without the collection's own, and one that is damaged costs itself", async () => {
    const files = await collection(undefined, "");
    const days = Array.from({ length: 9 }, (_, day) => `2025-06-${String(day + 10)}`);
    const many = Object.assign({}, ...(await Promise.all(days.map((day) => older(day, `Packages of ${day}\n`)))));
    const [newest] = Object.keys(many).reverse();
    const acquisition = await open(
      folderOf({ ...files, ...many, [newest!]: many[newest!].slice(0, 100), "old_bugreports/same.zip": files["bugreport.zip"]! }),
    );
    const found = acquisition.fileSystem.glob("bridle:/earlier/*/dumpsys/package").map(({ earlier }) => earlier!.made!.slice(0, 10));
    expect(found).toEqual(days.slice(1, 8));
    expect(acquisition.unread).toEqual([]);
    expect(problemsOf(acquisition)).toEqual(expect.arrayContaining(["androidqf/old-bugreports-left", "androidqf/part-unknown"]));
  });
});

describe("hashes.csv", () => {
  test("gives each file the hash that was written down, whatever folders led there", async () => {
    const { fileSystem } = await open(folderOf(await collection(undefined, "C:\\cases\\1\\")));
    expect(fileSystem.files("bridle:/settings/secure")[0]).toMatchObject({ statedSha256: sha256OfBytes(OWN["settings_secure.txt"]!) });
  });

  test("shows that dumpsys.txt is another, though the bug report has all its sections", async () => {
    const files = await collection();
    const acquisition = await open(folderOf({ ...files, "dumpsys.txt": files["dumpsys.txt"]!.slice(0, 40) }));
    const told = acquisition.problems.filter(({ problem }) => problem.message === "androidqf/hash-differs");
    expect(told.map(({ file }) => file)).toEqual(["dumpsys.txt"]);
  });

  test("shows files that are missing, added, and lines that are none (MVT never verifies it)", async () => {
    const files = await collection();
    const list = `${new TextDecoder().decode(files["hashes.csv"])}gone.txt,${"0".repeat(64)}\nnot a line\n`;
    const acquisition = await open(folderOf({ ...files, "hashes.csv": encoded(list), "added.txt": encoded("new") }));
    expect(problemsOf(acquisition)).toEqual(
      expect.arrayContaining(["androidqf/hash-unreadable", "androidqf/hash-missing", "androidqf/hash-unlisted"]),
    );
    const { "hashes.csv": _, ...without } = files;
    expect(problemsOf(await open(folderOf(without)))).toContain("androidqf/no-hashes");
  });
});

test("whatever is cut off or flipped, opening and reading it ends with bytes, problems or a named error", async () => {
  const whole = await zipOf(await collection(undefined, ""));
  for (const { bytes, damage } of damaged(whole, { cuts: 30, flips: 40 })) {
    try {
      const { fileSystem } = await open(memoryFile("x.zip", bytes));
      for (const file of fileSystem.glob("**")) readBytes(file.open(), 0, file.size);
    } catch (error) {
      expect(error instanceof AcquisitionError || error instanceof FormatError, `${damage}: ${error}`).toBe(true);
    }
  }
});
