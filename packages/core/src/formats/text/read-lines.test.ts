import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesSource } from "../../bytes/byte-source.ts";
import { rangeSource } from "../../bytes/range-source.ts";
import { MAX_LINE_BYTES, readLines, type TextLine } from "./read-lines.ts";

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);
const linesOf = (text: string | Uint8Array, start?: { offset: number; line: number }): TextLine[] =>
  [...readLines(bytesSource(typeof text === "string" ? encoded(text) : text), start)].flat();

describe("lines", () => {
  test("are told with their number and the place of their first byte", () => {
    expect(linesOf("one\nzwöi\n\nthree")).toEqual([
      { text: "one", line: 1, offset: 0 },
      { text: "zwöi", line: 2, offset: 4 },
      { text: "", line: 3, offset: 10 },
      { text: "three", line: 4, offset: 11 },
    ]);
    expect(linesOf("")).toEqual([]);
    expect(linesOf("\n")).toEqual([{ text: "", line: 1, offset: 0 }]);
  });

  test("count on from where their text begins in a file", () => {
    expect(linesOf("a\nb\n", { offset: 100, line: 7 })).toEqual([
      { text: "a", line: 8, offset: 100 },
      { text: "b", line: 9, offset: 102 },
    ]);
  });

  test("end at line feeds only: nothing else that an app writes can forge one", () => {
    const text = "a\vb\fc\x1cd\x85e\u2028f\u2029g\rh";
    expect(linesOf(`${text}\r\nnext`).map((line) => line.text)).toEqual([text, "next"]);
  });

  test("show what is no text as such, and lose nothing else", () => {
    expect(linesOf(Uint8Array.of(65, 0xff, 66, 10, 0xc3, 10, 67)).map(({ text }) => text)).toEqual(["A\ufffdB", "\ufffd", "C"]);
  });

  test("beyond the longest are cut and said to be, and the next stand where they stand", () => {
    const long = "x".repeat(MAX_LINE_BYTES + 5);
    const [first, second] = linesOf(`${long}\nend`);
    expect(first).toMatchObject({ line: 1, offset: 0, isCut: true });
    expect(first!.text).toHaveLength(MAX_LINE_BYTES);
    expect(second).toEqual({ text: "end", line: 2, offset: long.length + 1 });
    expect(linesOf("x".repeat(MAX_LINE_BYTES))[0]).not.toHaveProperty("isCut");
    expect(linesOf(long)).toMatchObject([{ line: 1, isCut: true }]);
  });

  test("cross the pieces in which bytes are read", () => {
    const text = Array.from({ length: 40_000 }, (_, n) => `line ${n} ${"é".repeat(n % 40)}\r`).join("\n");
    const bytes = encoded(text);
    const lines = linesOf(bytes);
    expect(lines.map((line) => line.text)).toEqual(text.split("\n").map((line) => line.replace(/\r$/, "")));
    for (const { text: line, offset } of lines.filter((_, n) => n % 997 === 0))
      expect(new TextDecoder().decode(bytes.subarray(offset, offset + encoded(line).length))).toBe(line);
  });
});

test("are the same wherever groups and pieces end, and whatever the bytes are", () => {
  const line = fc.oneof(
    fc.constantFrom("", "\r", "x", "é", "\u2028", "😀", "x".repeat(2_047), "x".repeat(2_048), "é".repeat(1_500), "\r\r"),
    fc.string({ maxLength: 300 }),
  );
  const bytes = fc.oneof(
    fc.array(line, { maxLength: 60 }).map((lines) => encoded(lines.join("\n"))),
    fc.uint8Array({ maxLength: 6_000 }).map((all) => all.map((byte) => (byte % 9 === 0 ? 10 : byte))),
  );
  fc.assert(
    fc.property(bytes, (all) => {
      const expected: TextLine[] = [];
      for (let from = 0; from < all.length; ) {
        const found = all.indexOf(10, from);
        const end = found < 0 ? all.length : found;
        const last = end > from && all[end - 1] === 13 ? end - 1 : end;
        const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(all.subarray(from, last));
        expected.push({ text, line: expected.length + 1, offset: from });
        from = end + 1;
      }
      expect(linesOf(all)).toEqual(expected);
    }),
  );
});

test("a range is a source of its own, and ends where the whole does", () => {
  const whole = bytesSource(encoded("0123456789"));
  const read = (from: number, to: number): string => linesOf_(rangeSource(whole, from, to));
  const linesOf_ = (source: ReturnType<typeof rangeSource>): string =>
    [...readLines(source)]
      .flat()
      .map(({ text }) => text)
      .join("|");
  expect(read(2, 5)).toBe("234");
  expect(read(8, 20)).toBe("89");
  expect(read(12, 20)).toBe("");
  expect(rangeSource(whole, 2, 5).readSync(1, new Uint8Array(9))).toBe(2);
  expect(rangeSource(whole, 2, 5).readSync(7, new Uint8Array(9))).toBe(0);
});
