import fc from "fast-check";
import { expect, test } from "vitest";
import { createTextSearch, type TextPlaces } from "./text-search.ts";

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

const lettersOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");

/** The same by looking at every place. */
function plainly(texts: readonly string[], bytes: Uint8Array): TextPlaces {
  const letters = lettersOf(bytes);
  const wanted = texts.map((text) => lettersOf(encoded(text)));
  const places: TextPlaces["places"][number][] = [];
  let lineFeeds = 0;
  for (let at = 0; at < letters.length; at++) {
    if (letters[at] === "\n") lineFeeds++;
    if (wanted.some((text) => letters.startsWith(text, at))) places.push({ at, lineFeeds });
  }
  return { places, lineFeeds };
}

const TEXTS = ["\n-", "\n*", "x", "ab", "abc", "avc:", "needle", "needles ", "a.c(", "- ", "\x7f", "bca", "edle", "é", "\u044f:"];

test("texts are found wherever they stand, with the line feeds before them", () => {
  const piece = fc.oneof(fc.constantFrom(...TEXTS, "\n", "n", "\0", "\xe9", "\x8a", "\xff", "nee", "\u044f"), fc.string({ maxLength: 30 }));
  const bytes = fc.oneof(
    fc.array(piece, { maxLength: 40 }).map((pieces) => encoded(pieces.join(""))),
    fc.uint8Array({ maxLength: 300 }),
  );
  fc.assert(
    fc.property(fc.subarray(TEXTS, { minLength: 1 }), bytes, (texts, all) => {
      expect(createTextSearch(texts)(all)).toEqual(plainly(texts, all));
    }),
    { numRuns: 500 },
  );
});

test("more texts than a byte has bits are all found", () => {
  const texts = Array.from({ length: 40 }, (_, n) => `text ${n}.`);
  const bytes = encoded(texts.map((text, n) => `${"\n".repeat(n % 3)}text ${text}`).join(""));
  expect(createTextSearch(texts)(bytes)).toEqual(plainly(texts, bytes));
  expect(createTextSearch(texts)(bytes).places).toHaveLength(40);
});

test("a long piece leaves nothing behind for a shorter one after it", () => {
  const search = createTextSearch(["needle"]);
  const long = encoded("a needle\n".repeat(100_000));
  expect(search(long).places).toHaveLength(100_000);
  expect(search(long).lineFeeds).toBe(100_000);
  for (let length = 0; length < 40; length++)
    expect(search(long.subarray(0, length))).toEqual(plainly(["needle"], long.subarray(0, length)));
  expect(search(new Uint8Array(0))).toEqual({ places: [], lineFeeds: 0 });
});

test("searches that take turns do not disturb each other", () => {
  const [one, other] = [createTextSearch(["one"]), createTextSearch(["oth"])];
  const bytes = encoded("one\nother");
  for (let turn = 0; turn < 2; turn++) {
    expect(one(bytes).places).toEqual([{ at: 0, lineFeeds: 0 }]);
    expect(other(bytes).places).toEqual([{ at: 4, lineFeeds: 1 }]);
  }
});
