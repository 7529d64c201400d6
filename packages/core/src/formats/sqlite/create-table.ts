import { type Affinity, affinityOf, applyAffinity, toNumber } from "./affinity.ts";
import { MAX_COLUMNS } from "./limits.ts";
import { findName, isSameName } from "./names.ts";
import { closingBracket, isSign, isWord, nameOf, type SqlToken, splitAtCommas, tokenize } from "./sql-tokens.ts";
import type { SqlValue } from "./value.ts";

/** What a CREATE TABLE statement says about how rows are stored: https://www.sqlite.org/lang_createtable.html */
export interface TableDefinition {
  readonly name: string;
  readonly columns: readonly ColumnDefinition[];
  readonly hasRowid: boolean;
  /** Columns of the primary key in its order; empty when there is none. */
  readonly primaryKey: readonly string[];
}
export interface ColumnDefinition {
  readonly name: string;
  readonly affinity: Affinity;
  /** INTEGER PRIMARY KEY: another name of the rowid, stored as NULL. */
  readonly isRowid: boolean;
  /** GENERATED … VIRTUAL: not stored at all. */
  readonly isComputed: boolean;
  /** What rows written before the column was added have in it. */
  readonly default: SqlValue;
}

/** The definition of a real table; undefined for everything else: views, virtual tables, what cannot be understood. */
export function parseCreateTable(sql: string): TableDefinition | undefined {
  const tokens = tokenize(sql);
  const head = readHead(tokens);
  const close = head && closingBracket(tokens, head.open);
  if (head === undefined || close === undefined) return undefined;
  const items = splitAtCommas(tokens.slice(head.open + 1, close));
  const firstConstraint = items.findIndex((item) => isWord(item[0], ...TABLE_CONSTRAINTS));
  const columnItems = firstConstraint < 0 ? items : items.slice(0, firstConstraint);
  const constraintItems = firstConstraint < 0 ? [] : items.slice(firstConstraint);
  if (columnItems.length > MAX_COLUMNS) return undefined;
  return assemble(head.name, columnItems.map(readColumn), constraintItems.flatMap(keyOfConstraint), tokens.slice(close + 1));
}

const TABLE_CONSTRAINTS = ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"];
const COLUMN_CONSTRAINTS = [
  "CONSTRAINT",
  "PRIMARY",
  "NOT",
  "NULL",
  "UNIQUE",
  "CHECK",
  "DEFAULT",
  "COLLATE",
  "REFERENCES",
  "GENERATED",
  "AS",
];

function readHead(tokens: readonly SqlToken[]): { name: string; open: number } | undefined {
  let at = 0;
  const skip = (...words: string[]): boolean => {
    const isNext = words.every((word, index) => isWord(tokens[at + index], word));
    if (isNext) at += words.length;
    return isNext;
  };
  if (!skip("CREATE")) return undefined;
  if (!skip("TEMP")) skip("TEMPORARY");
  if (!skip("TABLE")) return undefined;
  skip("IF", "NOT", "EXISTS");
  if (isSign(tokens[at + 1], ".")) at += 2;
  const name = nameOf(tokens[at]);
  return name !== undefined && isSign(tokens[at + 1], "(") ? { name, open: at + 1 } : undefined;
}

interface ReadColumn extends Omit<ColumnDefinition, "isRowid"> {
  readonly type: string;
  readonly key: "none" | "ascending" | "descending";
}

function readColumn(tokens: readonly SqlToken[]): ReadColumn {
  const end = tokens.findIndex((token, index) => index > 0 && isWord(token, ...COLUMN_CONSTRAINTS));
  const type = typeOf(tokens.slice(1, end < 0 ? tokens.length : end));
  const constraints = end < 0 ? [] : outerTokens(tokens.slice(end));
  const affinity = affinityOf(type);
  return {
    name: nameOf(tokens[0]) ?? "",
    affinity,
    type,
    isComputed: constraints.some(({ token }) => isWord(token, "AS")) && !constraints.some(({ token }) => isWord(token, "STORED")),
    key: keyOfColumn(constraints.map(({ token }) => token)),
    default: applyAffinity(defaultOf(tokens, end, constraints), affinity),
  };
}

