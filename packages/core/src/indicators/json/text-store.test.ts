import fc from "fast-check";
import { expect, test } from "vitest";
import { createNameTable, ESCAPED } from "./name-table.ts";
import { createTextStore } from "./text-store.ts";
import { withWords } from "./words.ts";

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

test("gives every text back in order, across blocks and alphabets", () => {
  const texts = fc.array(fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), fc.constant("x".repeat(400_000))), { maxLength: 30 });
  fc.assert(
    fc.property(texts, (all) => {
      const store = createTextStore();
      for (const [number, text] of all.entries()) {
        if (number % 3 === 0) store.addText(text);
        else store.add(withWords(bytesOf(`--${text}`)), 2, bytesOf(text).length + 2);
      }
      const { text, ends } = store.joined();
      expect(Array.from(ends, (end, number) => text.slice(ends[number - 1] ?? 0, end))).toEqual(all.map((one) => one.toWellFormed()));
    }),
    { numRuns: 50 },
  );
});

test("gives a name one number, and the name back", () => {
  const names = createNameTable();
  const numbers = Array.from({ length: 5_000 }, (_, n) => names.add(bytesOf(`indicator--${n % 3_000}`)));
  expect(new Set(numbers).size).toBe(3_000);
  expect(numbers.slice(3_000)).toEqual(numbers.slice(0, 2_000));
  expect(names.text(numbers[2_999]!)).toBe("indicator--2999");
  const within = withWords(bytesOf('"indicator--7"'));
  expect(names.numberOf(within, 1, within.bytes.length - 1)).toBe(numbers[7]);
  expect(names.startsWith(numbers[7]!, bytesOf("indicator--"))).toBe(true);
  expect(names.startsWith(numbers[7]!, bytesOf("indicator--77"))).toBe(false);
  expect(names.numberOf(withWords(bytesOf("a\\u0062")), 0, 7)).toBe(ESCAPED);
});
