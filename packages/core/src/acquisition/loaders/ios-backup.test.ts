import { expect, test } from "vitest";
import { bytesSource, readBytes } from "../../bytes/byte-source.ts";
import { portableSha256, sha256OfSource } from "../../bytes/hasher.ts";
import { toHex } from "../../model/json.ts";
import {
  archiveObject,
  binaryPlist,
  buildDatabase,
  createTestEngine,
  keyedArchive,
  plistDate,
  testLoaderContext,
  xmlPlist,
} from "../../testing/index.ts";
import { memoryFile, memoryInput } from "../memory-input.ts";
import { openAcquisition } from "../open.ts";
import { fileIdOf } from "./ios-backup/catalogue.ts";
import { mapCatalogue, type PayloadPlace } from "./ios-backup/map-catalogue.ts";
import loader from "./ios-backup.ts";

const FILES = "CREATE TABLE Files (fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB)";
/** Known to every tool of the field. */
const SMS_ID = "3d0d7e5fb2ce288813306e4d4636395e047a3d28";
const SMS_PATH = "/private/var/mobile/Library/SMS/sms.db";

const engine = createTestEngine();
const open = async (files: Readonly<Record<string, Uint8Array>>, name = "backup") => {
  const sqlite = await engine;
  return openAcquisition(memoryInput(name, new Map(Object.entries(files))), testLoaderContext(sqlite));
};
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const entry = (domain: string, path: string, flags = 1, file = "NULL", id = fileIdOf(domain, path)): string =>
  `INSERT INTO Files VALUES ('${id}', '${domain}', '${path}', ${flags}, ${file})`;
const catalogue = (...rows: string[]) => buildDatabase([FILES, ...rows], { pageSize: 512 });
const ROOTS = {
  "Info.plist": xmlPlist({
    "Device Name": "DEMO",
    "Product Type": "iPhone14,5",
    "Product Name": "iPhone 13",
    "Product Version": "17.4",
    "Last Backup Date": plistDate("2024-05-01T10:00:00Z"),
  }),
  "Manifest.plist": binaryPlist({ IsEncrypted: false }),
  "Status.plist": binaryPlist({ IsFullBackup: true }),
};
const phone = async () => ({
  ...ROOTS,
  "Manifest.db": await catalogue(
    entry("HomeDomain", "Library/SMS/sms.db"),
    entry("HomeDomain", "Library", 2),
    entry("AppDomain-com.apple.mobilesafari", "Library/Safari/History.db"),
  ),
  [`3d/${SMS_ID}`]: text("messages"),
  [payload("AppDomain-com.apple.mobilesafari", "Library/Safari/History.db")]: text("history"),
});
const payload = (domain: string, path: string): string => `${fileIdOf(domain, path).slice(0, 2)}/${fileIdOf(domain, path)}`;
const problemsOf = (problems: readonly { problem: { message: string } }[]) =>
  problems.map(({ problem }) => problem.message.slice("acquisition/".length));
const code = (expected: string) => expect.objectContaining({ name: "AcquisitionError", code: expected });

test("the file id is the SHA-1 that all tools know", () => {
  expect(fileIdOf("HomeDomain", "Library/SMS/sms.db")).toBe(SMS_ID);
});

test("puts stored files at their places on the phone, and says what the phone and the backup are", async () => {
  const files = await phone();
  const { info, fileSystem, problems } = await open(files);
  expect(problems).toEqual([]);
  expect(info).toMatchObject({
    kind: "ios-backup",
    idOf: "manifest",
    device: { platform: "ios", model: "iPhone14,5", modelName: "iPhone 13", osVersion: "17.4" },
    made: "2024-05-01T10:00:00Z",
    files: 3,
    isDemo: true,
  });
  expect(info.id).toBe(sha256OfSource(memoryFile("x", files["Manifest.db"]).open(), portableSha256));
  const [sms] = fileSystem.files(SMS_PATH);
  expect(sms).toMatchObject({ rawPath: `3d/${SMS_ID}`, size: 8 });
  expect(new TextDecoder().decode(readBytes(sms!.open(), 0, 100))).toBe("messages");
  expect(fileSystem.glob("/private/var/mobile/Containers/Data/Application/*/Library/Safari/History.db")).toHaveLength(1);
  expect(fileSystem.files("bridle:/backup-root/Manifest.db")).toHaveLength(1);
  expect(JSON.stringify(info)).not.toContain("DEMO");
});

