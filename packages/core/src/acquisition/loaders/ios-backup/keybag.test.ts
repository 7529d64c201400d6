import { expect, test } from "vitest";
import { type CryptoProvider, portableCrypto } from "../../../bytes/crypto.ts";
import { FormatError } from "../../../bytes/format-error.ts";
import { toHex } from "../../../model/json.ts";
import { damaged, hexBytes } from "../../../testing/index.ts";
import { openKey, readWrappedKey } from "./class-key.ts";
import { MAX_CLASS_KEYS, MAX_ROUNDS, readKeybag } from "./keybag.ts";
import { unlockKeybag } from "./unlock-keybag.ts";

type Block = readonly [tag: string, value: Uint8Array | number];

const u32 = (value: number): Uint8Array => hexBytes(value.toString(16).padStart(8, "0"));
const bag = (...blocks: readonly Block[]): Uint8Array =>
  Uint8Array.from(
    blocks.flatMap(([tag, value]) => {
      const bytes = typeof value === "number" ? u32(value) : value;
      return [...new TextEncoder().encode(tag), ...u32(bytes.length), ...bytes];
    }),
  );

const UUID = new Uint8Array(16);
const SALT = new Uint8Array(20);
/**
 * A published vector: the password "0000", salts of zeros and ten million rounds wrap class keys of zeros.
 * https://github.com/matan1008/pyiosbackup (tests/test_keybag.py)
 */
const ZEROS_UNDER_0000 = hexBytes("528c9c5171bf8bef1ea397cf29d2a838c90529df02a6ad2f823a1c6f3a5b2040e2a309c520c6a2ab");
const HEADER: readonly Block[] = [
  ["VERS", 5],
  ["TYPE", 1],
  ["UUID", UUID],
  ["HMCK", new Uint8Array(40)],
  ["WRAP", 0],
  ["SALT", SALT],
  ["ITER", 10_000],
  ["DPWT", 1],
  ["DPIC", 10_000_000],
  ["DPSL", SALT],
];
const classKey = (keyClass: number, wrapped = ZEROS_UNDER_0000, wrap = 2): readonly Block[] => [
  ["UUID", UUID],
  ["CLAS", keyClass],
  ["WRAP", wrap],
  ["KTYP", 0],
  ["WPKY", wrapped],
];

/** What the first stage makes of "0000", so that tests need not go ten million rounds: computed with Python's hashlib. */
const FIRST_STAGE = hexBytes("1e8bf0bd2f08aca606dfcf6b3ab19a3307f12cfc15c787b10eb7f5ecb957b987");
const shortcut: CryptoProvider = {
  ...portableCrypto,
  pbkdf2: (request) =>
    request.rounds === 10_000_000 && new TextDecoder().decode(request.password) === "0000"
      ? Promise.resolve(FIRST_STAGE)
      : portableCrypto.pbkdf2({ ...request, rounds: Math.min(request.rounds, 10_000) }),
};

test("a keybag says how the password becomes a key, and which keys it opens", () => {
  const keybag = readKeybag(bag(...HEADER, ...classKey(11, undefined, 3), ...classKey(4), ...classKey(9, undefined, 1)));
  expect(keybag.rounds).toBe(10_000);
  expect(keybag.first?.rounds).toBe(10_000_000);
  expect([...keybag.classKeys.keys()]).toEqual([11, 4]);
});

test("without the fields of the first stage there is one stage", () => {
  const early = HEADER.filter(([tag]) => !tag.startsWith("DP"));
  expect(readKeybag(bag(...early, ...classKey(4))).first).toBeUndefined();
});

test("the published bag opens with its password, and its file key decrypts its file", async () => {
  const keybag = readKeybag(bag(...HEADER, ...[1, 2, 3, 4].flatMap((keyClass) => classKey(keyClass))));
  const opened = await unlockKeybag(keybag, { kind: "password", password: "0000" }, shortcut);
  expect([...opened!.classKeys].map(([keyClass, key]) => `${keyClass} ${toHex(key)}`)).toEqual(
    [1, 2, 3, 4].map((keyClass) => `${keyClass} ${"00".repeat(32)}`),
  );
  const key = openKey(
    opened!.classKeys,
    readWrappedKey(hexBytes("0200000097317494343807e690fd1e431413963dc0e3deb4907fb89fa36ce65126d0ea1301381fb3a2941e2f")),
    portableCrypto,
  );
  const plain = portableCrypto.decryptCbc(key, new Uint8Array(16), hexBytes("78b51ca5374c3ad575174288688cda49"));
  expect(new TextDecoder().decode(plain)).toBe("Test data\x07\x07\x07\x07\x07\x07\x07");
});

