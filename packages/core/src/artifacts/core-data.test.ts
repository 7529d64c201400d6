import { expect, test } from "vitest";
import { FormatError } from "../bytes/format-error.ts";
import type { EvidenceDatabase } from "../formats/sqlite/database.ts";
import type { SqlRow } from "../formats/sqlite/value.ts";
import { groupRows, joinTableOf, MAX_GROUP_ROWS } from "./core-data.ts";

const databaseOf = (tables: Readonly<Record<string, readonly string[]>>) =>
  ({ tables: new Map(Object.entries(tables)) }) as unknown as EvidenceDatabase;

test("finds a join table by its two relationships, whatever numbers its names carry", () => {
  const database = databaseOf({
    ZCONTACTS: ["Z_PK", "Z_2RECIPIENTS"],
    Z_4INTERACTIONS: ["Z_4KEYWORDS", "Z_3INTERACTIONS"],
    Z_12INTERACTIONRECIPIENT: ["Z_12RECIPIENTS", "Z_13INTERACTIONRECIPIENT"],
  });
  expect(joinTableOf(database, "INTERACTIONRECIPIENT", "RECIPIENTS")).toEqual({
    table: "Z_12INTERACTIONRECIPIENT",
    from: "Z_13INTERACTIONRECIPIENT",
    to: "Z_12RECIPIENTS",
  });
  expect(joinTableOf(database, "ATTACHMENTS", "INTERACTIONS")).toBeUndefined();
});

const skipped: string[] = [];
const context = {
  skip: (_: unknown, at?: readonly object[], reason?: string): void => void skipped.push(`${JSON.stringify(at)} ${reason}`),
};
const grouped = (batches: Iterable<readonly SqlRow[]>): number[] =>
  [...groupRows(context, "ZCALLRECORD", batches)].flat().map((group) => group.length);

test("brings together rows of one key that batches part", () => {
  expect(
    grouped([
      [
        [1n, "a"],
        [2n, "b"],
      ],
      [
        [2n, "c"],
        [3n, "d"],
      ],
      [],
    ]),
  ).toEqual([1, 2, 1]);
  expect(grouped([])).toEqual([]);
  expect(skipped).toEqual([]);
});

test("keeps no more rows of one key than a person has, and says so once", () => {
  const rows = Array.from({ length: MAX_GROUP_ROWS + 500 }, (): SqlRow => [7n]);
  expect(grouped([rows, [[8n]]])).toEqual([MAX_GROUP_ROWS, 1]);
  expect(skipped.splice(0)).toEqual(['[{"kind":"row","table":"ZCALLRECORD","row":"7"}] over-budget']);
});

test("yields what was read before the damage, and passes the damage on", () => {
  const seen: (readonly SqlRow[])[] = [];
  const damaged = function* (): Generator<readonly SqlRow[]> {
    yield [[1n, "a"]];
    throw new FormatError("sqlite", "malformed", "a page");
  };
  expect(() => {
    for (const groups of groupRows(context, "Z", damaged())) seen.push(...groups);
  }).toThrow(FormatError);
  expect(seen).toEqual([[[1n, "a"]]]);
});
