import fc from "fast-check";
import { expect, test } from "vitest";
import { IndicatorError } from "../indicator-error.ts";
import { MAX_JSON_DEPTH } from "./json-limits.ts";
import { readObjects } from "./object-reader.ts";

const WANTED = ["id", "name", "list", "é"] as const;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const piecesOf = (bytes: Uint8Array, size: number): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, piece) => bytes.slice(piece * size, (piece + 1) * size));

function read(text: string, size = 1 << 20) {
  const objects: Record<string, unknown>[] = [];
  const shape = readObjects(piecesOf(bytesOf(text), size), WANTED, (object) => {
    objects.push(Object.fromEntries(WANTED.map((name, member) => [name, object.value(member)]).filter(([, value]) => value !== undefined)));
  });
  return { objects, shape };
}

/** What the platform's parser makes of the same. */
function expected(text: string): Record<string, unknown>[] {
  const json = JSON.parse(text) as Record<string, unknown> | unknown[];
  const list = Array.isArray(json) ? json : json["objects"];
  return (Array.isArray(list) ? list : [])
    .filter((one) => typeof one === "object" && one !== null && !Array.isArray(one))
    .map((one: Record<string, unknown>) =>
      Object.fromEntries(WANTED.filter((name) => Object.hasOwn(one, name) && one[name] !== null).map((name) => [name, one[name]])),
    );
}

test("hands on what the platform's parser gives, in whatever pieces the bytes come", () => {
  const key = fc.oneof(fc.constantFrom(...WANTED, "__proto__", "x", "idd", ""), fc.string());
  const object = fc.dictionary(key, fc.jsonValue());
  const list = fc.array(fc.oneof({ weight: 4, arbitrary: object }, { weight: 1, arbitrary: fc.jsonValue() }));
  const document = fc.oneof(list, fc.record({ type: fc.constant("bundle"), more: fc.jsonValue(), objects: list }));
  const size = fc.integer({ min: 1, max: 50 });
  fc.assert(
    fc.property(document, size, fc.constantFrom(undefined, 1, "\t"), (value, pieces, indent) => {
      const text = JSON.stringify(value, undefined, indent);
      expect(read(text, pieces).objects).toEqual(expected(text));
    }),
    { numRuns: 500 },
  );
});

test("keeps nothing of a piece that is reused for the next", () => {
  const text = JSON.stringify(Array.from({ length: 200 }, (_, id) => ({ id, name: "x".repeat(id), list: [id] })));
  const reused = function* (): Generator<Uint8Array> {
    const buffer = new Uint8Array(64);
    for (const piece of piecesOf(bytesOf(text), buffer.length)) {
      buffer.fill(0);
      buffer.set(piece);
      yield buffer.subarray(0, piece.length);
    }
  };
  const objects: unknown[] = [];
  readObjects(reused(), WANTED, (object) => objects.push({ id: object.value(0), name: object.value(1), list: object.value(2) }));
  expect(objects).toEqual(JSON.parse(text));
});

test("reads escaped names and texts, and the last of two members of one name", () => {
  expect(read('[{"\\u0069d":"\\u0061\\n","id":"b"},{"n\\u0061me":"x"}]').objects).toEqual([{ id: "b" }, { name: "x" }]);
  expect(read('\ufeff[{"é":"é"}]').objects).toEqual([{ é: "é" }]);
});

test("tells what the document around the list was", () => {
  expect(read('{"type":"bundle","x":{"objects":[{}]},"objects":[{},1]}').shape).toEqual({
    objects: 1,
    others: 1,
    hasList: true,
    members: ["type", "x", "objects"],
    type: "bundle",
  });
  expect(read('{"Event":{}}').shape).toMatchObject({ hasList: false, members: ["Event"], objects: 0 });
});

test.each([
  "",
  "{",
  "[",
  "[{]",
  "[{}",
  "[{} {}]",
  "[{},]]",
  '[{"id" 1}]',
  '[{"id":}]',
  '[{"id":1 "name":2}]',
  "[{id:1}]",
  '[{"id":tru}]',
  '[{"id":01}]',
  '{"objects":[}',
  '{"objects":[]}x',
  '{"objects" []}',
  "x",
])("refuses %s", (text) => {
  for (const size of [1, 1_000]) expect(() => read(text, size)).toThrow(IndicatorError);
});

test("refuses brackets without end", () => {
  expect(() => read(`[{"x":${"[".repeat(MAX_JSON_DEPTH + 1)}`)).toThrow(/deeper/);
});