const typeOf = (tokens: readonly SqlToken[]): string => tokens.map(({ text }) => text).join(" ");

interface PlacedToken {
  readonly token: SqlToken;
  readonly index: number;
}
/** The tokens that stand in no bracket, so that the words of a CHECK are not taken for constraints. */
function outerTokens(tokens: readonly SqlToken[]): PlacedToken[] {
  const outer: PlacedToken[] = [];
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (isSign(token, ")")) depth--;
    if (depth === 0) outer.push({ token, index });
    if (isSign(token, "(")) depth++;
  }
  return outer;
}

function keyOfColumn(tokens: readonly SqlToken[]): ReadColumn["key"] {
  const at = tokens.findIndex((token, index) => isWord(token, "PRIMARY") && isWord(tokens[index + 1], "KEY"));
  if (at < 0) return "none";
  return isWord(tokens[at + 2], "DESC") ? "descending" : "ascending";
}

function keyOfConstraint(item: readonly SqlToken[]): string[] {
  const at = item.findIndex((token, index) => isWord(token, "PRIMARY") && isWord(item[index + 1], "KEY") && isSign(item[index + 2], "("));
  const close = at < 0 ? undefined : closingBracket(item, at + 2);
  if (close === undefined) return [];
  return splitAtCommas(item.slice(at + 3, close)).flatMap((term) => nameOf(term[0]) ?? []);
}

/** The constant of DEFAULT. Columns added later can have no other kind; whatever else stands there is not needed to read rows. */
function defaultOf(tokens: readonly SqlToken[], end: number, constraints: readonly PlacedToken[]): SqlValue {
  const found = constraints.find(({ token }) => isWord(token, "DEFAULT"));
  if (found === undefined) return null;
  let at = end + found.index + 1;
  while (isSign(tokens[at], "(")) at++;
  const isNegative = isSign(tokens[at], "-");
  if (isNegative || isSign(tokens[at], "+")) at++;
  return constantOf(tokens[at], isNegative ? "-" : "");
}

function constantOf(token: SqlToken | undefined, sign: string): SqlValue {
  if (token?.kind === "number" && /^0x/i.test(token.text)) return BigInt.asIntN(64, BigInt(token.text)) * (sign === "-" ? -1n : 1n);
  if (token?.kind === "number") return toNumber(sign + token.text) ?? null;
  if (token?.kind === "blob") return Uint8Array.from(token.text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  if (isWord(token, "TRUE")) return 1n;
  if (isWord(token, "FALSE")) return 0n;
  if (isWord(token, "NULL")) return null;
  return nameOf(token) ?? null;
}

function assemble(name: string, columns: readonly ReadColumn[], tableKey: readonly string[], tail: readonly SqlToken[]): TableDefinition {
  const names = columns.map((column) => column.name);
  const columnKey = columns.filter(({ key }) => key !== "none").map((column) => column.name);
  const primaryKey = columnKey.length > 0 ? columnKey : tableKey.flatMap((key) => findName(names, key) ?? []);
  const isStrict = tail.some((token) => isWord(token, "STRICT"));
  const hasRowid = !tail.some((token, index) => isWord(token, "WITHOUT") && isWord(tail[index + 1], "ROWID"));
  const isAlias = ({ name, type, key }: ReadColumn): boolean =>
    hasRowid && isSameName(type, "integer") && primaryKey.length === 1 && isSameName(name, primaryKey[0]!) && key !== "descending";
  return {
    name,
    columns: columns.map((column) => ({
      name: column.name,
      affinity: isStrict && isSameName(column.type, "any") ? "blob" : column.affinity,
      isRowid: isAlias(column),
      isComputed: column.isComputed,
      default: column.default,
    })),
    hasRowid,
    primaryKey,
  };
}
