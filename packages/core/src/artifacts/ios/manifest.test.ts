import { expect, test } from "vitest";
import { fileIdOf } from "../../acquisition/loaders/ios-backup/catalogue.ts";
import { toHex } from "../../model/json.ts";
import {
  type ArchiveInput,
  archiveObject,
  binaryPlist,
  buildDatabase,
  faultsOf,
  keyedArchive,
  read,
  recordsOf,
} from "../../testing/index.ts";
import manifest from "./manifest.ts";

const PATH = "bridle:/backup-root/Manifest.db";
const FILES = "CREATE TABLE Files (fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB)";
const ID = "3d0d7e5fb2ce288813306e4d4636395e047a3d28";

const mbFile = (fields: Readonly<Record<string, ArchiveInput>>): string =>
  `x'${toHex(binaryPlist(keyedArchive(archiveObject("MBFile", fields))))}'`;
const row = (relativePath: string, file = "NULL", domain = "HomeDomain", flags = 1): string =>
  `INSERT INTO Files VALUES ('${fileIdOf(domain, relativePath)}', '${domain}', '${relativePath}', ${flags}, ${file})`;

test("tells place, owner, mode and times of a file", async () => {
  const file = mbFile({
    RelativePath: "Library/SMS/sms.db",
    Birth: 1600000000,
    LastModified: 1700000000,
    LastStatusChange: 1700000000,
    Size: 5,
    Mode: 0o100644,
    UserID: 501,
    GroupID: 501,
    InodeNumber: 12345678901,
    ProtectionClass: 3,
    Digest: new Uint8Array([1, 2, 255]),
    ExtendedAttributes: binaryPlist({ "com.apple.quarantine": new Uint8Array([1]), "a.b": "x" }),
  });
  const bytes = await buildDatabase([FILES, `INSERT INTO Files VALUES ('${ID}', 'HomeDomain', 'Library/SMS/sms.db', 1, ${file})`]);
  const [entry] = await recordsOf(manifest, PATH, bytes);
  expect(entry).toMatchObject({
    fileId: ID,
    path: "/private/var/mobile/Library/SMS/sms.db",
    entryKind: "file",
    size: 5,
    mode: "100644",
    userId: 501,
    inode: 12345678901,
    protectionClass: 3,
    created: { raw: "1600000000" },
    digest: "0102ff",
    attributes: ["a.b", "com.apple.quarantine"],
  });
  expect(manifest.observables!(entry!)).toEqual([{ type: "file:path", role: "written", value: "/private/var/mobile/Library/SMS/sms.db" }]);
  expect(manifest.events!(entry!).map(({ params, time }) => [params!["times"], time.raw])).toEqual([
    ["MC", "1700000000"],
    ["B", "1600000000"],
  ]);
});

test("tells where a file was downloaded from, by what and when", async () => {
  const file = mbFile({
    Size: 5,
    ExtendedAttributes: binaryPlist({
      "com.apple.metadata:kMDItemWhereFroms": binaryPlist(["https://files.example.com/a.zip", "https://page.example.com/", "", 7]),
      "com.apple.quarantine": new TextEncoder().encode("0083;66321b20;Safari;5B9B"),
    }),
  });
  const [entry] = await recordsOf(manifest, PATH, await buildDatabase([FILES, row("Downloads/a.zip", file)]));
  expect(entry).toMatchObject({
    downloadedFrom: ["https://files.example.com/a.zip", "https://page.example.com/"],
    downloadedBy: "Safari",
    downloaded: { earliest: "1714559776000000000" },
  });
  expect(manifest.observables!(entry!).slice(1)).toEqual([
    { type: "url:value", role: "visited", value: "https://files.example.com/a.zip" },
    { type: "url:value", role: "visited", value: "https://page.example.com/" },
  ]);
  expect(manifest.events!(entry!)).toMatchObject([{ kind: "visit", message: "artifacts/ios/manifest/downloaded" }]);
});

test("keeps the times of a file whose attributes are damaged or odd, and says which could not be read", async () => {
  const odd = { "com.apple.quarantine": "x;y;z", "com.apple.metadata:kMDItemWhereFroms": new Uint8Array([1, 2]) };
  const bytes = await buildDatabase([
    FILES,
    row("damaged", mbFile({ Size: 5, Birth: 1600000000, ExtendedAttributes: new Uint8Array([1, 2, 3]) })),
    row("odd", mbFile({ Size: 6, ExtendedAttributes: binaryPlist(odd) })),
    row("empty", mbFile({ Size: 7, ExtendedAttributes: binaryPlist({}) })),
  ]);
  const { records, problems } = await read(manifest, { [PATH]: bytes });
  expect(records).toMatchObject([
    { size: 5, created: { raw: "1600000000" } },
    { size: 6, attributes: Object.keys(odd).sort() },
    { size: 7 },
  ]);
  expect(records[1]).not.toHaveProperty("downloadedBy");
  expect(records[2]).not.toHaveProperty("attributes");
  expect(problems).toHaveLength(2);
  expect(problems[0]).toMatchObject({ problem: { problem: { params: { field: "ExtendedAttributes" } } } });
});

