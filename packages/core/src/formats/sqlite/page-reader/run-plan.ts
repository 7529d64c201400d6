import type { Affinity } from "../affinity.ts";
import { compareValues, equalityKey } from "../compare.ts";
import { BATCH_ROWS } from "../database.ts";
import { MAX_KEPT_BYTES, MAX_KEPT_ROWS } from "../limits.ts";
import type { ColumnReference, Plan } from "../plan.ts";
import type { SchemaTable } from "../schema.ts";
import { sqliteError } from "../sqlite-error.ts";
import type { SqlRow, SqlValue } from "../value.ts";
import type { Losses } from "./losses.ts";
import type { PageStore } from "./page-store.ts";
import { type ScannedRow, scanTable } from "./table-scan.ts";

/** A row of `from` and its partners, by source; an undefined one is a join without a match. */
type Combination = readonly (ScannedRow | undefined)[];
type ReadColumn = (combination: Combination) => SqlValue;

/** What every step needs: the tables by source, and the columns that are read of each. */
interface Sources {
  readonly tables: readonly SchemaTable[];
  readonly columns: readonly string[][];
}

/** Rows of `from` come from its tree one by one; the tables joined to it, and rows to be sorted, are kept in memory, up to a limit. */
export function* runPlan(
  pages: PageStore,
  schemaTables: readonly SchemaTable[],
  plan: Plan,
  afterRowid: bigint | undefined,
  losses: Losses,
): Generator<readonly SqlRow[]> {
  const sources: Sources = { tables: schemaTables, columns: columnsBySource(plan) };
  const indexes = plan.joins.map((_, index) => indexJoin(pages, sources, plan, index, losses));
  const select = plan.select.map((reference) => columnReader(sources, reference));
  const combinations = combine(fromRows(pages, sources, afterRowid, losses), indexes);
  const ordered = plan.orderBy.length > 0 ? sort(combinations, plan.orderBy, sources) : combinations;
  let batch: SqlRow[] = [];
  for (const combination of ordered) {
    batch.push(select.map((read) => read(combination)));
    if (batch.length < BATCH_ROWS) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function columnsBySource({ select, orderBy, joins }: Plan): string[][] {
  const columns: string[][] = [[], ...joins.map(() => [])];
  for (const reference of [...select, ...orderBy, ...joins.flatMap(({ on, equals }) => [on, equals])]) {
    if (reference?.column === undefined || columns[reference.source]!.includes(reference.column)) continue;
    columns[reference.source]!.push(reference.column);
  }
  return columns;
}

function columnReader({ columns }: Sources, reference: ColumnReference | undefined): ReadColumn {
  if (reference === undefined) return () => null;
  const { source, column } = reference;
  if (column === undefined) return (combination) => combination[source]?.rowid ?? null;
  const index = columns[source]!.indexOf(column);
  return (combination) => combination[source]?.values[index] ?? null;
}

function* fromRows(pages: PageStore, { tables, columns }: Sources, afterRowid: bigint | undefined, losses: Losses): Generator<ScannedRow> {
  for (const row of scanTable(pages, tables[0]!, columns[0]!, losses)) {
    if (afterRowid === undefined || row.rowid === undefined || row.rowid > afterRowid) yield row;
  }
}

type JoinIndex = (combination: Combination) => readonly ScannedRow[];

const NO_MATCH: readonly ScannedRow[] = [];

/** The rows of a joined table by the value that must be equal. */
function indexJoin(pages: PageStore, sources: Sources, plan: Plan, index: number, losses: Losses): JoinIndex {
  const { on, equals } = plan.joins[index]!;
  const ownAffinity = affinityAt(sources, on);
  const otherAffinity = affinityAt(sources, equals);
  const readOwn = columnReader(sources, { ...on, source: on.source });
  const byKey = new Map<string | number, ScannedRow[]>();
  const keep = keeper(sources.tables[on.source]!.name);
  for (const row of scanTable(pages, sources.tables[on.source]!, sources.columns[on.source]!, losses)) {
    const combination: (ScannedRow | undefined)[] = [];
    combination[on.source] = row;
    const key = equalityKey(readOwn(combination), ownAffinity, otherAffinity);
    if (key === undefined) continue;
    keep(row.values);
    const rows = byKey.get(key);
    if (rows === undefined) byKey.set(key, [row]);
    else rows.push(row);
  }
  const readOther = columnReader(sources, equals);
  return (combination) => byKey.get(equalityKey(readOther(combination), otherAffinity, ownAffinity) ?? "") ?? NO_MATCH;
}

/** Counts rows that stay in memory, and throws when they are too many or too large. */
function keeper(table: string): (values: readonly SqlValue[]) => void {
  let rows = 0;
  let bytes = 0;
  return (values) => {
    rows++;
    for (const value of values) bytes += typeof value === "string" || value instanceof Uint8Array ? value.length : 0;
    if (rows > MAX_KEPT_ROWS) throw sqliteError("limit", `more than ${MAX_KEPT_ROWS} rows of ${table} to keep`);
    if (bytes > MAX_KEPT_BYTES) throw sqliteError("limit", `more than ${MAX_KEPT_BYTES} bytes of ${table} to keep`);
  };
}

function affinityAt({ tables }: Sources, { source, column }: ColumnReference): Affinity {
  if (column === undefined) return "integer";
  return tables[source]!.columns.find(({ name }) => name === column)?.affinity ?? "blob";
}

function* combine(rows: Iterable<ScannedRow>, indexes: readonly JoinIndex[]): Generator<Combination> {
  for (const row of rows) yield* withPartners([row], indexes);
}

/** Depth is the number of joins, of which a plan has few. */
function* withPartners(combination: Combination, indexes: readonly JoinIndex[]): Generator<Combination> {
  const index = indexes[combination.length - 1];
  if (index === undefined) {
    yield combination;
    return;
  }
  const partners = index(combination);
  if (partners.length === 0) yield* withPartners([...combination, undefined], indexes);
  for (const partner of partners) yield* withPartners([...combination, partner], indexes);
}

/** The sort is stable and the rows come in the order of their rowids or keys: ties are settled. */
function* sort(combinations: Iterable<Combination>, orderBy: readonly ColumnReference[], sources: Sources): Generator<Combination> {
  const readers = orderBy.map((reference) => columnReader(sources, reference));
  const keep = keeper(sources.tables[0]!.name);
  const kept: { keys: SqlValue[]; combination: Combination }[] = [];
  for (const combination of combinations) {
    for (const row of combination) keep(row?.values ?? []);
    kept.push({ keys: readers.map((read) => read(combination)), combination });
  }
  kept.sort((left, right) => compareKeys(left.keys, right.keys));
  for (const { combination } of kept) yield combination;
}

function compareKeys(left: readonly SqlValue[], right: readonly SqlValue[]): number {
  for (let index = 0; index < left.length; index++) {
    const order = compareValues(left[index]!, right[index]!);
    if (order !== 0) return order;
  }
  return 0;
}
