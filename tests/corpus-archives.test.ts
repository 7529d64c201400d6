import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ARCHIVE_FORMS, backupArchive, hostileArchive, payloadPath, scenario, writeArchive } from "@bridle/corpus";
import { afterAll, describe, expect, test } from "vitest";

/** The archives that the corpus writes, unpacked by programs that know nothing of this project. */
const runs = (command: string, ...args: readonly string[]) => spawnSync(command, args).status === 0;
const hasPython = runs("python3", "--version");
const hasTar = runs("tar", "--version");
const hasUnzip = runs("unzip", "-v");

const folder = mkdtempSync(join(tmpdir(), "bridle-archives-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PREFIX = `Sicherung – Überblick/${"tief/".repeat(30)}00008110-000000000000001E`;
const backup = scenario("compromised").build();
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const digests = Object.fromEntries([...backup].map(([path, bytes]) => [path, sha256(bytes)]));
const written = (form: (typeof ARCHIVE_FORMS)[number], prefix?: string): string => {
  const path = join(folder, `${form}${prefix === undefined ? "" : "-prefix"}`);
  writeArchive(path, backupArchive(backup, { form, ...(prefix !== undefined && { prefix }) }));
  return path;
};

/** SHA-256 of every file in an archive, as Python reads it, every checksum verified. */
const READ = `
import sys, json, hashlib, zipfile, tarfile
path = sys.argv[1]
out = {}
if zipfile.is_zipfile(path):
    with zipfile.ZipFile(path) as z:
        assert z.testzip() is None
        for i in z.infolist():
            if not i.is_dir(): out[i.filename] = hashlib.sha256(z.read(i)).hexdigest()
else:
    with tarfile.open(path) as t:
        for m in t:
            if m.isfile(): out[m.name] = hashlib.sha256(t.extractfile(m).read()).hexdigest()
print(json.dumps(out))`;
const read = (path: string): unknown => JSON.parse(execFileSync("python3", ["-c", READ, path], { encoding: "utf8" }));
const below = (prefix: string) => Object.fromEntries(Object.entries(digests).map(([path, digest]) => [`${prefix}/${path}`, digest]));

describe.skipIf(!hasPython)("python3 zipfile and tarfile", () => {
  test.each(ARCHIVE_FORMS)("%s holds every file of the backup, byte for byte", (form) => {
    expect(read(written(form))).toEqual(digests);
  });

  // ustar has no room for such a name: a prefix of 155 bytes, a name of 100
  test.each(ARCHIVE_FORMS.filter((form) => !["tar", "tar.gz"].includes(form)))("%s holds long names that are not ASCII", (form) => {
    expect(read(written(form, PREFIX))).toEqual(below(PREFIX));
  });

  test.each(["tar", "tar.gz"] as const)("%s divides a name between name and prefix", (form) => {
    const prefix = `MobileSync/${"Backup/".repeat(16)}00008110-000000000000001E`;
    expect(read(written(form, prefix))).toEqual(below(prefix));
  });
});

/** What Python says of a hostile archive: how many members, the first whose bytes are not what its headers say, or the error. */
const JUDGE = `
import sys, json, zipfile, tarfile
path, out = sys.argv[1], {}
try:
    if sys.argv[2] == "zip":
        with zipfile.ZipFile(path) as z:
            out["members"] = len(z.namelist())
            out["bad"] = z.testzip()
    else:
        with tarfile.open(path) as t: out["members"] = len(t.getmembers())
except Exception as error: out["error"] = type(error).__name__
print(json.dumps(out))`;
const judged = (id: string): unknown => {
  const path = join(folder, id);
  const { form, build } = hostileArchive(id);
  writeArchive(path, build());
  return JSON.parse(execFileSync("python3", ["-c", JUDGE, path, form], { encoding: "utf8" }));
};
const SMS = payloadPath("HomeDomain", "Library/SMS/sms.db");
const whole = backup.size;

describe.skipIf(!hasPython)("python3 judges hostile archives", () => {
  test.each([
    ["zip-climbing-names", { members: whole + 12, bad: null }],
    ["zip-duplicate-names", { members: whole + 3, bad: null }],
    ["zip-sizes-differ", { members: whole, bad: SMS }],
    ["zip-wrong-checksum", { members: whole, bad: SMS }],
    ["zip-place-beyond-end", { members: whole, bad: SMS }],
    ["zip-encrypted-member", { members: whole, error: "RuntimeError" }],
    ["zip-broken-deflate", { members: whole, error: "error" }],
    ["zip-directory-cut", { error: "BadZipFile" }],
    ["zip-prepended", { members: whole, bad: null }],
    ["tar-climbing-names", { members: whole + 12 }],
    ["tar-bad-checksum-early", { error: "ReadError" }],
    ["tar-cut", { error: "ReadError" }],
    ["tar-gz-cut", { error: "EOFError" }],
    ["tar-gz-two-members", { members: whole }],
  ] as const)("%s is what it says", (id, judgement) => {
    expect(judged(id)).toEqual(judgement);
  });
});

const hasGzip = runs("gzip", "--version");
test.skipIf(!hasGzip).each([
  ["tar-gz-two-members", 0],
  ["tar-gz-zeros-after", 0],
  ["tar-gz-junk-after", 2],
  ["tar-gz-wrong-checksum", 1],
  ["tar-gz-wrong-length", 1],
  ["tar-gz-noise", 1],
] as const)("gzip -t ends with its own status on %s", (id, status) => {
  const input = Buffer.concat([...hostileArchive(id).build()]);
  expect(spawnSync("gzip", ["-t"], { input, stdio: ["pipe", "ignore", "ignore"] }).status).toBe(status);
});

test.skipIf(!hasTar).each(["tar", "tar-pax", "tar-gnu", "tar.gz"] as const)("the system's tar lists %s without complaint", (form) => {
  const { stdout, stderr, status } = spawnSync("tar", ["-tf", written(form, "phone")], { encoding: "utf8", maxBuffer: 1 << 24 });
  expect([status, stderr]).toEqual([0, ""]);
  expect(
    stdout
      .trim()
      .split("\n")
      .filter((name) => !name.endsWith("/"))
      .sort(),
  ).toEqual(Object.keys(below("phone")).sort());
});

test.skipIf(!hasUnzip).each(["zip", "zip-stored", "zip64", "zip-descriptors"] as const)("unzip -t finds no error in %s", (form) => {
  expect(spawnSync("unzip", ["-tq", written(form, "phone")], { encoding: "utf8" })).toMatchObject({ status: 0 });
});

test("the same backup packed twice is the same archive", () => {
  for (const form of ARCHIVE_FORMS) {
    const bytes = () => Buffer.concat([...backupArchive(backup, { form })]);
    expect(sha256(bytes()), form).toBe(sha256(bytes()));
    expect(sha256(readFileSync(written(form)))).toBe(sha256(bytes()));
  }
});
