import type { DatabaseNote, EvidenceDatabase, TableQuery } from "./database.ts";
import { findName, foldName } from "./names.ts";
import { type Plan, type PlannableTable, planQuery } from "./plan.ts";
import type { SqlRow } from "./value.ts";

/** What an engine gives: its tables by folded name, and the rows of a plan. */
export interface DatabaseParts {
  readonly tables: ReadonlyMap<string, PlannableTable>;
  /** May grow while rows are read. */
  readonly notes: readonly DatabaseNote[];
  rows(plan: Plan): Generator<readonly SqlRow[]>;
  close(): void;
}

/** The face both engines show. */
export function databaseView({ tables, notes, rows, close }: DatabaseParts): EvidenceDatabase {
  const tableNamed = (name: string): PlannableTable | undefined => tables.get(foldName(name));
  return {
    tables: new Map([...tables.values()].map(({ name, columns }) => [name, columns])),
    notes,
    has(name, column) {
      const table = tableNamed(name);
      return table !== undefined && (column === undefined || findName(table.columns, column) !== undefined);
    },
    rows: (query: TableQuery) => rows(planQuery(query, tableNamed)),
    close,
  };
}
