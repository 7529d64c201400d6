import * as v from "valibot";

/** Where in a file a record stands. A record joined from several rows has several locators, its own row first. */
export const LocatorSchema = v.variant("kind", [
  v.strictObject({ kind: v.literal("line"), line: v.pipe(v.number(), v.description("From 1")) }),
  v.strictObject({
    kind: v.literal("row"),
    table: v.string(),
    row: v.pipe(v.string(), v.description("SQLite rowid, decimal text")),
    column: v.optional(v.string()),
  }),
  v.strictObject({ kind: v.literal("offset"), offset: v.number(), length: v.optional(v.number()) }),
  v.strictObject({
    kind: v.literal("key"),
    path: v.pipe(
      v.array(v.union([v.string(), v.number()])),
      v.description("Keys and indexes from the root of a property list or JSON document"),
    ),
  }),
  v.strictObject({ kind: v.literal("member"), index: v.number(), name: v.string() }),
  v.strictObject({ kind: v.literal("wal-frame"), frame: v.number() }),
  v.strictObject({ kind: v.literal("file") }),
]);
export type Locator = Readonly<v.InferOutput<typeof LocatorSchema>>;

export const atLine = (line: number): Locator => ({ kind: "line", line });
export const atRow = (table: string, row: bigint | number | string, column?: string): Locator =>
  column === undefined ? { kind: "row", table, row: String(row) } : { kind: "row", table, row: String(row), column };
export const atKey = (...path: (string | number)[]): Locator => ({ kind: "key", path });
export const atOffset = (offset: number, length?: number): Locator =>
  length === undefined ? { kind: "offset", offset } : { kind: "offset", offset, length };
export const atFile: Locator = { kind: "file" };
