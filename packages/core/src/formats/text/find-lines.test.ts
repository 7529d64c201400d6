import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ByteSource } from "../../bytes/byte-source.ts";
import { bytesSource } from "../../bytes/byte-source.ts";
import { findLines } from "./find-lines.ts";
import { MAX_LINE_BYTES, readLines, type TextLine, type TextStart } from "./read-lines.ts";

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);
const TEXTS = ["avc:", "needle", "a.c(", "N: "];
/** What `findLines` must give: all lines, read the long way and asked one by one. */
const expected = (source: ByteSource, start?: TextStart): TextLine[] =>
  [...readLines(source, start)].flat().filter(({ text, isCut }) => isCut || TEXTS.some((one) => text.includes(one)));
const found = (source: ByteSource, start?: TextStart): TextLine[] => [...findLines(source, TEXTS, start)].flat();

describe("lines that hold a text", () => {
  test("come with their number and place in the file, and the others do not come", () => {
    const text = "none\nthe needle é\r\n\nnone é\nabc(\na.c( twice a.c(\nlast needle";
    expect(found(bytesSource(encoded(text)), { offset: 100, line: 7 })).toEqual([
      { text: "the needle é", line: 9, offset: 105 },
      { text: "a.c( twice a.c(", line: 13, offset: 134 },
      { text: "last needle", line: 14, offset: 150 },
    ]);
  });

  test("are found across the pieces in which bytes are read, whatever stands around them", () => {
    const kinds = ["plain", "avc: here", "é needle ü", "x".repeat(9_000), "", "\r", "needl\ne", "😀 N: \ufffd"];
    const text = Array.from({ length: 30_000 }, (_, n) => kinds[(n * n + (n >> 5)) % kinds.length]).join("\n");
    const bytes = encoded(text);
    for (let at = 7; at < bytes.length; at += 90_001) bytes[at] = 0xe9;
    expect(bytes.length).toBeGreaterThan(4 << 20);
    expect(found(bytesSource(bytes))).toEqual(expected(bytesSource(bytes)));
  });

  test("that are cut come whatever they hold: their reader must say so", () => {
    const text = `needle\n${"x".repeat(MAX_LINE_BYTES + 9)}\nnone\nneedle\n${"y".repeat(MAX_LINE_BYTES)}\n${"z".repeat(MAX_LINE_BYTES * 2)}`;
    const lines = found(bytesSource(encoded(text)));
    expect(lines.map(({ line, isCut }) => [line, isCut])).toEqual([
      [1, undefined],
      [2, true],
      [4, undefined],
      [6, true],
    ]);
    expect(lines).toEqual(expected(bytesSource(encoded(text))));
  });
});

test("bytes of every kind, in any pieces: the same lines as reading all of them gives", () => {
  const line = fc.oneof(
    fc.constantFrom("", "\r", "avc:", "xneedle\r", "é", "é needle", "\u2028avc:", "😀", "x".repeat(3_000), "a.c", "N:\r"),
    fc.string({ maxLength: 40 }),
  );
  const bytes = fc.oneof(
    fc.array(line, { maxLength: 60 }).map((lines) => encoded(lines.join("\n"))),
    fc.uint8Array({ maxLength: 3_000 }).map((all) => all.map((byte) => (byte % 9 === 0 ? 10 : byte))),
  );
  fc.assert(
    fc.property(bytes, fc.integer({ min: 1, max: 700 }), (all, piece) => {
      const source: ByteSource = {
        byteLength: all.length,
        readSync: (offset, into) => bytesSource(all).readSync(offset, into.subarray(0, piece)),
      };
      expect(found(source)).toEqual(expected(bytesSource(all)));
    }),
  );
});
