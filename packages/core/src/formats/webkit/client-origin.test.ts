import { expect, test } from "vitest";
import { FormatError } from "../../bytes/format-error.ts";
import { damaged } from "../../testing/damage.ts";
import { readClientOrigin } from "./client-origin.ts";

// By hand from WTF::Persistence and WebCorePersistentCoders.cpp: {length, is8Bit, letters}, {hasPort, port}
const text = (value: string): number[] => [value.length, 0, 0, 0, 1, ...[...value].map((letter) => letter.charCodeAt(0))];
const wide = (value: string): number[] => [
  value.length,
  0,
  0,
  0,
  0,
  ...[...value].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8]),
];
const FILE = Uint8Array.from([...text("https"), ...text("news.example"), 0, ...text("http"), ...wide("bücher.example"), 1, 0x90, 0x1f]);

test("reads whose page it was and who in it stored something", () => {
  expect(readClientOrigin(FILE)).toEqual({ page: "https://news.example/", part: "http://bücher.example:8080/" });
});

test("reads an origin without a host", () => {
  expect(readClientOrigin(Uint8Array.from([...text("file"), ...text(""), 0, ...text("file"), ...text(""), 0])).page).toBe("file:///");
});

test.each([
  ["truncated", FILE.subarray(0, 20)],
  ["truncated", new Uint8Array()],
  ["malformed", Uint8Array.from([0xff, 0xff, 0xff, 0xff, 1])],
  ["malformed", Uint8Array.from([1, 0, 0, 0, 7, 0x61])],
  ["malformed", Uint8Array.from([...text(""), ...text("a"), 0])],
])("says that a file is %s", (code, bytes) => {
  expect(() => readClientOrigin(bytes)).toThrow(expect.objectContaining({ code }));
});

test("ends every damaged copy with an origin or a FormatError", () => {
  for (const { bytes, damage } of damaged(FILE)) {
    try {
      readClientOrigin(bytes);
    } catch (error) {
      expect(error, damage).toBeInstanceOf(FormatError);
    }
  }
});
