import * as v from "valibot";
import { expect, test } from "vitest";
import { isReadable } from "./readable.ts";

const schema = v.strictObject({
  name: v.string(),
  level: v.picklist(["low", "high"]),
  places: v.array(v.strictObject({ row: v.number(), note: v.optional(v.string()) })),
});
const document = { name: "a", level: "low", places: [{ row: 1 }, { row: 2, note: "b" }] };

test("a document of its own shape is readable", () => {
  expect(isReadable(schema, document)).toBe(true);
});

test.each([
  ["a member more", { ...document, later: [1] }],
  ["a member more, deeper", { ...document, places: [{ row: 1, later: 1 }] }],
  ["a word more in a closed list", { ...document, level: "higher" }],
])("so is one of a later version with %s", (_title, value) => {
  expect(isReadable(schema, value)).toBe(true);
});

test.each([
  ["nothing", undefined],
  ["another thing", []],
  ["a member less", { name: "a", level: "low" }],
  ["a member of another type", { ...document, name: 1 }],
  ["a member of another type beside an added one", { ...document, later: 1, name: 1 }],
  ["a list that is none", { ...document, places: { 0: { row: 1 } } }],
  ["a wrong entry behind an added member", { ...document, places: [{ later: 1, row: "1" }] }],
  ["something else in the place of a word", { ...document, level: 5 }],
])("%s is not", (_title, value) => {
  expect(isReadable(schema, value)).toBe(false);
});
