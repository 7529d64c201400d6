import { expect, test } from "vitest";
import { MAX_FIELD_DEPTH, MAX_FIELD_ITEMS, MAX_FIELD_LENGTH } from "./limits.ts";
import { shownRecord } from "./shown-record.ts";

const nested = (depth: number): object => (depth === 0 ? { end: 1 } : { below: nested(depth - 1) });

test("a record that fits is shown as it is, and not copied", () => {
  const record = {
    text: "a".repeat(MAX_FIELD_LENGTH),
    list: [1, "two", { three: [false] }],
    nothing: null,
    deep: nested(MAX_FIELD_DEPTH - 3),
  };
  expect(shownRecord(record)).toBe(record);
});

test("long texts and lists are cut visibly, depth ends, numbers of any size are text, and what is absent is left out", () => {
  const long = "b".repeat(MAX_FIELD_LENGTH + 1);
  expect(shownRecord({ long, short: "c" })).toEqual({ long: `${long.slice(0, -1)}… (${long.length} characters)`, short: "c" });
  const list = shownRecord({ list: Array.from({ length: MAX_FIELD_ITEMS + 5 }, (_, n) => n) }) as { list: unknown[] };
  expect(list.list).toHaveLength(MAX_FIELD_ITEMS + 1);
  expect(list.list.at(-1)).toBe(`… (${MAX_FIELD_ITEMS + 5} entries)`);
  expect(JSON.stringify(shownRecord(nested(MAX_FIELD_DEPTH)))).toContain("…");
  expect(shownRecord({ big: 12n, within: { gone: undefined } })).toStrictEqual({ big: "12", within: {} });
});
