import fc from "fast-check";
import { expect, inject, test } from "vitest";
import { type ByteSource, bytesSource, chunksOf, readBytes } from "./byte-source.ts";
import { chunkCached } from "./chunk-cache.ts";
import { FormatError } from "./format-error.ts";
import { portableSha256, sha256OfSource, sha256OfText } from "./hasher.ts";

test("reads any range, and fewer bytes only at the end", () => {
  const source = bytesSource(Uint8Array.of(1, 2, 3, 4));
  expect([...readBytes(source, 1, 2)]).toEqual([2, 3]);
  expect([...readBytes(source, 3, 10)]).toEqual([4]);
  expect([...readBytes(source, 9, 1)]).toEqual([]);
});

test("chunks give all bytes in order, whatever the length", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 600_000 }), (length) => {
      const bytes = new Uint8Array(length).map((_, index) => index % 251);
      let at = 0;
      for (const chunk of chunksOf(bytesSource(bytes))) {
        expect(chunk[0]).toBe(bytes[at]);
        at += chunk.length;
      }
      expect(at).toBe(length);
    }),
    { seed: inject("seed"), numRuns: 20 },
  );
});

test("a source that ends before its length says does not hang", () => {
  const liar: ByteSource = { byteLength: 1_000_000, readSync: () => 0 };
  expect([...chunksOf(liar)]).toEqual([]);
  expect(readBytes(liar, 0, 10)).toHaveLength(0);
});

test("the portable SHA-256 is SHA-256", () => {
  expect(sha256OfText("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(sha256OfSource(bytesSource(new Uint8Array(1_000_000).fill(97)), portableSha256)).toBe(
    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
  );
});

test("a format error names its format, what is wrong and where", () => {
  const error = new FormatError("plist", "truncated", "8 bytes missing", { offset: 12 });
  expect([error.message, error.code, error.offset]).toEqual(["plist: 8 bytes missing at byte 12", "truncated", 12]);
});

test("a chunk cache gives the bytes of its source, asks for whole chunks, and forgets the one not used for longest", () => {
  const bytes = Uint8Array.from({ length: 1_000 }, (_, index) => index % 251);
  const asked: number[] = [];
  const read = (offset: number, length: number): Uint8Array => {
    asked.push(offset);
    return bytes.slice(offset, offset + length);
  };
  const source = chunkCached({ byteLength: bytes.length, chunkBytes: 100, maxChunks: 2, read });
  expect([...readBytes(source, 95, 110)]).toEqual([...bytes.subarray(95, 205)]);
  expect(asked).toEqual([0, 100, 200]);
  readBytes(source, 110, 1);
  readBytes(source, 300, 1);
  readBytes(source, 110, 1);
  readBytes(source, 200, 1);
  expect(asked).toEqual([0, 100, 200, 300, 200]);
  expect([...readBytes(source, 950, 100)]).toEqual([...bytes.subarray(950)]);
});
