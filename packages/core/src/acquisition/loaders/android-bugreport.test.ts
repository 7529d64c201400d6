import { describe, expect, test } from "vitest";
import { type ByteSource, readBytes } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";
import type { SqliteEngine } from "../../formats/sqlite/engine.ts";
import { renderEnglish } from "../../messages/catalog.ts";
import { toIso } from "../../model/time.ts";
import { compressed, concatenated, TAR_END, tarEntry, type ZipEntryInput, zipFile } from "../../testing/archives.ts";
import { damaged } from "../../testing/damage.ts";
import { commandSection, dumpBanner, dumpProperties, dumpsysSection } from "../../testing/dump.ts";
import { testLoaderContext } from "../../testing/index.ts";
import { AcquisitionError } from "../file-system.ts";
import type { Input, InputFile } from "../input.ts";
import type { Acquisition } from "../loader.ts";
import { memoryFile, memoryInput } from "../memory-input.ts";
import { openAcquisition } from "../open.ts";

const encoded = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const NO_DATABASE: SqliteEngine = { open: () => expect.fail("no database is needed") };
const WANTED = ["bridle:/dumpsys/*", "/data/**"];
const open = (input: Input): Promise<Acquisition> => openAcquisition(input, testLoaderContext(NO_DATABASE, { wanted: WANTED }));
const openFile = (name: string, bytes: Uint8Array): Promise<Acquisition> => open(memoryFile(name, bytes));

const PROPERTIES = {
  "persist.sys.timezone": "Europe/Belgrade",
  "ro.build.display.id": "BP1A.250505.005",
  "ro.build.version.release": "16",
  "ro.product.model": "Pixel 9",
  "ro.serialno": "DEMO0001",
};
const DUMP =
  dumpBanner() +
  dumpProperties(PROPERTIES) +
  commandSection("PROCESSES AND THREADS", "LABEL USER PID\n", "ps -A -T -Z") +
  commandSection("SYSTEM LOG", "07-01 11:59:59.000 I x: y\n", "logcat -v threadtime -d") +
  commandSection("A/B TITLE", "x\n") +
  dumpsysSection("CRITICAL activity", "first\n") +
  dumpsysSection("package", "Packages:\n") +
  dumpsysSection("activity", "second\n");
const TEXT_NAME = "bugreport-demo-BP1A-2025-07-01-12-00-00.txt";
const FILES: Readonly<Record<string, string>> = {
  "main_entry.txt": TEXT_NAME,
  "version.txt": "2.0",
  [TEXT_NAME]: DUMP,
  "dumpstate_log.txt": "log of dumpstate itself",
  "FS/data/anr/anr_1": "anr",
  "FS/data/misc/x.bat.renamed": "bat",
  "FS/storage/emulated/0/y": "y",
  "visible_windows.zip": "PK",
};

const zipEntry = async (name: string, text: string | Uint8Array): Promise<ZipEntryInput> => {
  const bytes = typeof text === "string" ? encoded(text) : text;
  return { name, bytes, method: 8, stored: await compressed(bytes, "deflate-raw") };
};
const zipOf = async (files: Readonly<Record<string, string | Uint8Array>>, folder = ""): Promise<Uint8Array<ArrayBuffer>> =>
  zipFile(await Promise.all(Object.entries(files).map(([name, text]) => zipEntry(folder + name, text))));
const folderOf = (files: Readonly<Record<string, string>>) =>
  memoryInput("report", new Map(Object.entries(files).map(([name, text]) => [name, encoded(text)])));

const contentOf = ({ fileSystem }: Acquisition, path: string): string[] =>
  fileSystem.files(path).map((file) => new TextDecoder().decode(readBytes(file.open(), 0, file.size)));
const problemsOf = ({ problems }: Acquisition): string[] =>
  problems.map(({ problem }) => {
    expect(renderEnglish(problem)).not.toMatch(/[{}]/);
    return problem.message;
  });

