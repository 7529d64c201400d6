import { expect, test } from "vitest";
import { FormatError } from "../../bytes/format-error.ts";
import { damaged } from "../../testing/damage.ts";
import { isLz4, unpackLz4 } from "./apple-lz4.ts";

const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));
const word = (value: number): number[] => [value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24];
const packed = (size: number, ...block: readonly number[]): number[] => [...ascii("bv41"), ...word(size), ...word(block.length), ...block];
const plain = (text: string): number[] => [...ascii("bv4-"), ...word(text.length), ...ascii(text)];
const stream = (...blocks: readonly number[][]): Uint8Array => Uint8Array.from([...blocks.flat(), ...ascii("bv4$")]);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(unpackLz4(bytes, 1000));

// By hand from lz4_Block_format.md: a token of two lengths, letters, how far back, longer lengths in further bytes.
const TWICE = [0x44, ...ascii("abcd"), 4, 0, 0x10, ...ascii("e")]; // abcd, eight from four back, e
const LONG_RUN = [0x1f, ...ascii("x"), 1, 0, 255, 2, 0x10, ...ascii("y")]; // x, then 4 + 15 + 255 + 2 more of it, y

test("unpacks letters and matches, those that overlap themselves too", () => {
  expect(textOf(stream(packed(13, ...TWICE)))).toBe("abcdabcdabcde");
  expect(textOf(stream(packed(278, ...LONG_RUN)))).toBe(`${"x".repeat(277)}y`);
  expect(textOf(stream(packed(20, 0xf0, 5, ...ascii("twenty letters stand"))))).toBe("twenty letters stand");
});

test("joins blocks, and lets one point back into those before it", () => {
  expect(textOf(stream(plain("abcd"), packed(5, 0x00, 4, 0, 0x10, ...ascii("!"))))).toBe("abcdabcd!");
  expect(textOf(stream())).toBe("");
});

test("tells such a stream by its first letters", () => {
  expect([stream(plain("a")), stream(packed(1, 0x10, 0x61)), Uint8Array.from(ascii("bplist00"))].map(isLz4)).toEqual([true, true, false]);
});

test.each([
  ["not-this-format", Uint8Array.from(ascii("bplist00"))],
  ["truncated", stream(plain("abcd")).subarray(0, 11)],
  ["truncated", Uint8Array.from(plain("abcd"))],
  ["malformed", stream(packed(12, ...TWICE))],
  ["malformed", stream(packed(14, ...TWICE))],
  ["malformed", stream(packed(9, 0x44, ...ascii("abcd"), 5, 0))],
  ["malformed", stream(packed(9, 0x44, ...ascii("abcd"), 0, 0))],
  ["malformed", stream(packed(9, 0xf0, 255))],
  ["malformed", stream(packed(100_000, 0x10, 0x61))],
  ["malformed", Uint8Array.from([...plain("a"), ...ascii("what")])],
  ["limit", stream(plain("a".repeat(1001)))],
])("says what is wrong: %s", (code, bytes) => {
  expect(() => unpackLz4(bytes, 1000)).toThrow(expect.objectContaining({ code }));
});

test("ends every damaged copy with bytes or a FormatError", () => {
  for (const { bytes, damage } of damaged(stream(packed(13, ...TWICE), plain("x"), packed(278, ...LONG_RUN)))) {
    try {
      unpackLz4(bytes, 1000);
    } catch (error) {
      expect(error, damage).toBeInstanceOf(FormatError);
    }
  }
});