test("the fingerprint of the listing follows names and sizes, not their order", async () => {
  const files = await phone();
  const reversed = Object.fromEntries(Object.entries(files).reverse());
  const [a, b, c] = await Promise.all([open(files), open(reversed), open({ ...files, "aa/extra": text("x") })]);
  expect(a.info.catalogueSha256).toBe(b.info.catalogueSha256);
  expect(a.info.catalogueSha256).not.toBe(c.info.catalogueSha256);
});

test("finds the one backup in a folder, and asks which where there are several", async () => {
  const files = await phone();
  const below = (folder: string) => Object.fromEntries(Object.entries(files).map(([path, bytes]) => [`${folder}/${path}`, bytes]));
  const { fileSystem } = await open({ ...below("00008110-1"), "notes.txt": text("x") });
  expect(fileSystem.files(SMS_PATH)[0]!.rawPath).toBe(`3d/${SMS_ID}`);
  expect(new TextDecoder().decode(readBytes(fileSystem.files(SMS_PATH)[0]!.open(), 0, 8))).toBe("messages");
  await expect(open({ ...below("one"), ...below("two") })).rejects.toMatchObject({
    code: "ambiguous",
    params: { count: 2, names: "one, two" },
  });
});

test("needs only the catalogue; what else is missing or damaged is said", async () => {
  const { "Manifest.db": manifest } = await phone();
  const { problems } = await open({ "Manifest.db": manifest, "Info.plist": text("no list") });
  expect(problemsOf(problems)).toEqual(["root-file-unreadable", "root-file-missing", "root-file-missing", "payloads-missing"]);
});

test("counts payloads that are missing, not listed and misnamed, and still shows them", async () => {
  const wrong = "a".repeat(40);
  const { fileSystem, problems } = await open({
    ...ROOTS,
    "Manifest.db": await catalogue(
      entry("HomeDomain", "gone"),
      entry("HomeDomain", "misnamed", 1, "NULL", wrong),
      entry("HomeDomain", "bad", 1, "NULL", "../../../etc/passwd"),
      "INSERT INTO Files VALUES ('b', NULL, 'x', 1, NULL)",
    ),
    [`aa/${wrong}`]: text("misnamed"),
    "ff/stray": text("stray"),
  });
  expect(problems.map(({ problem, count }) => [problem.message.slice(12), count, problem.params!["examples"]])).toEqual([
    ["catalogue-rows-unreadable", 1, "row 4"],
    ["file-id-malformed", 1, "HomeDomain-bad"],
    ["file-id-mismatch", 1, `aa/${wrong}`],
    ["payloads-missing", 1, payload("HomeDomain", "gone")],
    ["payloads-unlisted", 1, "ff/stray"],
  ]);
  expect(fileSystem.files("/private/var/mobile/misnamed")[0]).toMatchObject({ size: 8 });
  expect(fileSystem.files("bridle:/backup-unlisted/ff/stray")).toHaveLength(1);
  const [gone] = fileSystem.files("/private/var/mobile/gone");
  expect(gone!.size).toBe(0);
  expect(() => gone!.open()).toThrow(code("payload-missing"));
});

test("learns what container UUIDs stand for, and drops what two ids lay claim to", async () => {
  const uuid = (letter: string): string => `${letter.repeat(8)}-0000-1111-2222-333344445555`;
  const link = (target: string): string => `x'${toHex(binaryPlist(keyedArchive(archiveObject("MBFile", { Target: target }))))}'`;
  const app = (letter: string): string => `/var/mobile/Containers/Data/Application/${uuid(letter)}`;
  const { containers } = await open({
    "Manifest.db": await catalogue(
      entry("AppDomain-com.one", "a", 4, link(`${app("A")}/Library`)),
      entry("AppDomain-com.one", "b", 4, link(`${app("C")}/x`)),
      entry("AppDomain-com.two", "c", 4, link(`${app("C")}/x`)),
      entry("AppDomainGroup-group.x", "d", 4, link(`${app("D")}/x`)),
      entry("AppDomain-com.two", "e", 4, "x'00'"),
    ),
    "Manifest.plist": binaryPlist({ Applications: { "com.three": { Path: `/var/containers/Bundle/Application/${uuid("E")}/Three.app` } } }),
  });
  expect([...containers]).toEqual([
    [uuid("E"), "com.three"],
    [uuid("A"), "com.one"],
  ]);
});

