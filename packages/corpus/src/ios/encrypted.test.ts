import { createDecipheriv } from "node:crypto";
import { expect, test } from "vitest";
import { createRandom } from "../random.ts";
import { scenario } from "../scenarios/index.ts";
import { queryBytes } from "../testing.ts";
import { backupEntries, fileId, payloadPath } from "./backup.ts";
import { DEMO_PASSWORD, encryptCbc, encryptedProtection } from "./encrypted.ts";
import { createKeyBag, encodeKeyBag, QUICK_ROUNDS, wrapKey } from "./keybag.ts";
import { UNPROTECTED } from "./protection.ts";

const SMS = payloadPath("HomeDomain", "Library/SMS/sms.db");
const encrypted = { password: DEMO_PASSWORD };
const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "hex"));
const whole = (files: ReadonlyMap<string, Uint8Array>): Buffer => Buffer.concat([...files.values()]);
const startsAsDatabase = (bytes: Uint8Array | undefined): boolean => Buffer.from(bytes!).subarray(0, 15).toString() === "SQLite format 3";

test("wraps a key as the example of RFC 3394, 4.6", () => {
  const wrapping = hex("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F");
  const key = hex("00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F");
  expect(Buffer.from(wrapKey(wrapping, key)).toString("hex").toUpperCase()).toBe(
    "28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21",
  );
});

test("enciphers as the CBC-AES256 example of NIST SP 800-38A would from a zero vector", () => {
  const key = hex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");
  // F.2.5 with its vector and first block added to each other: CBC is the block cipher of their sum.
  const block = hex("6bc1bee22e409f96e93d7e117393172a").map((value, index) => value ^ index);
  expect(Buffer.from(encryptCbc(key, block, false)).toString("hex")).toBe("f58c4c04d6e5f1ba779eabfb5f7bfbd6");
});

test("a bag has a header and eleven class keys, in the order a phone writes them", () => {
  const tags = (form: "one-stage" | "two-stage") =>
    createKeyBag({ password: "x", form, rounds: QUICK_ROUNDS, random: createRandom(1) }).blocks.map(([tag]) => tag);
  expect(tags("two-stage").slice(0, 10)).toEqual(["VERS", "TYPE", "UUID", "HMCK", "WRAP", "SALT", "ITER", "DPWT", "DPIC", "DPSL"]);
  expect(tags("one-stage").slice(0, 8)).toEqual(["VERS", "TYPE", "UUID", "HMCK", "WRAP", "SALT", "ITER", "UUID"]);
  expect(tags("two-stage").filter((tag) => tag === "CLAS")).toHaveLength(11);
  expect(Buffer.from(encodeKeyBag([["ITER", Uint8Array.of(0, 0, 0, 10)]])).toString("latin1")).toBe("ITER\0\0\0\u0004\0\0\0\n");
});

test("an encrypted phone has the plain one's files and shows none of what they hold", () => {
  const plain = scenario("compromised").build();
  const sealed = scenario("compromised").build({ encrypted });
  expect([...sealed.keys()]).toEqual([...plain.keys()]);
  for (const word of ["CANARY-", "SQLite format 3", "free247downloads", "roleaccountd"]) expect(whole(sealed).includes(word)).toBe(false);
  for (const [path, bytes] of sealed) if (path.includes("/")) expect(bytes.length % 16, path).toBe(0);
  for (const name of ["Info.plist", "Status.plist"]) expect(sealed.get(name)).toEqual(plain.get(name));
});

test("the same options give the same bytes, another password or seed gives others", () => {
  const once = whole(scenario("compromised").build({ encrypted }));
  expect(whole(scenario("compromised").build({ encrypted })).equals(once)).toBe(true);
  expect(whole(scenario("compromised").build({ encrypted: { password: "another" } })).equals(once)).toBe(false);
  const seeded = scenario("compromised")
    .build({ encrypted: { ...encrypted, seed: 2 } })
    .get(SMS)!;
  expect(Buffer.from(scenario("compromised").build({ encrypted }).get(SMS)!).equals(seeded)).toBe(false);
});

test("before iOS 10.2 the catalogue is clear, lists a key for each file, and the phone says an older version", () => {
  const files = scenario("compromised").build({ generation: "ios10", encrypted: { ...encrypted, form: "one-stage" } });
  expect(startsAsDatabase(files.get("Manifest.db"))).toBe(true);
  expect(startsAsDatabase(files.get(SMS))).toBe(false);
  expect(whole(new Map([["", files.get("Info.plist")!]])).toString()).toContain("10.1.1");
  const sql = "SELECT count(*) AS count, sum(instr(file, CAST('EncryptionKey' AS BLOB)) > 0) AS keys FROM Files WHERE flags = 1";
  const [row] = queryBytes(files.get("Manifest.db")!, sql);
  expect(row!["keys"]).toBe(row!["count"]);
});

test("files that are stored clear have no key", () => {
  const isClear = ({ path }: { readonly path: string }) => path.startsWith("Library/SMS/");
  const files = scenario("compromised").build({ generation: "ios10", encrypted: { ...encrypted, form: "one-stage", isClear } });
  expect(startsAsDatabase(files.get(SMS))).toBe(true);
  const keys = "SELECT instr(file, CAST('EncryptionKey' AS BLOB)) > 0 AS has FROM Files WHERE fileID =";
  expect(queryBytes(files.get("Manifest.db")!, `${keys} '${fileId("HomeDomain", "Library/SMS/sms.db")}'`)).toEqual([{ has: 0 }]);
  expect(queryBytes(files.get("Manifest.db")!, `${keys} '${fileId("HomeDomain", "Library/TCC/TCC.db")}'`)).toEqual([{ has: 1 }]);
});

test("a file of many blocks and one of none can be had back with its key", () => {
  const key = Uint8Array.from({ length: 32 }, (_, index) => index);
  for (const length of [0, 1, 15, 16, 17, 100_000]) {
    const content = createRandom(length + 1).bytes(length);
    const decipher = createDecipheriv("aes-256-cbc", key, new Uint8Array(16));
    const sealed = encryptCbc(key, content, true);
    expect(sealed.length).toBe(Math.floor(length / 16) * 16 + 16);
    expect(Buffer.concat([decipher.update(sealed), decipher.final()]).equals(content)).toBe(true);
  }
});

test("a large phone is sealed file by file", () => {
  const base = scenario("clean").phone();
  let made = 0;
  const files = Array.from({ length: 50 }, (_, index) => ({
    domain: "CameraRollDomain",
    path: `Media/DCIM/100APPLE/IMG_${index}.JPG`,
    kind: "file" as const,
    birth: 0,
    modified: 0,
    content: () => {
      made += 1;
      return new Uint8Array(1000);
    },
  }));
  const entries = backupEntries({ ...base, files }, encryptedProtection(encrypted));
  for (let taken = 0; taken < 4; taken++) expect(entries.next().done).toBe(false);
  expect(made).toBe(1);
  expect([...entries].length).toBe(50); // 49 payloads and the catalogue
  expect(UNPROTECTED.isEncrypted).toBe(false);
});
