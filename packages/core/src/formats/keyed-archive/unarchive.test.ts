import { expect, test } from "vitest";
import { FormatError } from "../../bytes/format-error.ts";
import {
  type ArchiveInput,
  archiveObject,
  binaryPlist,
  damaged,
  keyedArchive,
  plistDate,
  plistUid,
  xmlPlist,
} from "../../testing/index.ts";
import { readPlist } from "../plist/read-plist.ts";
import type { PlistValue } from "../plist/value.ts";
import { readKeyedObject } from "./read-keyed-object.ts";
import { unarchive } from "./unarchive.ts";
import type { ArchivedObject, ArchivedValue } from "./value.ts";

/** Through the bytes, as evidence comes. */
const archived = (root: ArchiveInput): ArchivedValue => unarchive(readPlist(binaryPlist(keyedArchive(root))).value);
const archiveOf = (...objects: PlistValue[]): PlistValue =>
  new Map<string, PlistValue>([
    ["$archiver", "NSKeyedArchiver"],
    ["$top", new Map([["root", plistUid(1)]])],
    ["$objects", ["$null", ...objects]],
  ]);
const dictionary = (members: Record<string, PlistValue>): PlistValue => new Map(Object.entries(members));

function codeOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    return error instanceof FormatError ? error.code : `not a FormatError: ${error}`;
  }
  return "read";
}

test("gives plain values for the classes of Foundation", () => {
  const date = plistDate("2023-01-02T03:04:05Z");
  expect(archived(date)).toEqual(date);
  expect(archived(archiveObject("NSMutableString", { "NS.string": "text" }))).toBe("text");
  expect(archived(archiveObject("NSMutableData", { "NS.data": Uint8Array.of(1, 2) }))).toEqual(Uint8Array.of(1, 2));
  expect(archived(archiveObject("NSURL", { "NS.base": null, "NS.relative": "https://a.example/b" }))).toBe("https://a.example/b");
  expect(archived(archiveObject("NSNull", {}))).toBeNull();
  expect(archived(archiveObject("NSNumber", { "NS.intval": 7 }))).toBe(7);
  const uuid = Uint8Array.from({ length: 16 }, (_, index) => index * 17);
  expect(archived(archiveObject("NSUUID", { "NS.uuidbytes": uuid }))).toBe("00112233-4455-6677-8899-AABBCCDDEEFF");
});

test("resolves an address against its base", () => {
  const base = archiveObject("NSURL", { "NS.base": null, "NS.relative": "https://a.example/b/" });
  expect(archived(archiveObject("NSURL", { "NS.base": base, "NS.relative": "c?d" }))).toBe("https://a.example/b/c?d");
});

test("gives dictionaries as Maps, arrays and sets as arrays, whatever nests in them", () => {
  const value = new Map<string, ArchiveInput>([
    ["__proto__", [1, "two", true, null]],
    ["empty", new Map()],
    ["data", Uint8Array.of(9)],
  ]);
  expect(archived(value)).toEqual(value);
  expect(archived(archiveObject("NSOrderedSet", { "NS.object.0": "a", "NS.object.1": "b" }))).toEqual(["a", "b"]);
});

test("gives any other class its name and fields, and instantiates nothing", () => {
  expect(archived(archiveObject("NEConfiguration", { ServerAddress: "vpn.example", Enabled: true, Rules: ["a"] }))).toEqual({
    kind: "object",
    className: "NEConfiguration",
    fields: new Map<string, unknown>([
      ["ServerAddress", "vpn.example"],
      ["Enabled", true],
      ["Rules", ["a"]],
    ]),
  });
});

test("keeps a dictionary whose keys are objects, or come twice, as the object it is", () => {
  const byData = archiveObject("NSDictionary", { "NS.key.0": Uint8Array.of(1), "NS.object.0": "value" });
  expect(archived(byData)).toMatchObject({ kind: "object", className: "NSDictionary" });
  const twice = archiveObject("NSDictionary", { "NS.key.0": "a", "NS.object.0": 1, "NS.key.1": "a", "NS.object.1": 2 });
  expect((archived(twice) as ArchivedObject).fields.get("NS.object.1")).toBe(2);
});

test("reads several top objects, or one that is not called root, as a Map", () => {
  expect(unarchive(keyedArchive("first", { second: ["x"] }))).toEqual(
    new Map<string, unknown>([
      ["root", "first"],
      ["second", ["x"]],
    ]),
  );
  const named = archiveOf("value") as Map<string, PlistValue>;
  named.set("$top", new Map([["state", plistUid(1)]]));
  expect(unarchive(named)).toEqual(new Map([["state", "value"]]));
});

test("reads an archive in XML", () => {
  expect(unarchive(readPlist(xmlPlist(keyedArchive(["a", new Map([["b", 1]])]))).value)).toEqual(["a", new Map([["b", 1]])]);
});

