import fc from "fast-check";
import { expect, test } from "vitest";
import { visible } from "./escape.ts";
import { displayWidth, wrap } from "./wrap.ts";

test("counts wide letters twice and combining marks not at all", () => {
  expect([
    displayWidth("abc"),
    displayWidth("追踪"),
    displayWidth("한국"),
    displayWidth("é"),
    displayWidth("e\u0301"),
    displayWidth("ｱ"),
    displayWidth("😀"),
  ]).toEqual([3, 4, 4, 1, 1, 1, 2]);
});

test("breaks between words, and cuts a word that is longer than a line", () => {
  expect(wrap("see https://a.example/very/long now", 10)).toEqual(["see", "https://a.", "example/ve", "ry/long", "now"]);
  expect(wrap("追踪包裹", 5)).toEqual(["追踪", "包裹"]);
});

test("never writes a line wider than the terminal, and loses nothing but spaces at breaks", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 2, max: 30 }), (text, width) => {
      const shown = visible(text);
      const lines = wrap(shown, width);
      expect(lines.every((line) => displayWidth(line) <= width)).toBe(true);
      expect(lines.join("").replaceAll(" ", "")).toBe(shown.replaceAll(" ", ""));
    }),
  );
});
