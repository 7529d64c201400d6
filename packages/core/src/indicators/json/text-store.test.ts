import fc from "fast-check";
import { expect, test } from "vitest";
import { createNameTable, ESCAPED } from "./name-table.ts";
import { createTextStore } from "./text-store.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

test("gives every text back in order, across blocks and alphabets", () => {
  const texts = fc.array(fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), fc.constant("x".repeat(400_000))), { maxLength: 30 });
  fc.assert(
    fc.property(texts, (all) => {
      const store = createTextStore();
      for (const [number, text] of all.entries()) {
        if (number % 3 === 0) store.addText(text);
        else store.add(bytesOf(`--${text}`), 2, bytesOf(text).length + 2);
      }
      expect(store.texts()).toEqual(all.map((text) => text.toWellFormed()));
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
  const within = bytesOf('"indicator--7"');
  expect(names.numberOf(within, 1, within.length - 1)).toBe(numbers[7]);
  expect(names.startsWith(numbers[7]!, bytesOf("indicator--"))).toBe(true);
  expect(names.startsWith(numbers[7]!, bytesOf("indicator--77"))).toBe(false);
  expect(names.numberOf(bytesOf("a\\u0062"), 0, 7)).toBe(ESCAPED);
});
