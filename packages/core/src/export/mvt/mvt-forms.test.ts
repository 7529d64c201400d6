import { expect, test } from "vitest";
import { createTally } from "../export-source.ts";
import { readStoredRecord } from "../stored-line.ts";
import { jsonDocument, jsonList } from "./json-pieces.ts";
import { readerOf } from "./module.ts";
import { mvtCsvLine } from "./mvt-csv.ts";
import { timeMember } from "./mvt-time.ts";
import { pythonRepr } from "./python-repr.ts";

test("a value is written as Python shows it", () => {
  const value = { b: [1, 2.5, true, false, null], a: "it's \\ here", __proto__x: { c: "密" } };
  expect(pythonRepr(value)).toBe(`{'__proto__x': {'c': '密'}, 'a': 'it\\'s \\\\ here', 'b': [1, 2.5, True, False, None]}`);
  expect(pythonRepr(JSON.parse('{"__proto__": "own"}'))).toBe("{'__proto__': 'own'}");
  expect(pythonRepr("a\0\u001b[2J\n\u202e\u{e0041}\ud800")).toBe("'a\\x00\\x1b[2J\\x0a\\u202e\\U000e0041\\ud800'");
});

test("a value without end in depth has one", () => {
  let deep: unknown = "end";
  for (let depth = 0; depth < 10_000; depth++) deep = [deep];
  expect(pythonRepr(deep).length).toBeLessThan(100);
});

test("a line of a table quotes all, doubles backslashes and quotes, and runs nowhere", () => {
  expect(mvtCsvLine(['a "b" \\x00', "=1+1", "\t=1", "c\r\nd", ""])).toBe(
    `"a ""b"" \\\\x00","'=1+1","'⟨U+0009⟩=1","c⟨U+000D⟩⟨U+000A⟩d",""\r\n`,
  );
});

test("a list is JSON whatever its length, and none is no file", () => {
  const items = [{ a: "x\ny" }, { b: [1, { c: null }] }];
  expect(JSON.parse([...jsonList(items)].join(""))).toEqual(items);
  expect([...jsonList(items)].join("")).toBe([...jsonDocument(items)].join(""));
  expect([...jsonList([])]).toEqual([]);
});

test.each([
  [{ earliest: "1737270395123456789", clock: "utc" }, "2025-01-19 07:06:35.123456"],
  [{ earliest: "1737270395123456789", clock: "device-local" }, ""],
  [{ earliest: "soon", clock: "utc" }, ""],
  [{ earliest: `1${"0".repeat(5_000)}`, clock: "utc" }, ""],
  ["2025", ""],
  [undefined, ""],
])("the time %j is %j", (time, expected) => {
  expect(timeMember({ time }, "time")).toBe(expected);
});

test("fields of a stored record are read by their type or not at all", () => {
  const line =
    '{"at":[{"kind":"row","table":"message","row":"12"},7],"data":{"kind":"message","text":5,"isFromMe":"yes","urls":[1,{"url":"u"}],"__proto__":{"handle":"inherited"}},"file":"f"}';
  const record = readerOf(readStoredRecord(line, createTally())!, true);
  expect([record.text("text"), record.number("text"), record.bit("isFromMe"), record.text("handle"), record.time("sent")]).toEqual([
    null,
    5,
    null,
    null,
    "",
  ]);
  expect(record.objects("urls").map((url) => url.text("url"))).toEqual(["u"]);
  expect([record.row("message"), record.row("handle"), record.row()]).toEqual([12, null, 12]);
});

test.each(["", "{", "[]", '"x"', '{"at":[]}', '{"data":[]}', '{"data":null}'])("the line %j is no record, and is counted", (line) => {
  const tally = createTally();
  expect(readStoredRecord(line, tally)).toBeUndefined();
  expect(tally.unreadLines).toBe(1);
});
