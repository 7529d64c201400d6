import { expect, test } from "vitest";
import { toHex, toJson } from "./json.ts";

test("the same value is the same text, whatever order it was built in", () => {
  expect(toJson({ b: 1, a: { d: 2, c: 3 } })).toBe(toJson({ a: { c: 3, d: 2 }, b: 1 }));
  expect(toJson({ b: [{ z: 1, y: 2 }], a: undefined })).toBe('{"b":[{"y":2,"z":1}]}');
});

test("keys are ordered by code units, not by a language", () => {
  expect(toJson({ ä: 1, z: 2, a: 3, Z: 4 })).toBe('{"Z":4,"a":3,"z":2,"ä":1}');
});

test("a key called __proto__ or constructor is a key", () => {
  const hostile = JSON.parse('{"z":1,"__proto__":{"polluted":true},"constructor":2}') as object;
  expect(JSON.parse(toJson(hostile))).toEqual(hostile);
  expect(toJson(hostile)).toBe('{"__proto__":{"polluted":true},"constructor":2,"z":1}');
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test("many kinds of objects, met again and again, are ordered each by its own keys", () => {
  const kinds = Array.from({ length: 3000 }, (_, kind) =>
    Array.from({ length: 1 + (kind % 70) }, (_, at) =>
      at === 0 && kind % 2 === 0 ? "the-same" : `${(at * 7919 + kind) % 97}-${"x".repeat(kind % 90)}`,
    ),
  );
  for (const keys of [...kinds, ...kinds.toReversed()]) {
    const object = Object.fromEntries(keys.map((key, at) => [key, at]));
    expect(Object.keys(JSON.parse(toJson(object)) as object)).toEqual(Object.keys(object).sort());
  }
});

test("big integers become decimal text and bytes hexadecimal", () => {
  expect(toJson({ a: 9_223_372_036_854_775_807n, b: Uint8Array.of(0, 255) })).toBe('{"a":"9223372036854775807","b":"00ff"}');
  expect(toHex(Uint8Array.of(1, 16, 171))).toBe("0110ab");
});

test("what JSON cannot hold is left out of objects and null in lists, and nothing given is changed", () => {
  const value = { z: [undefined, Number.NaN, { b: undefined, a: [1n, { d: 1, c: [] }] }], a: Number.POSITIVE_INFINITY, 10: "x", 9: {} };
  const before = structuredClone(value);
  expect(toJson(value)).toBe('{"9":{},"10":"x","a":null,"z":[null,null,{"a":["1",{"c":[],"d":1}]}]}');
  expect(value).toEqual(before);
  expect(toJson({ b: { d: [2], c: 1 }, a: "" }, 2)).toBe(JSON.stringify({ a: "", b: { c: 1, d: [2] } }, undefined, 2));
  expect(toJson([undefined, null, "a", 1n])).toBe('[null,null,"a","1"]');
});
