import { isSameName, quoteName } from "./names.ts";
import type { ColumnReference, Plan, PlannableTable } from "./plan.ts";

const ROWID_NAMES = ["_rowid_", "rowid", "oid"];

/** A name under which SQL gives the rowid of a table, or undefined where ordinary columns took all three. */
export const rowidNameOf = ({ columns }: PlannableTable): string | undefined =>
  ROWID_NAMES.find((alias) => !columns.some((column) => isSameName(column, alias)));

/** Whether SQL can say what the plan wants: every table with rowids has a name for them. */
export const isExpressible = ({ from, joins }: Plan): boolean =>
  [from, ...joins.map(({ table }) => table)].every((table) => !table.hasRowid || rowidNameOf(table) !== undefined);

/**
 * The statement for a plan. Every name is quoted and qualified (an unqualified one that is no column would be taken for a string),
 * everything is compared as bytes (a column's own collation may be one of the app's that we do not have), and rows of `from` have a
 * total order. The partners of one row are put in order by who reads the rows: to ask SQLite for it would make it sort the whole
 * result, bodies and all, before it gives the first row, and a damaged page would then cost every row.
 */
export function toSql(plan: Plan, extra: readonly ColumnReference[] = []): string {
  const { from, joins, orderBy } = plan;
  const sources = [from, ...joins.map(({ table }) => table)];
  const column = (reference: ColumnReference | undefined): string => {
    if (reference === undefined) return "NULL";
    const table = sources[reference.source]!;
    return `t${reference.source}.${quoteName(reference.column ?? rowidNameOf(table)!)}`;
  };
  const lines = [
    `SELECT ${[...plan.select, ...extra].map(column).join(", ") || "NULL"}`,
    `FROM main.${quoteName(from.name)} AS t0`,
    ...joins.map(
      ({ table, on, equals }) =>
        `LEFT JOIN main.${quoteName(table.name)} AS t${on.source} ON ${column(on)} = ${column(equals)} COLLATE BINARY`,
    ),
    `ORDER BY ${[...orderBy, ...tiesOf(from, 0)].map((reference) => byBytes(column(reference), reference)).join(", ")}`,
  ];
  return lines.join("\n");
}

/** What tells two rows of a table apart. */
const tiesOf = ({ hasRowid, primaryKey }: PlannableTable, source: number): ColumnReference[] =>
  hasRowid ? [{ source, column: undefined }] : primaryKey.map((column) => ({ source, column }));

const byBytes = (sql: string, { column }: ColumnReference): string => (column === undefined ? sql : `${sql} COLLATE BINARY`);