test("follows links to where they point, and knows folders and entries of unknown kind", async () => {
  const bytes = await buildDatabase([
    FILES,
    row("a", mbFile({ Target: "/var/tmp/x", Mode: 0o120755 }), "HomeDomain", 4),
    row("b", "NULL", "HomeDomain", 2),
    row("c", "x''", "StrangeDomain", 16),
  ]);
  const records = await recordsOf(manifest, PATH, bytes);
  expect(records).toMatchObject([
    { entryKind: "link", target: "/private/var/tmp/x" },
    { entryKind: "folder" },
    { entryKind: "other", path: "bridle:/backup/StrangeDomain/c" },
  ]);
  expect(manifest.observables!(records[0]!)[1]).toEqual({ type: "file:path", role: "listed", value: "/private/var/tmp/x" });
});

test("reads website names out of file names and folders of WebKit, and takes no file or bundle for a host", async () => {
  const app = "AppDomain-com.apple.mobilesafari";
  const bytes = await buildDatabase([
    FILES,
    row("Library/WebKit/LocalStorage/https_evil.com_0.localstorage", "NULL", app),
    row("Library/WebKit/WebsiteData/IndexedDB/v1/http_evil.org_8080/x", "NULL", app),
    row("Library/WebKit/evil.net/x.sqlite3", "NULL", app),
    row("Library/WebKit/WebsiteData/ResourceLoadStatistics/observations.db", "NULL", app),
    row("Library/WebKit/com.apple.Safari/Default/salt", "NULL", app),
    row("Library/Caches/evil.example.com/x", "NULL", app),
  ]);
  expect((await recordsOf(manifest, PATH, bytes)).map(({ websites }) => websites)).toEqual([
    ["https://evil.com/"],
    ["http://evil.org:8080/"],
    ["evil.net"],
    undefined,
    undefined,
    undefined,
  ]);
  const [storage, , folder] = await recordsOf(manifest, PATH, bytes);
  expect(manifest.observables!(storage!)[1]).toEqual({ type: "url:value", role: "visited", value: "https://evil.com/" });
  expect(manifest.observables!(folder!)[1]).toEqual({ type: "domain-name:value", role: "visited", value: "evil.net" });
});

test("keeps the path of an entry whose metadata is damaged, and reads the dates of other producers", async () => {
  const bytes = await buildDatabase([
    FILES,
    row("broken", "x'62706c697374303000'"),
    row("dated", mbFile({ LastModified: { kind: "date", appleSeconds: 700000000 } })),
    row("zero", mbFile({ LastModified: 0, Birth: "soon" })),
  ]);
  const { records, problems } = await read(manifest, { [PATH]: bytes });
  expect(records).toMatchObject([
    { path: "/private/var/mobile/broken" },
    { modified: { earliest: "1678307200000000000" } },
    { relativePath: "zero" },
  ]);
  expect(records[2]).not.toHaveProperty("modified");
  expect(problems).toMatchObject([{ problem: { at: [{ table: "Files", column: "file" }], problem: { params: { field: "file" } } } }]);
});

test("says when an entry's file id is none, and keeps the entry", async () => {
  const bytes = await buildDatabase([FILES, "INSERT INTO Files VALUES ('../../x', 'HomeDomain', 'a', 1, NULL)"]);
  const { records, problems } = await read(manifest, { [PATH]: bytes });
  expect(records).toMatchObject([{ path: "/private/var/mobile/a" }]);
  expect(problems).toMatchObject([{ problem: { at: [{ column: "fileID" }] } }]);
});

test("loses a row without a domain alone", async () => {
  const bytes = await buildDatabase([FILES, "INSERT INTO Files VALUES ('x', NULL, 'a', 1, NULL)", row("b")]);
  const { records, problems } = await read(manifest, { [PATH]: bytes });
  expect(records).toMatchObject([{ relativePath: "b" }]);
  expect(problems).toHaveLength(1);
});

test("reads a catalogue without the metadata column, as early tools wrote it", async () => {
  const bytes = await buildDatabase([
    "CREATE TABLE Files (fileID, domain, relativePath, flags)",
    `INSERT INTO Files VALUES ('${ID}', 'HomeDomain', 'a', 1)`,
  ]);
  expect(await recordsOf(manifest, PATH, bytes)).toEqual([
    { fileId: ID, domain: "HomeDomain", relativePath: "a", path: "/private/var/mobile/a", entryKind: "file" },
  ]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  const bytes = await buildDatabase([FILES, row("a", mbFile({ Size: 1, Mode: 33188, Target: "/x" }))]);
  expect(await faultsOf(manifest, PATH, bytes)).toEqual([]);
});
