import fc from "fast-check";
import { expect, inject, test } from "vitest";
import { CBC_VECTOR, expectPublishedVectors, hexBytes } from "../testing/crypto-vectors.ts";
import { bytesSource, readBytes } from "./byte-source.ts";
import { cbcSource, paddingOf, shortened } from "./cbc-source.ts";
import { type CryptoProvider, portableCrypto } from "./crypto.ts";

test("the portable cryptography gives the published vectors", () => expectPublishedVectors(portableCrypto));

/** The published vector has an initial vector of its own: with it as the block before, the rest of the file is the same. */
const VECTOR_FILE = Uint8Array.from([...CBC_VECTOR.iv, ...CBC_VECTOR.sealed]);

test("any range of an encrypted file can be read by itself", () => {
  const whole = hexBytes(CBC_VECTOR.plain);
  const source = cbcSource(bytesSource(VECTOR_FILE), CBC_VECTOR.key, portableCrypto);
  expect(source.byteLength).toBe(80);
  fc.assert(
    fc.property(fc.integer({ min: 16, max: 90 }), fc.integer({ min: 0, max: 90 }), (offset, length) => {
      expect([...readBytes(source, offset, length)]).toEqual([...whole.subarray(offset - 16, Math.max(0, offset - 16 + length))]);
    }),
    { seed: inject("seed"), numRuns: 300 },
  );
});

test("a read decrypts the blocks it asks for and touches one before them", () => {
  const asked: [number, number][] = [];
  const decrypted: number[] = [];
  const counting: CryptoProvider = {
    ...portableCrypto,
    decryptCbc(key, iv, bytes) {
      decrypted.push(bytes.length);
      return portableCrypto.decryptCbc(key, iv, bytes);
    },
  };
  const stored = {
    byteLength: 1 << 20,
    readSync(offset: number, into: Uint8Array) {
      asked.push([offset, into.length]);
      return into.length;
    },
  };
  readBytes(cbcSource(stored, CBC_VECTOR.key, counting), 500_001, 20);
  expect(asked).toEqual([[499_984, 48]]);
  expect(decrypted).toEqual([32]);
});

test("what lies beyond the last whole block is not made up", () => {
  for (const length of [0, 1, 15, 16, 31, 79]) {
    const source = cbcSource(bytesSource(VECTOR_FILE.subarray(0, length)), CBC_VECTOR.key, portableCrypto);
    expect(source.byteLength).toBe(length - (length % 16));
    expect(readBytes(source, 0, 100)).toHaveLength(source.byteLength);
  }
  // A source that gives fewer bytes than it has announced.
  const liar = { byteLength: 64, readSync: (_offset: number, into: Uint8Array) => Math.min(20, into.length) };
  expect(readBytes(cbcSource(liar, CBC_VECTOR.key, portableCrypto), 0, 64)).toHaveLength(16);
});

test("padding is told from bytes that are none", () => {
  const ending = (...bytes: number[]) => paddingOf(bytesSource(Uint8Array.from([...new Array(32 - bytes.length).fill(9), ...bytes])));
  expect(ending(1)).toBe(1);
  expect(ending(3, 3, 3)).toBe(3);
  expect(ending(...new Array<number>(16).fill(16))).toBe(16);
  expect(ending(0)).toBeUndefined();
  expect(ending(2, 3, 3)).toBeUndefined();
  expect(ending(17)).toBeUndefined();
  expect(paddingOf(bytesSource(new Uint8Array()))).toBeUndefined();
  const source = shortened(bytesSource(Uint8Array.of(1, 2, 3, 4)), 3);
  expect([...readBytes(source, 1, 9)]).toEqual([2, 3]);
  expect(source.readSync(5, new Uint8Array(4))).toBe(0);
});
