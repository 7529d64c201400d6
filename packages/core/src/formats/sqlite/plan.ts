import type { TableQuery } from "./database.ts";
import { MAX_JOINS } from "./limits.ts";
import { findName, foldName, isSameName } from "./names.ts";
import { sqliteError } from "./sqlite-error.ts";

/** A table as a query sees it. */
export interface PlannableTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly hasRowid: boolean;
  readonly primaryKey: readonly string[];
}

/** A query with every name resolved: what the database does not have is gone from it. */
export interface Plan {
  readonly from: PlannableTable;
  /** Joined tables; source 0 is `from`, source n is `joins[n - 1]`. */
  readonly joins: readonly PlannedJoin[];
  /** Undefined stands for a column that is not there: NULL. */
  readonly select: readonly (ColumnReference | undefined)[];
  /** The columns asked for, without the ties. */
  readonly orderBy: readonly ColumnReference[];
}
export interface PlannedJoin {
  readonly table: PlannableTable;
  readonly on: ColumnReference;
  readonly equals: ColumnReference;
}
export interface ColumnReference {
  readonly source: number;
  /** As the schema writes it; undefined is the rowid. */
  readonly column: string | undefined;
}

/** Resolves a query. Throws `unsupported` when the table it is about does not exist; a joined one that is missing matches nothing. */
export function planQuery(query: TableQuery, tableNamed: (name: string) => PlannableTable | undefined): Plan {
  const from = tableNamed(query.from);
  if (from === undefined) throw sqliteError("unsupported", `no table ${query.from}`);
  const wanted = query.joins ?? [];
  if (wanted.length > MAX_JOINS) throw new RangeError(`more than ${MAX_JOINS} joins`);
  const sources = new Map<string, number | undefined>();
  const tables = [from];
  const joins: PlannedJoin[] = [];

  const resolve = (name: string): ColumnReference | undefined => {
    const dot = name.indexOf(".");
    const alias = dot > 0 ? foldName(name.slice(0, dot)) : "";
    if (!sources.has(alias)) return columnOf(tables[0]!, 0, name);
    const source = sources.get(alias);
    return source === undefined ? undefined : columnOf(tables[source]!, source, name.slice(dot + 1));
  };

  for (const join of wanted) {
    const equals = resolve(join.equals);
    const table = tableNamed(join.table);
    const on = table && columnOf(table, tables.length, join.on);
    if (sources.has(foldName(join.as))) throw new RangeError(`two joins called ${join.as}`);
    sources.set(foldName(join.as), table && on && equals ? tables.length : undefined);
    if (!table || !on || !equals) continue;
    tables.push(table);
    joins.push({ table, on, equals });
  }
  return { from, joins, select: query.select.map(resolve), orderBy: (query.orderBy ?? []).flatMap((name) => resolve(name) ?? []) };
}

/** `rowid` is always the rowid, also where a column of that name hides it from SQL. */
function columnOf(table: PlannableTable, source: number, name: string): ColumnReference | undefined {
  if (isSameName(name, "rowid")) return table.hasRowid ? { source, column: undefined } : undefined;
  const column = findName(table.columns, name);
  return column === undefined ? undefined : { source, column };
}
