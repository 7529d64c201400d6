import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { scenario, scenarios, writeBackup } from "@bridle/corpus";
import { afterAll, describe, expect, test } from "vitest";
import { createArchive } from "../packages/corpus/src/keyed-archive.ts";
import { binaryPlist, type PlistInput, real, uid, xmlPlist } from "../packages/corpus/src/plist.ts";
import { type Attribute, linkAttribute, type Run, typedstream } from "../packages/corpus/src/typedstream.ts";

/** What the corpus writes, read by programs that know nothing of this project. */
const runs = (command: string, ...args: readonly string[]) => spawnSync(command, args).status === 0;
const hasPython = runs("python3", "--version");
const hasSqlite = runs("sqlite3", "--version");
const shared = fileURLToPath(new URL("../../shared/", import.meta.url));
const realMessages = `${shared}public/macos/imessage_chat.db`;
const indicators = `${shared}data/indicators`;

const folder = mkdtempSync(join(tmpdir(), "bridle-corpus-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const backup = join(folder, "compromised");
writeBackup(backup, scenario("compromised").entries());

const python = (script: string, input: Uint8Array | string, ...args: readonly string[]): unknown =>
  JSON.parse(execFileSync("python3", ["-c", script, ...args], { input, encoding: "utf8", maxBuffer: 1 << 26 }));

/** Plain JSON of what plistlib read, with the types JSON lacks named. */
const READ_PLIST = `
import sys, json, plistlib, datetime
def plain(v):
    if isinstance(v, dict): return {k: plain(x) for k, x in v.items()}
    if isinstance(v, list): return [plain(x) for x in v]
    if isinstance(v, bytes): return {"data": v.hex()}
    if isinstance(v, plistlib.UID): return {"uid": v.data}
    if isinstance(v, datetime.datetime): return {"date": v.strftime("%Y-%m-%dT%H:%M:%SZ")}
    if isinstance(v, bool): return v
    if isinstance(v, int): return {"int": str(v)}
    if isinstance(v, float): return {"real": v}
    return v
print(json.dumps(plain(plistlib.loads(sys.stdin.buffer.read()))))`;

const VALUE: PlistInput = {
  text: "plain",
  wide: "Grüße 🙂",
  long: "x".repeat(70_000),
  small: 7,
  large: 2n ** 63n - 1n,
  negative: -42,
  fraction: 2.5,
  whole: real(3),
  yes: true,
  date: new Date("2025-05-08T20:17:05Z"),
  data: Uint8Array.from({ length: 300 }, (_, index) => index & 0xff),
  list: Array.from({ length: 400 }, (_, index) => `item ${index}`),
  empty: { list: [], dictionary: {}, text: "", data: new Uint8Array() },
};
const READ_VALUE = {
  text: "plain",
  wide: "Grüße 🙂",
  long: "x".repeat(70_000),
  small: { int: "7" },
  large: { int: "9223372036854775807" },
  negative: { int: "-42" },
  fraction: { real: 2.5 },
  whole: { real: 3 },
  yes: true,
  date: { date: "2025-05-08T20:17:05Z" },
  data: { data: Buffer.from(Array.from({ length: 300 }, (_, index) => index & 0xff)).toString("hex") },
  list: Array.from({ length: 400 }, (_, index) => `item ${index}`),
  empty: { list: [], dictionary: {}, text: "", data: { data: "" } },
};

describe.skipIf(!hasPython)("python3 plistlib", () => {
  test("reads what was written, binary and XML alike", () => {
    expect(python(READ_PLIST, binaryPlist(VALUE))).toEqual(READ_VALUE);
    expect(python(READ_PLIST, xmlPlist(VALUE))).toEqual(READ_VALUE);
  });

  test("reads UIDs and integers beyond 63 bits", () => {
    expect(python(READ_PLIST, binaryPlist([uid(3), uid(70_000), 2n ** 64n - 1n]))).toEqual([
      { uid: 3 },
      { uid: 70_000 },
      { int: "18446744073709551615" },
    ]);
  });

  test("reads a keyed archive whose root is object 1 and whose classes stand once", () => {
    const archive = createArchive();
    const child = () => archive.addObject(["NSURL", "NSObject"], () => ({ "NS.relative": archive.add("https://example.org") }));
    const root = archive.addObject(["Parent"], () => ({ first: child(), second: child() }));
    const read = python(READ_PLIST, archive.finish(root)) as { $top: object; $archiver: string; $version: object; $objects: object[] };
    expect(read).toMatchObject({ $archiver: "NSKeyedArchiver", $version: { int: "100000" }, $top: { root: { uid: 1 } } });
    expect(read.$objects.filter((object) => "$classname" in Object(object))).toHaveLength(2);
  });

  test("reads the property lists of a backup", () => {
    const read = (name: string) => python(READ_PLIST, readFileSync(join(backup, name)));
    expect(read("Info.plist")).toMatchObject({ BridleDemo: true, "Device Name": "DEMO compromised", "Product Version": "18.4.1" });
    expect(read("Manifest.plist")).toMatchObject({ IsEncrypted: false, Lockdown: { DeviceName: "DEMO compromised" } });
    expect(read("Status.plist")).toMatchObject({ SnapshotState: "finished", IsFullBackup: true });
  });

  test("reads the metadata of every row of the catalogue, and its path and size agree", () => {
    const script = `
import sys, json, plistlib, sqlite3, hashlib, os
rows, wrong = 0, []
for id, domain, path, flags, blob in sqlite3.connect(sys.argv[1] + "/Manifest.db").execute("select fileID, domain, relativePath, flags, file from Files"):
    rows += 1
    archive = plistlib.loads(blob); objects = archive["$objects"]; root = objects[archive["$top"]["root"].data]
    payload = os.path.join(sys.argv[1], id[:2], id)
    ok = objects[root["$class"].data]["$classname"] == "MBFile" and objects[root["RelativePath"].data] == path
    ok = ok and hashlib.sha1((domain + "-" + path).encode()).hexdigest() == id
    ok = ok and root["Mode"] >> 12 == {1: 8, 2: 4, 4: 10}[flags]
    if flags == 1: ok = ok and os.path.getsize(payload) == root["Size"] and objects[root["Digest"].data] == hashlib.sha1(open(payload, "rb").read()).digest()
    if flags == 4: ok = ok and objects[root["Target"].data].startswith("/private/")
    if not ok: wrong.append(path)
print(json.dumps({"rows": rows, "wrong": wrong}))`;
    const { rows, wrong } = python(script, "", backup) as { rows: number; wrong: string[] };
    expect(wrong).toEqual([]);
    expect(rows).toBeGreaterThan(200);
  });
});

describe.skipIf(!hasSqlite)("the sqlite3 command line", () => {
  test("finds every database of the phone whole", () => {
    const rows = execFileSync("sqlite3", [join(backup, "Manifest.db"), "SELECT fileID FROM Files WHERE flags = 1"], { encoding: "utf8" })
      .trim()
      .split("\n");
    const databases = rows
      .map((id) => join(backup, id.slice(0, 2), id))
      .filter((path) => readFileSync(path).subarray(0, 15).toString() === "SQLite format 3");
    expect(databases.length).toBeGreaterThanOrEqual(6);
    for (const path of [...databases, join(backup, "Manifest.db")])
      expect(execFileSync("sqlite3", [path, "PRAGMA integrity_check"], { encoding: "utf8" }).trim(), path).toBe("ok");
  });
});

test.skipIf(!existsSync(realMessages))("attributed bodies of a real chat.db come out byte for byte", () => {
  const database = new DatabaseSync(realMessages, { readOnly: true });
  const rows = database.prepare("SELECT ROWID AS id, text, attributedBody AS body FROM message").all();
  database.close();
  const part: Attribute = { name: "__kIMMessagePartAttributeName", value: { kind: "number", value: 0, encoding: "q" } };
  const direction: Attribute = { name: "__kIMBaseWritingDirectionAttributeName", value: { kind: "number", value: -1, encoding: "q" } };
  const linked: readonly Run[] = [
    { length: 153, attributes: [direction, part] },
    { length: 6, attributes: [part, linkAttribute("tel:128874"), direction] },
    { length: 177, attributes: [direction, part] },
  ];
  const equal = rows.filter(({ id, text, body }) => {
    const written = typedstream({ text: String(text), ...(id === 1 && { runs: linked }) });
    return Buffer.from(body as Uint8Array).equals(written);
  });
  expect(equal.map(({ id }) => id)).toEqual([1, 3, 4, 7, 8, 9]); // the other four carry calendar events and data detectors' results
});

test.skipIf(!existsSync(indicators))("what is planted as published is published", () => {
  const published = readdirSync(indicators)
    .filter((name) => name.endsWith(".stix2"))
    .map((name) => readFileSync(join(indicators, name), "utf8"))
    .join("\n");
  const values = scenarios.flatMap(({ truth }) => truth.planted.filter(({ type }) => type !== undefined).map(({ value }) => value));
  expect(values.length).toBeGreaterThan(20);
  expect(values.filter((value) => !published.includes(`'${value}'`))).toEqual([]);
});
