import { execFileSync, spawnSync } from "node:child_process";
import { createDecipheriv, createHash, pbkdf2Sync } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type EvidenceFile, openAcquisition, readBytes } from "@bridle/core";
import { backupEntries, encryptedProtection, payloadPath, scenario, writeBackup } from "@bridle/corpus";
import { nodeCrypto } from "@bridle/node";
import { afterAll, describe, expect, test } from "vitest";
import { memoryInput } from "../packages/core/src/acquisition/memory-input.ts";
import { createTestEngine, testLoaderContext } from "../packages/core/src/testing/index.ts";
import { decodeKeyBag } from "../packages/corpus/src/ios/keybag.ts";
import fixture from "./fixtures/encrypted-by-python.json" with { type: "json" };

/** Encrypted backups between programs that know nothing of each other: Python's `cryptography`, openssl, our corpus and our reader. */

const ORACLE = fileURLToPath(new URL("../scripts/oracles/encrypted-backup.py", import.meta.url));
const python = process.env["BRIDLE_PYTHON"] ?? "python3";
const hasCryptography = spawnSync(python, ["-c", "import cryptography"]).status === 0;
const hasOpenssl = spawnSync("openssl", ["kdf", "-help"]).status === 0;

const folder = mkdtempSync(join(tmpdir(), "bridle-encrypted-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Described {
  readonly sha256: string;
  readonly length: number;
}
type Files = Readonly<Record<string, Described>>;
const described = (bytes: Uint8Array): Described => ({ sha256: createHash("sha256").update(bytes).digest("hex"), length: bytes.length });
const oracle = <T>(args: readonly string[], input = ""): T =>
  JSON.parse(execFileSync(python, [ORACLE, ...args], { input, encoding: "utf8", maxBuffer: 1 << 26 })) as T;

const EVERYTHING = ["/**", "bridle:/**"] as const;

/** What our reader makes of a backup: each file by the place of its payload. */
async function readWithBridle(stored: ReadonlyMap<string, Uint8Array>, password: string): Promise<Files> {
  const given = { crypto: nodeCrypto, unlock: { kind: "password", password }, wanted: EVERYTHING } as const;
  const context = testLoaderContext(await createTestEngine(), given);
  const { fileSystem } = await openAcquisition(memoryInput("backup", stored), context);
  const payloads = EVERYTHING.flatMap((pattern) => fileSystem.glob(pattern)).filter(({ rawPath }) => rawPath.includes("/"));
  return Object.fromEntries(payloads.map((file) => [file.rawPath, described(contentOf(file))]));
}
function contentOf(file: EvidenceFile): Uint8Array {
  const source = file.open();
  return readBytes(source, 0, source.byteLength);
}

const PASSWORD = "Zaubernuß 🗝";
const isClear = ({ path }: { readonly path: string }): boolean => path.endsWith(".plist") || path === "Library/TCC/TCC.db";
/** Small rounds; the real ones come out as the published vector says. */
const FORMS = {
  "of two stages": { encrypted: { password: PASSWORD } },
  "of two stages, its catalogue not filled up": { encrypted: { password: PASSWORD, isCataloguePadded: false } },
  "of one stage": { generation: "ios10", encrypted: { password: PASSWORD, form: "one-stage" } },
  "of which some files are clear": { encrypted: { password: PASSWORD, isClear } },
} as const;

const plainPayloads = (options: (typeof FORMS)[keyof typeof FORMS]): Files => {
  const generation = "generation" in options ? { generation: options.generation } : {};
  const entries = [...scenario("compromised").entries(generation)].filter(([path]) => path.includes("/"));
  return Object.fromEntries(entries.map(([path, bytes]) => [path, described(bytes)]));
};

test.each(Object.entries(FORMS))("our reader has every file of a backup %s as it was", async (_form, options) => {
  expect(await readWithBridle(scenario("compromised").build(options), PASSWORD)).toEqual(plainPayloads(options));
});

const byPython = new Map(Object.entries(fixture.stored).map(([path, base64]) => [path, new Uint8Array(Buffer.from(base64, "base64"))]));
const contents = (files: Readonly<Record<string, Described>>): Files =>
  Object.fromEntries(Object.entries(files).map(([path, { sha256, length }]) => [path, { sha256, length }]));

test("our reader has every file of the backup that Python wrote", async () => {
  expect(await readWithBridle(byPython, fixture.password)).toEqual(contents(fixture.files));
  await expect(readWithBridle(byPython, "Gruesse aus Koeln")).rejects.toMatchObject({ code: "wrong-password" });
});

describe.skipIf(!hasCryptography)("python3 with cryptography", () => {
  test.each(Object.entries(FORMS))("has every file of our backup %s as it was", (form, options) => {
    const path = join(folder, form);
    writeBackup(path, scenario("compromised").entries(options));
    const { files, clear, hasManifestKey } = oracle<{ files: Files; clear: number; hasManifestKey: boolean }>(["read", path], PASSWORD);
    const { "Manifest.db": catalogue, ...payloads } = files;
    expect(payloads).toEqual(plainPayloads(options));
    expect(catalogue!.length % 4096).toBe(0);
    expect(hasManifestKey).toBe(form !== "of one stage");
    expect(clear > 0).toBe(form === "of which some files are clear");
    expect(oracle(["read", path], "Zaubernuss")).toEqual({ error: "wrong password" });
  });

  test("writes a backup that our reader reads, the same phone as the fixture", async () => {
    const path = join(folder, "python");
    const { password, files } = oracle<{ password: string; files: Files }>(["write", path]);
    const read = await readWithBridle(filesBelow(path), password);
    expect(read).toEqual(contents(files));
    const sms = payloadPath("HomeDomain", "Library/SMS/sms.db"); // holds the version of SQLite that wrote it
    expect({ ...read, [sms]: undefined }).toEqual({ ...contents(fixture.files), [sms]: undefined });
  });

  test("agrees with the published vector at ten million rounds", () => {
    expect(oracle(["vector"])).toEqual({
      passwordKey: "ec8edc160b5745ccae000bfb4787630f322821191fba7eea38feab2c6307cd9b",
      wrappedZeros: "528c9c5171bf8bef1ea397cf29d2a838c90529df02a6ad2f823a1c6f3a5b2040e2a309c520c6a2ab",
      content: "Test data",
    });
  });
});

test("Node turns the vector's password into the same key", () => {
  const zeros = new Uint8Array(20);
  const first = pbkdf2Sync("0000", zeros, 10_000_000, 32, "sha256");
  expect(pbkdf2Sync(first, zeros, 10_000, 32, "sha1").toString("hex")).toBe(
    "ec8edc160b5745ccae000bfb4787630f322821191fba7eea38feab2c6307cd9b",
  );
});

describe.skipIf(!hasOpenssl)("openssl", () => {
  const protection = encryptedProtection({ password: PASSWORD });
  const sealed = new Map(backupEntries(scenario("compromised").phone(), protection));
  const plain = scenario("compromised").build();
  const bag = decodeKeyBag(protection.manifestKeys["BackupKeyBag"] as Uint8Array);
  const header = new Map(bag.slice(0, 10));
  const rounds = (tag: string): number => Buffer.from(header.get(tag)!).readUInt32BE();

  /** The key that the password becomes, by openssl alone. */
  const passwordKey = (): string => {
    const first = kdf("SHA256", Buffer.from(PASSWORD), header.get("DPSL")!, rounds("DPIC"));
    return kdf("SHA1", Buffer.from(first, "hex"), header.get("SALT")!, rounds("ITER"));
  };

  test("derives the key that unwraps the catalogue's, and decrypts the catalogue with it", () => {
    const place = bag.findIndex(([tag, value]) => tag === "CLAS" && value[3] === 4);
    const wrappedClassKey = bag.slice(place).find(([tag]) => tag === "WPKY")![1];
    const classKey = unwrap(Buffer.from(passwordKey(), "hex"), wrappedClassKey);
    const manifestKey = protection.manifestKeys["ManifestKey"] as Uint8Array;
    expect(manifestKey.slice(0, 4)).toEqual(Uint8Array.of(4, 0, 0, 0));
    const key = unwrap(classKey, manifestKey.subarray(4));
    const args = ["enc", "-d", "-aes-256-cbc", "-K", key.toString("hex"), "-iv", "0".repeat(32)];
    const catalogue = execFileSync("openssl", args, { input: sealed.get("Manifest.db")!, maxBuffer: 1 << 26 });
    expect(catalogue.subarray(0, 15).toString()).toBe("SQLite format 3");
    expect(catalogue.length % 4096).toBe(0);
    expect(catalogue.length).toBeGreaterThan(plain.get("Manifest.db")!.length); // a key for every file
  });
});

function kdf(digest: string, password: Uint8Array, salt: Uint8Array, rounds: number): string {
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
  const options = [`digest:${digest}`, `hexpass:${hex(password)}`, `hexsalt:${hex(salt)}`, `iter:${rounds}`, "pkcs5:1"];
  const args = ["kdf", "-keylen", "32", ...options.flatMap((option) => ["-kdfopt", option]), "PBKDF2"];
  return execFileSync("openssl", args, { encoding: "utf8" }).replace(/[:\s]/g, "").toLowerCase();
}

function unwrap(wrapping: Uint8Array, wrapped: Uint8Array): Buffer {
  const decipher = createDecipheriv("id-aes256-wrap", wrapping, Buffer.alloc(8, 0xa6));
  return Buffer.concat([decipher.update(wrapped), decipher.final()]);
}

const filesBelow = (path: string): ReadonlyMap<string, Uint8Array> =>
  new Map(
    readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [relative(path, file).replaceAll("\\", "/"), new Uint8Array(readFileSync(file))]),
  );
