import { expect, test } from "vitest";
import { bytesSource } from "../../bytes/byte-source.ts";
import { damaged } from "../../testing/damage.ts";
import { readJsonElements } from "./elements.ts";

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);
const readAll = (bytes: Uint8Array, maxElementBytes = 1 << 16) => {
  const damage: [number, string][] = [];
  const elements = [
    ...readJsonElements(bytesSource(bytes), { maxElementBytes, onDamage: (offset, code) => damage.push([offset, code]) }),
  ].flat();
  return { values: elements.map(({ value }) => value), elements, damage };
};

test.each([
  ["a list of objects", '[{"a":1},{"a":"]}\\"["}]', [{ a: 1 }, { a: ']}"[' }]],
  [
    "a list written over lines",
    '[\n  {\n "a": [1, {"b": 2}]\n },\n\n null, true, 12,\n "x" ]\n',
    [{ a: [1, { b: 2 }] }, null, true, 12, "x"],
  ],
  ["lines of objects", '{"a":1}\n{"a":2}\r\n\n{"a":3}', [{ a: 1 }, { a: 2 }, { a: 3 }]],
  ["a lone value", ' {"a":1}\n', [{ a: 1 }]],
  ["lists in a list", "[[1],[2,[3]]]", [[1], [2, [3]]]],
  ["an empty list", "[ ]", []],
  ["nothing", "", []],
  ["a number at the end", "1\n2", [1, 2]],
])("reads %s", (_, text, values) => {
  expect(readAll(encoded(text))).toMatchObject({ values, damage: [] });
});

test("tells where the bytes of an element stand", () => {
  const text = '[{"a":"é"}, "x" ]';
  const bytes = encoded(text);
  const { elements } = readAll(bytes);
  expect(elements.map(({ offset, length }) => new TextDecoder().decode(bytes.subarray(offset, offset + length)))).toEqual([
    '{"a":"é"}',
    '"x"',
  ]);
});

test("reads what crosses the pieces in which bytes are read", () => {
  const objects = Array.from({ length: 30_000 }, (_, index) => ({ index, path: `/sdcard/é ${index}/"x"` }));
  for (const text of [
    JSON.stringify(objects),
    JSON.stringify(objects, undefined, 2),
    objects.map((object) => JSON.stringify(object)).join("\n"),
  ]) {
    expect(readAll(encoded(text)).values).toEqual(objects);
  }
});

test("an element that is damaged costs itself", () => {
  expect(readAll(encoded('[{"a":1},{"a":x},{"a":3}]'))).toMatchObject({ values: [{ a: 1 }, { a: 3 }], damage: [[9, "malformed"]] });
  expect(readAll(encoded('{"a":1}\n{"a":"x}\n{"a":3}\n'))).toMatchObject({ values: [{ a: 1 }, { a: 3 }], damage: [[8, "malformed"]] });
});

test("a text that is damaged costs itself", () => {
  expect(readAll(encoded('[\n "a",\n "b,\n "c"\n]'))).toMatchObject({ values: ["a", "c"], damage: [[9, "malformed"]] });
});

test("an element that is too long is passed over", () => {
  const long = JSON.stringify({ a: "x".repeat(200) });
  expect(readAll(encoded(`[{"a":1},${long},{"a":3}]`), 100)).toMatchObject({ values: [{ a: 1 }, { a: 3 }], damage: [[9, "limit"]] });
});

test("a list that is cut off says so", () => {
  expect(readAll(encoded('[{"a":1},{"a"'))).toMatchObject({ values: [{ a: 1 }], damage: [[9, "truncated"]] });
  expect(readAll(encoded('[{"a":1},'))).toMatchObject({ values: [{ a: 1 }], damage: [[9, "truncated"]] });
});

test("ends every damaged copy with values", () => {
  const bytes = encoded(JSON.stringify([{ path: "/a", mode: "-rw" }, { path: "/b" }, "x", 3, [null]], undefined, 1));
  for (const { bytes: copy, damage } of damaged(bytes, { cuts: 200, flips: 400 })) expect(() => readAll(copy), damage).not.toThrow();
});