test("the key that a password became opens the bag again", async () => {
  const keybag = readKeybag(bag(...HEADER, ...classKey(4)));
  const opened = await unlockKeybag(keybag, { kind: "password", password: "0000" }, shortcut);
  const again = await unlockKeybag(keybag, { kind: "key", key: opened!.passwordKey }, shortcut);
  expect(again?.classKeys).toEqual(opened!.classKeys);
  expect(await unlockKeybag(keybag, { kind: "key", key: new Uint8Array(7) }, shortcut)).toBeUndefined();
});

test("a wrong password opens nothing; a damaged key under the right one is damage", async () => {
  const spoilt = ZEROS_UNDER_0000.slice();
  spoilt[20]! ^= 4;
  const keybag = readKeybag(bag(...HEADER, ...classKey(4), ...classKey(7, spoilt)));
  expect(await unlockKeybag(keybag, { kind: "password", password: "0001" }, shortcut)).toBeUndefined();
  const opened = await unlockKeybag(keybag, { kind: "password", password: "0000" }, shortcut);
  expect([[...opened!.classKeys.keys()], opened!.damaged]).toEqual([[4], [7]]);
});

const refusal = (...blocks: readonly Block[]): string => {
  try {
    readKeybag(bag(...blocks));
    return "read";
  } catch (error) {
    return error instanceof FormatError ? `${error.code}: ${error.message}` : expect.fail(String(error));
  }
};
const header = (changes: Readonly<Record<string, Uint8Array | number>>): Block[] =>
  HEADER.map(([tag, value]) => [tag, changes[tag] ?? value] as const);

test("impossible lengths and counts are refused with a sentence", () => {
  expect(refusal(...header({ DPIC: MAX_ROUNDS + 1 }), ...classKey(4))).toBe(`limit: keybag: DPIC of ${MAX_ROUNDS + 1} rounds`);
  expect(refusal(...header({ ITER: 0 }), ...classKey(4))).toBe("malformed: keybag: ITER of 0 rounds");
  expect(refusal(...header({ SALT: new Uint8Array(0) }), ...classKey(4))).toMatch(/^malformed: keybag: SALT of 0 bytes/);
  expect(refusal(...header({ DPSL: new Uint8Array(4_000) }), ...classKey(4))).toMatch(/^malformed: keybag: DPSL of 4000 bytes/);
  expect(refusal(...header({ ITER: new Uint8Array(8) }), ...classKey(4))).toMatch(/^malformed: keybag: ITER of 8 bytes/);
  expect(refusal(...HEADER, ...classKey(4, new Uint8Array(39)))).toMatch(/^malformed: keybag: a key of 39 bytes/);
  expect(refusal(...HEADER)).toBe("malformed: keybag: no key that a password opens");
  expect(refusal(...HEADER, ...classKey(4, undefined, 1))).toBe("malformed: keybag: no key that a password opens");
  expect(refusal(...HEADER.filter(([tag]) => tag !== "SALT"), ...classKey(4))).toBe("malformed: keybag: no SALT");
  expect(refusal()).toBe("malformed: keybag: no SALT");
  const many = Array.from({ length: MAX_CLASS_KEYS + 1 }, (_, index) => classKey(index)).flat();
  expect(refusal(...HEADER, ...many)).toMatch(/^limit: keybag: more than 64 class keys/);
  expect(() => readKeybag(new Uint8Array(70_000))).toThrow("keybag: 70000 bytes");
  const absurd = bag(...HEADER, ...classKey(4));
  absurd.set(u32(0xffffffff), 4);
  expect(() => readKeybag(absurd)).toThrow("keybag: 4294967295 bytes announced");
});

test("a bag damaged anywhere is read or refused, and never anything else", () => {
  for (const { bytes: cut } of damaged(bag(...HEADER, ...classKey(4), ...classKey(3)))) {
    try {
      expect(readKeybag(cut).classKeys.size).toBeGreaterThan(0);
    } catch (error) {
      expect(error).toBeInstanceOf(FormatError);
    }
  }
});

test("a file's key has one length, and a class that may not be there", () => {
  expect(() => readWrappedKey(new Uint8Array(40))).toThrow("a key of 40 bytes");
  expect(() => openKey(new Map(), readWrappedKey(new Uint8Array(44)), portableCrypto)).toThrow(/^encrypted/);
  expect(() => openKey(new Map([[0, new Uint8Array(32)]]), readWrappedKey(new Uint8Array(44)), portableCrypto)).toThrow(
    "a damaged key of protection class 0",
  );
});