const FORMS: Readonly<Record<string, () => Promise<Input>>> = {
  "a zip": async () => memoryFile("bugreport.zip", await zipOf(FILES)),
  "a folder": async () => folderOf(FILES),
  "a folder in the folder": async () => folderOf(Object.fromEntries(Object.entries(FILES).map(([name, text]) => [`b/${name}`, text]))),
  "a zip of a folder": async () => memoryFile("x.zip", await zipOf(FILES, "some/where/")),
  "a tar.gz of a folder": async () => {
    const entries = Object.entries(FILES).map(([name, bytes]) => tarEntry({ name: `b/${name}`, bytes }));
    return memoryFile("x.tgz", await compressed(concatenated([...entries, TAR_END]), "gzip"));
  },
  "a zip without main_entry.txt": async () => {
    const { "main_entry.txt": _, ...rest } = FILES;
    return memoryFile("x.zip", await zipOf(rest));
  },
  "a zip in a zip, as MIUI writes it": async () =>
    memoryFile("bugreport-2025-07-01.zip", await zipOf({ "bugreport-demo-1.zip": await zipOf(FILES), "log/x.txt": "of the maker" })),
};
const TEXTS: Readonly<Record<string, () => Promise<Input>>> = {
  "its text alone": async () => memoryFile(TEXT_NAME, encoded(DUMP)),
  "its text under another name": async () => memoryFile("given", encoded(DUMP)),
  "its text, packed": async () => memoryFile(`${TEXT_NAME}.gz`, await compressed(encoded(DUMP), "gzip")),
  "a zip of Samsung": async () =>
    memoryFile("s.zip", await zipOf({ "log/dumpState_S911B_202507011200.log": DUMP.replace("== dumpstate:", "== dumpState:") })),
  "a text packed in a folder": async () =>
    memoryFile("s.zip", await zipOf({ [`${TEXT_NAME}.gz`]: await compressed(encoded(DUMP), "gzip") })),
};

describe.each(Object.entries({ ...FORMS, ...TEXTS }))("a bug report as %s", (_, input) => {
  test("has its sections at their names, and tells what the phone is", async () => {
    const acquisition = await open(await input());
    const { info, fileSystem } = acquisition;
    expect(info).toMatchObject({
      kind: "android-bugreport",
      device: { platform: "android", model: "Pixel 9", osVersion: "16", osBuild: "BP1A.250505.005" },
      made: "2025-07-01T10:00:00Z",
      zone: "Europe/Belgrade",
      isDemo: false,
    });
    expect(JSON.stringify(info)).not.toContain("DEMO0001");
    expect(contentOf(acquisition, "bridle:/dumpsys/package")).toEqual(["Packages:\n"]);
    expect(contentOf(acquisition, "bridle:/dumpsys/activity").sort()).toEqual(["first\n", "second\n"]);
    for (const path of ["bridle:/processes", "bridle:/dumpstate/PROCESSES AND THREADS"])
      expect(contentOf(acquisition, path)).toEqual(["LABEL USER PID\n"]);
    expect(contentOf(acquisition, "bridle:/logcat/system")).toEqual(["07-01 11:59:59.000 I x: y\n"]);
    expect(contentOf(acquisition, "bridle:/dumpstate/A_B TITLE")).toEqual(["x\n"]);
    expect(contentOf(acquisition, "bridle:/dumpstate/header")[0]).toMatch(/^=+\n== dump[sS]tate/);
    expect(contentOf(acquisition, "bridle:/dumpstate")[0]).toHaveLength(DUMP.length);
    const [section] = fileSystem.files("bridle:/dumpsys/package");
    expect(section!.part).toEqual({
      of: "bridle:/dumpstate",
      offset: DUMP.indexOf("Packages:"),
      line: DUMP.slice(0, DUMP.indexOf("Packages:")).split("\n").length - 1,
    });
  });
});

describe.each(Object.entries(FORMS))("a bug report as %s", (_, input) => {
  test("has the copied files at their places on the phone, and nothing is out of order", async () => {
    const acquisition = await open(await input());
    expect(contentOf(acquisition, "/data/anr/anr_1")).toEqual(["anr"]);
    expect(contentOf(acquisition, "/data/misc/x.bat")).toEqual(["bat"]);
    expect(contentOf(acquisition, "/data/media/0/y")).toEqual(["y"]);
    expect(acquisition.fileSystem.files("bridle:/bugreport/version.txt")).toHaveLength(1);
    expect(problemsOf(acquisition).filter((id) => id !== "bugreport/packed-inside")).toEqual([]);
  });
});

