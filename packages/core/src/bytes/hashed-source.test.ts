import fc from "fast-check";
import { expect, test } from "vitest";
import { type ByteSource, bytesSource, chunksOf, readBytes } from "./byte-source.ts";
import { hashedSource } from "./hashed-source.ts";
import { portableSha256, sha256OfBytes } from "./hasher.ts";

function counting(source: ByteSource) {
  const count = { read: 0 };
  const readSync: ByteSource["readSync"] = (offset, into) => {
    const got = source.readSync(offset, into);
    count.read += got;
    return got;
  };
  return { count, source: { byteLength: source.byteLength, readSync } };
}
const BYTES = Uint8Array.from({ length: 700_001 }, (_, at) => (at * at) >> 3);

test("what is read in order is hashed on the way, and read no second time", () => {
  const { count, source } = counting(bytesSource(BYTES));
  const hashed = hashedSource(source, portableSha256);
  for (const _ of chunksOf(hashed));
  expect(hashed.sha256()).toBe(sha256OfBytes(BYTES));
  expect(count.read).toBe(BYTES.length);
});

test("what is left out, jumped over or read again counts as it stands", () => {
  const { count, source } = counting(bytesSource(BYTES));
  const hashed = hashedSource(source, portableSha256);
  for (const [offset, length] of [
    [0, 100],
    [0, 4_096],
    [600_000, 5],
    [4_096, 4_096],
    [10, 20],
    [9_000, 70_000],
  ] as const)
    expect(readBytes(hashed, offset, length)).toEqual(BYTES.slice(offset, offset + length));
  count.read = 0;
  expect(hashed.sha256()).toBe(sha256OfBytes(BYTES));
  expect(count.read, "all but the first two pages").toBe(BYTES.length - 8_192);
});

test("nothing read is the hash of all; a source that ends early is hashed as far as it goes", () => {
  expect(hashedSource(bytesSource(BYTES), portableSha256).sha256()).toBe(sha256OfBytes(BYTES));
  expect(hashedSource(bytesSource(new Uint8Array(0)), portableSha256).sha256()).toBe(sha256OfBytes(new Uint8Array(0)));
  const early = hashedSource({ ...bytesSource(BYTES.subarray(0, 1_000)), byteLength: 5_000 }, portableSha256);
  expect(early.readSync(500, new Uint8Array(5_000))).toBe(500);
  expect(early.sha256()).toBe(sha256OfBytes(BYTES.subarray(0, 1_000)));
});

test("any reads give the bytes and the hash of the source", () => {
  const read = fc.tuple(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 1_000 }));
  fc.assert(
    fc.property(fc.array(read, { maxLength: 20 }), (reads) => {
      const bytes = BYTES.subarray(0, 2_500);
      const hashed = hashedSource(bytesSource(bytes), portableSha256);
      for (const [offset, length] of reads) expect(readBytes(hashed, offset, length)).toEqual(bytes.slice(offset, offset + length));
      expect(hashed.sha256()).toBe(sha256OfBytes(bytes));
    }),
  );
});
