import { expect, test } from "vitest";
import { damaged } from "../../testing/damage.ts";
import { textFields } from "./text-fields.ts";

const textsOf = (bytes: Uint8Array): readonly string[] => textFields(bytes).texts;
const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)];
const varint = (value: number): number[] => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >> 7)]);
const bytesField = (number: number, content: readonly number[]): number[] => [
  ...varint((number << 3) | 2),
  ...varint(content.length),
  ...content,
];
const text = (number: number, value: string): number[] => bytesField(number, utf8(value));
const message = (...fields: readonly number[][]): Uint8Array => Uint8Array.from(fields.flat());

test("gives the texts of a message and of messages in it, in order", () => {
  const inner = [...text(1, "https://inner.example/"), ...bytesField(2, text(3, "deep ö"))];
  const bytes = message(
    text(1, "first"),
    [0x10, 0x96, 0x01],
    bytesField(4, inner),
    [0x2d, 1, 2, 3, 4],
    [0x31, 1, 2, 3, 4, 5, 6, 7, 8],
    text(300, "last"),
  );
  expect(textsOf(bytes)).toEqual(["first", "https://inner.example/", "deep ö", "last"]);
});

test("ends a text where its field ends, whatever letters the next field begins with", () => {
  // Field 6 of bytes begins with "2", field 4 with a quotation mark.
  expect(textsOf(message(text(1, "https://evil.example"), text(6, "x"), text(4, "https://b.example")))).toEqual([
    "https://evil.example",
    "x",
    "https://b.example",
  ]);
});

test("takes bytes that are neither message nor text for nothing", () => {
  expect(textsOf(message(bytesField(1, [0xff, 0xfe, 0x00]), text(2, "kept")))).toEqual(["kept"]);
  expect(textsOf(message(bytesField(1, [])))).toEqual([]);
});

test.each([
  ["text alone", utf8("https://no-message.example/")],
  ["a length beyond the end", [0x0a, 0x7f, 0x41]],
  ["a group", [0x0b, 0x0c]],
  ["field number 0", [0x02, 0x01, 0x41]],
  ["a number without an end", [0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]],
])("is silent about what is no message: %s", (_, bytes) => {
  expect(textFields(Uint8Array.from(bytes))).toEqual({ texts: [], isCut: false });
});

test("ends on deep nesting and on more fields than any app writes", () => {
  let nested = text(1, "core");
  for (let depth = 0; depth < 60; depth++) nested = bytesField(1, nested);
  expect(textFields(Uint8Array.from(nested))).toEqual({ texts: [], isCut: true });
  const flood = Array.from({ length: 200_000 }, (_, index) => (index % 2 === 0 ? 0x08 : 1));
  expect(textFields(Uint8Array.from(flood))).toEqual({ texts: [], isCut: true });
  expect(textFields(Uint8Array.from([...text(1, "https://early.example/"), ...flood]))).toEqual({
    texts: ["https://early.example/"],
    isCut: true,
  });
  expect(textFields(Uint8Array.from([...text(1, "https://early.example/"), ...text(2, "x".repeat(1 << 20))])).isCut).toBe(true);
});

test("ends every damaged copy with texts or none", () => {
  const bytes = message(text(1, "https://a.example/"), bytesField(2, text(1, "https://b.example/")), [0x18, 7]);
  for (const { bytes: copy, damage } of damaged(bytes)) expect(() => textFields(copy), damage).not.toThrow();
});