test("the id is that of what was handed over, and the same whatever it is called", async () => {
  const packed = await compressed(encoded(DUMP), "gzip");
  const ids = await Promise.all([openFile("a.txt.gz", packed), openFile("b", packed), openFile("c", encoded(DUMP))]);
  expect(ids[0]!.info).toMatchObject({ id: ids[1]!.info.id, idOf: "file", files: 1 });
  expect(ids[2]!.info.id).not.toBe(ids[0]!.info.id);
  const folders = await Promise.all([open(folderOf(FILES)), open(folderOf(Object.fromEntries(Object.entries(FILES).reverse())))]);
  expect(folders[0]!.info).toMatchObject({ id: folders[1]!.info.id, idOf: "listing", files: Object.keys(FILES).length });
});

test("what the phone says of itself is read once", async () => {
  const folder = folderOf(FILES);
  const reads: number[] = [];
  const counted = (name: string): InputFile | undefined => {
    const file = folder.file(name);
    const open = (): ByteSource => {
      const source = file!.open();
      const readSync: ByteSource["readSync"] = (offset, into) => {
        reads.push(offset);
        return source.readSync(offset, into);
      };
      return { byteLength: source.byteLength, readSync };
    };
    return file && { ...file, open };
  };
  const { info } = await open({ ...folder, file: counted });
  expect(info.zone).toBe("Europe/Belgrade");
  expect(reads.filter((offset) => offset === DUMP.indexOf("[persist.sys.timezone]"))).toHaveLength(1);
});

test("the way to a section leads through every archive around it", async () => {
  const acquisition = await open(await FORMS["a zip in a zip, as MIUI writes it"]!());
  const [section] = acquisition.fileSystem.files("bridle:/dumpsys/package");
  expect(section!.rawPath).toBe(TEXT_NAME);
  expect(section!.containers.map(({ container, name }) => `${container} ${name}`)).toEqual([
    "zip bugreport-demo-1.zip",
    `zip ${TEXT_NAME}`,
  ]);
});

describe("what a bug report's zip says of times", () => {
  /** 2025-03-02 04:05:06 as MS-DOS writes it. */
  const DOS = (((2025 - 1980) << 9) | (3 << 5) | 2) * 65536 + ((4 << 11) | (5 << 5) | 3);
  const withTimes = async (folder = ""): Promise<Uint8Array<ArrayBuffer>> => {
    const bytes = await zipOf(FILES, folder);
    const view = new DataView(bytes.buffer);
    for (let at = 0; at + 46 < bytes.length; at++) if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 12, DOS, true);
    return bytes;
  };

  test("is each copied file's own time, in the phone's zone", async () => {
    const { fileSystem } = await openFile("x.zip", await withTimes());
    const { modified } = fileSystem.files("/data/anr/anr_1")[0]!;
    expect([modified!.earliest, modified!.latest].map((time) => toIso(time, "second"))).toEqual([
      "2025-03-02T03:05:06Z",
      "2025-03-02T03:05:07Z",
    ]);
    expect(modified).toMatchObject({ clock: "utc", zoneSource: "settings", raw: "2025-03-02 04:05:06" });
  });

  test("is told of no zip that somebody else has packed", async () => {
    const { fileSystem } = await openFile("x.zip", await withTimes("b/"));
    expect(fileSystem.files("/data/anr/anr_1")[0]).not.toHaveProperty("modified");
  });
});

