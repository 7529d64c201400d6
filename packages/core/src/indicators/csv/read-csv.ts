import { INDICATOR_TYPES, type Indicator, type IndicatorType, MAX_CONFIDENCE, type Tlp } from "../../model/indicator.ts";
import { toColumns } from "../indicator-columns.ts";
import { addressValue, valuesOfAttribute } from "../misp/attribute-types.ts";
import { type NotEvaluable, notEvaluable } from "../not-evaluable.ts";
import type { NamedValue } from "../pattern/pattern-test.ts";
import { typedValue } from "../plain-list.ts";
import type { ReadSet } from "../read-set.ts";
import { refanged } from "../refang.ts";
import { narrower, tlpOf } from "../stix/marking.ts";
import { usableValue } from "../usable-value.ts";
import { type Column, columnOf, columnsOf, hashType, type TypedColumn } from "./columns.ts";
import { csvRows } from "./parse-csv.ts";

const DELIMITERS = [",", ";", "\t"] as const;
/** Lines in front of the header that are looked at: feeds begin with comments. */
const MAX_LINES_BEFORE = 200;

/** A table found by its header. */
export interface CsvTable {
  readonly delimiter: string;
  readonly columns: readonly (Column | undefined)[];
  /** What follows the header. */
  readonly body: string;
}

/** Undefined where the first line that is no comment names no columns: then it is a list. */
export function findTable(text: string): CsvTable | undefined {
  let at = text.startsWith("\ufeff") ? 1 : 0;
  for (let line = 0; line < MAX_LINES_BEFORE && at < text.length; line++) {
    const end = text.slice(at).search(/[\r\n]|$/) + at;
    const written = text.slice(at, end);
    // abuse.ch and others put the header into the last comment.
    const isComment = /^\s*#/.test(written);
    const header = tableWith(written.replace(/^\s*#+\s*/, ""));
    if (header && (!isComment || header.columns.length > 1)) return { ...header, body: text.slice(end) };
    if (!isComment && written.trim() !== "") return undefined;
    at = end + (text.startsWith("\r\n", end) ? 2 : 1);
  }
  return undefined;
}

function tableWith(line: string): Omit<CsvTable, "body"> | undefined {
  const delimiter = [...DELIMITERS].sort((a, b) => line.split(b).length - line.split(a).length)[0]!;
  const [cells] = csvRows(line, delimiter);
  const columns = cells && columnsOf(cells);
  return columns && { delimiter, columns };
}

/** Reads a table: each cell of a column of values is an indicator, the other columns say something of the row's. */
export function readCsv({ delimiter, columns, body }: CsvTable, pack: string): ReadSet {
  const indicators: Indicator[] = [];
  const left: NotEvaluable[] = [];
  let tlp: Tlp | undefined;
  for (const cells of csvRows(body.replace(/^(?:\r\n|\n|\r)/, ""), delimiter)) {
    if (cells[0]!.startsWith("#")) continue;
    const about = aboutRow(columns, cells);
    tlp = narrower(tlp, about.tlp);
    for (const [at, cell] of cells.entries()) {
      const column = columns[at];
      if (cell === "" || (column?.kind !== "typed" && column?.kind !== "value")) continue;
      const named = valuesOf(column, refanged(cell), columns, cells);
      if (named === undefined) left.push(notEvaluable("untyped-line", cell));
      else if (!named.every(usableValue)) left.push(notEvaluable("value", cell));
      else indicators.push(...named.map((value) => ({ ...value, pack, ...about })));
    }
  }
  const families = [...new Set(indicators.flatMap((indicator) => indicator.families))];
  return {
    columns: toColumns(indicators),
    notEvaluable: left,
    revoked: 0,
    objects: indicators.length + left.length,
    families,
    ...(tlp !== undefined && { tlp }),
  };
}

function valuesOf(
  column: Column,
  cell: string,
  columns: readonly (Column | undefined)[],
  cells: readonly string[],
): readonly NamedValue[] | undefined {
  return column.kind === "typed" ? valuesOfType(column.type, cell) : namedByType(cellOf("type", columns, cells), cell);
}

function valuesOfType(type: TypedColumn["type"], cell: string): readonly NamedValue[] | undefined {
  if (type === "address") return [addressValue(cell)];
  const known = type === "hash" || type === "certificate" ? hashType(type, cell) : type;
  return known && [{ type: known, value: cell }];
}

/** The word of a type column: one of our types, a type of MISP's, or the name of a column of values. */
function namedByType(word: string | undefined, cell: string): readonly NamedValue[] | undefined {
  const text = word?.trim().toLowerCase() ?? "";
  const own = INDICATOR_TYPES.find((type: IndicatorType) => type.toLowerCase() === text);
  if (own !== undefined) return [{ type: own, value: cell }];
  const asAttribute = valuesOfAttribute(text, cell);
  if (asAttribute !== undefined) return asAttribute;
  const column = columnOf(text);
  if (column?.kind === "typed") return valuesOfType(column.type, cell);
  const looks = typedValue(cell);
  return looks && [looks];
}

const cellOf = (kind: Column["kind"], columns: readonly (Column | undefined)[], cells: readonly string[]): string | undefined => {
  const cell = cells[columns.findIndex((column) => column?.kind === kind)];
  return cell === "" ? undefined : cell;
};

function aboutRow(columns: readonly (Column | undefined)[], cells: readonly string[]): Omit<Indicator, "type" | "value" | "pack"> {
  const family = cellOf("family", columns, cells);
  const reference = cellOf("reference", columns, cells);
  const confidence = Number(cellOf("confidence", columns, cells) ?? Number.NaN);
  const tlp = tlpOf(cellOf("tlp", columns, cells));
  const validFrom = cellOf("valid-from", columns, cells);
  const validUntil = cellOf("valid-until", columns, cells);
  return {
    families: family === undefined ? [] : [family],
    references: reference !== undefined && /^https?:\/\//i.test(reference) ? [reference] : [],
    ...(validFrom !== undefined && { validFrom }),
    ...(validUntil !== undefined && { validUntil }),
    ...(Number.isInteger(confidence) && confidence >= 0 && confidence <= MAX_CONFIDENCE && { confidence }),
    ...(tlp !== undefined && { tlp }),
  };
}
