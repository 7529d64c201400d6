import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ByteSource, bytesSource } from "../../bytes/byte-source.ts";
import { findLines } from "./find-lines.ts";
import { MAX_LINE_BYTES, readLines, type TextLine, type TextStart } from "./read-lines.ts";

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);
const TEXTS = ["avc:", "needle", "a.c(", "N: "];
/** As a reader of parts would: from a line that says so to the next that says something else. */
const andAfter = (line: string, were: boolean): boolean => (line.includes("needle") ? line.startsWith("the") : were);
/** What `findLines` must give: all lines, read the long way and asked one by one. */
function expected(source: ByteSource, withAfter = false): TextLine[] {
  let were = false;
  return [...readLines(source)].flat().filter(({ text, isCut }) => {
    const isHeld = TEXTS.some((one) => text.includes(one));
    const isWanted = isHeld || were || isCut;
    if (isHeld && withAfter) were = andAfter(text, were);
    return isWanted;
  });
}
const found = (source: ByteSource, start?: TextStart): TextLine[] => [...findLines(source, { texts: TEXTS }, start)].flat();
const foundWithAfter = (source: ByteSource): TextLine[] => [...findLines(source, { texts: TEXTS, andAfter })].flat();

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

  test("bring those that follow where their reader says so, up to the next that holds one", () => {
    const text = "a\nthe needle\nb é\r\navc: c\n\nd\nno needle\ne\navc: f\ng\nthe needle, last\nh";
    const lines = foundWithAfter(bytesSource(encoded(text)));
    expect(lines.map((line) => line.text)).toEqual([
      "the needle",
      "b é",
      "avc: c",
      "",
      "d",
      "no needle",
      "avc: f",
      "the needle, last",
      "h",
    ]);
    expect(lines).toEqual(expected(bytesSource(encoded(text)), true));
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
    fc.constantFrom("", "\r", "avc:", "xneedle\r", "the needle", "é", "é needle", "\u2028avc:", "😀", "x".repeat(3_000), "a.c", "N:\r"),
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
      expect(foundWithAfter(source)).toEqual(expected(bytesSource(all), true));
    }),
  );
});