describe("what is not as it should be", () => {
  test("a main text that is named and not there is told, and another is found", async () => {
    const acquisition = await open(folderOf({ ...FILES, "main_entry.txt": "bugreport-gone.txt\n" }));
    expect(contentOf(acquisition, "bridle:/dumpsys/package")).toEqual(["Packages:\n"]);
    expect(problemsOf(acquisition)).toEqual(["bugreport/main-entry-dangling"]);
  });

  test("of several texts the longest is read, and the others are told", async () => {
    const { "main_entry.txt": _, ...rest } = FILES;
    const acquisition = await open(folderOf({ ...rest, "bugreport-small.txt": "x" }));
    expect(contentOf(acquisition, "bridle:/dumpsys/package")).toEqual(["Packages:\n"]);
    expect(problemsOf(acquisition)).toEqual(["bugreport/several-texts"]);
  });

  test("several bug reports in one zip are refused by name", async () => {
    const zip = await zipOf({ "bugreport-1.zip": await zipOf(FILES), "bugreport-2.zip": await zipOf(FILES) });
    await expect(openFile("x.zip", zip)).rejects.toMatchObject({
      code: "ambiguous",
      params: { names: "bugreport-1.zip, bugreport-2.zip" },
    });
  });

  test("a zone that is not known leaves the times to the phone's own clock", async () => {
    const acquisition = await openFile("x", encoded(dumpBanner() + dumpsysSection("package", "Packages:\n")));
    expect(acquisition.info).not.toHaveProperty("zone");
    expect(acquisition.info).not.toHaveProperty("made");
    expect(problemsOf(acquisition)).toEqual(["bugreport/zone-unknown"]);
  });

  test("a text that ends early says which section lost its end, there and in that section", async () => {
    const cut = DUMP.slice(0, DUMP.indexOf("Packages:") + 4);
    const acquisition = await openFile("x", encoded(cut));
    expect(acquisition.problems).toMatchObject([{ problem: { message: "bugreport/section-unclosed", params: { title: "package" } } }]);
    const problemsAt = (path: string) => acquisition.fileSystem.files(path)[0]!.problems!();
    expect(problemsAt("bridle:/dumpsys/package")).toMatchObject([{ reason: "damaged" }]);
    expect(problemsAt("bridle:/processes")).toEqual([]);
  });

  test("a section that an app imitates is told, and none is left out", async () => {
    const end = "--------- 0.010s was the duration of dumpsys notification, ending at: 2025-07-01 12:00:05\n";
    const forged = dumpsysSection("notification", `x\n${end}${dumpsysSection("package", "forged\n")}`);
    const acquisition = await openFile("x", encoded(DUMP + forged));
    expect(contentOf(acquisition, "bridle:/dumpsys/package")).toEqual(["Packages:\n", "forged\n"]);
    expect(problemsOf(acquisition).sort()).toEqual(["bugreport/section-ends-twice", "bugreport/section-repeated"]);
  });

  test("a zip that ends early is read as far as it goes", async () => {
    const whole = await zipOf({ [TEXT_NAME]: DUMP + dumpsysSection("long", "0123456789abcdef\n".repeat(5_000)) });
    for (const part of [0.6, 0.8, 0.95]) {
      const acquisition = await openFile("x.zip", whole.subarray(0, Math.floor(whole.length * part)));
      expect(contentOf(acquisition, "bridle:/dumpsys/package")).toEqual(["Packages:\n"]);
      expect(problemsOf(acquisition)).toContain("archive/zip-no-directory");
      expect(acquisition.fileSystem.files("bridle:/dumpsys/package")[0]!.problems!()).toEqual([]);
    }
  });

  test("what is no bug report is left to others", async () => {
    for (const text of ["", "hello", "== dumpstate: x", "DUMP OF SERVICE package:\n"])
      await expect(openFile("x.txt", encoded(text)), text).rejects.toMatchObject({ code: "unrecognized" });
    await expect(openFile("x.gz", await compressed(encoded("hello"), "gzip"))).rejects.toMatchObject({ code: "unrecognized" });
  });

  test("a bug report beside the other files of a collection is not taken for the whole", async () => {
    const zip = await zipOf({ "acquisition.json": "{}", "bugreport.zip": await zipOf(FILES) });
    const { detect } = (await import("./android-bugreport.ts")).default;
    const folder = memoryInput(
      "x",
      new Map([
        ["acquisition.json", encoded("{}")],
        ["bugreport.zip", zip],
      ]),
    );
    expect(detect(folder)).toBe(false);
  });

  test("damaged copies end in what can be read or in a refusal, nothing else", async () => {
    const faults: string[] = [];
    for (const [form, bytes] of [
      ["zip", await zipOf(FILES)],
      ["text", encoded(DUMP)],
      ["gz", await compressed(encoded(DUMP), "gzip")],
    ] as const)
      for (const { bytes: copy, damage } of damaged(bytes, { cuts: 25, flips: 60 })) {
        try {
          const { fileSystem } = await openFile("x", copy);
          for (const file of [...fileSystem.glob("bridle:/**"), ...fileSystem.glob("/**")]) {
            try {
              readBytes(file.open(), 0, file.size);
            } catch (error) {
              if (!(error instanceof FormatError) && !(error instanceof AcquisitionError))
                faults.push(`${form} ${damage} ${file.path}: ${error}`);
            }
            file.problems?.();
          }
        } catch (error) {
          if (!(error instanceof FormatError) && !(error instanceof AcquisitionError)) faults.push(`${form} ${damage}: ${error}`);
        }
      }
    expect(faults).toEqual([]);
  });
});