test("names a cycle in the place where it closes", () => {
  const parent = dictionary({ name: "parent", child: plistUid(2), $class: plistUid(3) });
  const child = dictionary({ parent: plistUid(1), $class: plistUid(3) });
  const value = unarchive(archiveOf(parent, child, dictionary({ $classname: "Node" }))) as ArchivedObject;
  expect((value.fields.get("child") as ArchivedObject).fields.get("parent")).toEqual({ kind: "cycle", uid: 1 });
});

test("shares what the archive shares: a billion references cost nothing", () => {
  const levels = Array.from({ length: 30 }, (_, level): PlistValue => (level === 29 ? "end" : [plistUid(level + 2), plistUid(level + 2)]));
  const value = unarchive(archiveOf(...levels)) as readonly ArchivedValue[];
  expect(value[0]).toBe(value[1]);
});

test("refuses references to nothing and to references, classes without a name, and what is no archive", () => {
  expect(codeOf(() => unarchive(archiveOf([plistUid(99)])))).toBe("malformed");
  expect(codeOf(() => unarchive(archiveOf(plistUid(2), "x")))).toBe("malformed");
  expect(codeOf(() => unarchive(archiveOf(dictionary({ $class: plistUid(0) }))))).toBe("malformed");
  expect(codeOf(() => unarchive(dictionary({ a: 1 })))).toBe("not-this-format");
  expect(codeOf(() => unarchive("text"))).toBe("not-this-format");
  expect(codeOf(() => unarchive(dictionary({ $top: 1, $objects: 2 })))).toBe("malformed");
});

test("refuses nesting beyond the limit, in a chain and put together from shared parts", () => {
  const chain = (count: number) =>
    Array.from({ length: count }, (_, index): PlistValue => (index === count - 1 ? "end" : [plistUid(index + 2)]));
  expect(codeOf(() => unarchive(archiveOf(...chain(400))))).toBe("read");
  expect(codeOf(() => unarchive(archiveOf(...chain(5000))))).toBe("limit");
  const shared = chain(2000).map((value, index) => (typeof value === "string" ? value : [plistUid(index + 3)]));
  const all = shared.map((_, index) => plistUid(shared.length + 1 - index));
  expect(codeOf(() => unarchive(archiveOf(all, ...shared)))).toBe("limit");
});

const MBFILE = archiveObject("MBFile", {
  LastModified: 1_600_000_000,
  Birth: 1_500_000_000,
  Size: 1234,
  Mode: 0o100644,
  InodeNumber: 2n ** 60n,
  ProtectionClass: 3,
  RelativePath: "Library/SMS/sms.db",
  Target: "/private/var/mobile/x",
  Digest: Uint8Array.from({ length: 20 }, (_, index) => index),
  EncryptionKey: archiveObject("NSMutableData", { "NS.data": new Uint8Array(44).fill(5) }, ["NSData", "NSObject"]),
  ExtendedAttributes: binaryPlist({ "com.apple.quarantine": "x" }),
});

test("reads the entry of a backup's catalogue field by field, as the whole reading does", () => {
  for (const bytes of [binaryPlist(keyedArchive(MBFILE)), xmlPlist(keyedArchive(MBFILE))]) {
    const fields = readKeyedObject(bytes);
    expect(fields).toEqual((unarchive(readPlist(bytes).value) as ArchivedObject).fields);
    expect(fields.get("RelativePath")).toBe("Library/SMS/sms.db");
    expect(fields.get("EncryptionKey")).toEqual(new Uint8Array(44).fill(5));
    expect(fields.get("InodeNumber")).toBe(2n ** 60n);
    expect(fields.has("$class")).toBe(false);
  }
});

test("follows the root wherever it stands", () => {
  const class_ = dictionary({ $classname: "MBFile", $classes: ["MBFile", "NSObject"] });
  const archive = new Map([
    ...(archiveOf("a path", class_, dictionary({ RelativePath: plistUid(1), $class: plistUid(2) })) as Map<string, PlistValue>),
  ]);
  archive.set("$top", new Map([["root", plistUid(3)]]));
  expect(readKeyedObject(binaryPlist(archive))).toEqual(new Map([["RelativePath", "a path"]]));
});

test("answers every damaged archive with a value or a FormatError, whole and field by field", () => {
  let read = 0;
  for (const { bytes, damage } of damaged(binaryPlist(keyedArchive(MBFILE)), { flips: 3000 })) {
    const outcomes = [codeOf(() => unarchive(readPlist(bytes, { salvage: true }).value)), codeOf(() => readKeyedObject(bytes))];
    for (const outcome of outcomes) expect(outcome, damage).not.toContain("not a FormatError");
    read += outcomes[1] === "read" ? 1 : 0;
  }
  expect(read).toBeGreaterThan(500);
});