test("refuses what is encrypted, of an older form, empty, damaged or unknown", async () => {
  const manifest = (await phone())["Manifest.db"];
  const noise = new Uint8Array(4096).map((_, index) => (index * 151) % 256);
  const keybag = binaryPlist({ IsEncrypted: false, BackupKeyBag: new Uint8Array(8) });
  await expect(open({ "Manifest.db": noise, "Manifest.plist": binaryPlist({ IsEncrypted: true }) })).rejects.toThrow(code("encrypted"));
  await expect(open({ "Manifest.db": manifest, "Manifest.plist": binaryPlist({ IsEncrypted: true }) })).rejects.toThrow(code("encrypted"));
  await expect(open({ "Manifest.db": noise, "Manifest.plist": keybag })).rejects.toThrow(code("encrypted"));
  await expect(open({ "Manifest.db": noise })).rejects.toThrow(code("damaged"));
  await expect(open({ "Manifest.db": new Uint8Array() })).rejects.toThrow(code("damaged"));
  await expect(open({ "Manifest.db": await buildDatabase(FILES) })).rejects.toThrow(code("damaged"));
  await expect(open({ "Manifest.db": await buildDatabase("CREATE TABLE x (y)") })).rejects.toThrow(code("damaged"));
  await expect(open({ "Manifest.mbdb": text("mbdb\x05\x00") })).rejects.toThrow(code("unsupported"));
  await expect(open({ "photo.jpg": text("x") })).rejects.toMatchObject({ code: "unrecognized", params: { holds: "photo.jpg" } });
  expect(loader.detect(memoryFile("x.zip", text("PK")))).toBe(false);
});

test("reads a copy that another tool has decrypted, and says so", async () => {
  const files = await phone();
  const { info, problems } = await open({
    ...files,
    "Manifest.plist": binaryPlist({ IsEncrypted: true, ManifestKey: new Uint8Array(44) }),
  });
  expect(info.kind).toBe("ios-backup-encrypted");
  expect(problemsOf(problems)).toEqual(["decrypted-copy"]);
});

const PAGE = 512;
const TABLE_LEAF = 0x0d;

test("goes on with the rows before a damaged page", async () => {
  const bytes = await catalogue(...Array.from({ length: 200 }, (_, index) => entry("HomeDomain", `file-${index}`)));
  const leaves = Array.from({ length: bytes.length / PAGE }, (_, page) => page * PAGE).filter((start) => bytes[start] === TABLE_LEAF);
  bytes.fill(0xff, leaves.at(-5)!, leaves.at(-5)! + PAGE);
  const { info, fileSystem, problems } = await open({ ...ROOTS, "Manifest.db": bytes });
  expect(info.files).toBeGreaterThan(20);
  expect(info.files).toBeLessThan(200);
  expect(fileSystem.files("/private/var/mobile/file-0")).toHaveLength(1);
  expect(problemsOf(problems)).toContain("catalogue-damaged");
});

test("says that a catalogue has more entries than are read, and that files may be missing for it", async () => {
  const database = (await engine).open(bytesSource(await catalogue(...["a", "b", "c"].map((name) => entry("HomeDomain", name)))), {});
  const folder = memoryInput("backup", new Map());
  const place = { folder, payloads: { sizes: new Map(), rootFiles: [] }, wanted: [], lock: { state: "open" } } as unknown as PayloadPlace;
  const told = mapCatalogue(database, place, 2);
  expect(told.files.map(({ path }) => path)).toEqual(["/private/var/mobile/a", "/private/var/mobile/b"]);
  expect(told.problems).toContainEqual({
    file: "bridle:/backup-root/Manifest.db",
    problem: { message: "acquisition/catalogue-too-long", params: { limit: 2 } },
    reason: "over-budget",
  });
  expect(mapCatalogue(database, place, 3).problems.filter(({ reason }) => reason)).toEqual([]);
  database.close();
});

/** An MBFile that gives a size, as the column `file` holds it. */
const sized = (size: number): string => `x'${toHex(binaryPlist(keyedArchive(archiveObject("MBFile", { Size: size }))))}'`;

test("a stored file that is not as large as the catalogue says is read and said, and one that lost everything counts as damaged", async () => {
  const problemsFor = async (size: number, stored: string) => {
    const files = {
      ...ROOTS,
      "Manifest.db": await catalogue(entry("HomeDomain", "Library/SMS/sms.db", 1, sized(size))),
      [`3d/${SMS_ID}`]: text(stored),
    };
    const { fileSystem } = await open(files);
    const file = fileSystem.files(SMS_PATH)[0]!;
    expect(readBytes(file.open(), 0, 100)).toHaveLength(stored.length);
    return file.problems!().map(({ problem, reason }) => [problem.message, problem.params, reason]);
  };
  expect(await problemsFor(8, "messages")).toEqual([]);
  expect(await problemsFor(9, "messages")).toEqual([["acquisition/size-differs", { expected: 9, found: 8 }, undefined]]);
  expect(await problemsFor(9, "")).toEqual([["acquisition/emptied", { expected: 9 }, "damaged"]]);
  expect(await problemsFor(0, "")).toEqual([]);
});
