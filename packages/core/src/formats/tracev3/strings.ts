import { parseFormatString, type Segment } from "./format-string.ts";
import type { StringImage, StringTable } from "./string-table.ts";

/** A format string with the image that holds it, found once for all lines that use it. */
export interface FormatString {
  readonly text: string;
  readonly image: StringImage | undefined;
  /** What a reader of lines found out about this string, once for all its lines. */
  memo?: unknown;
  /** Made when a line is rendered. */
  segments(): readonly Segment[];
}

/** The strings of one image or shared cache, as lines ask for them. */
export interface FormatTable {
  /** `reference` as the line gives it; `beyond` is what its large offset adds. */
  formatAt(reference: number, beyond: number): FormatString | undefined;
}

/** The highest bit of a reference: the text is the line's only argument. */
const DYNAMIC = 0x8000_0000;
const DYNAMIC_TEXT = "%s";
/** Formats that are remembered for one table; a shared cache has some hundred thousand. */
const MAX_KNOWN = 1_000_000;

/** Each string is looked for once. `table` is undefined where the acquisition holds none. */
export function createFormatTable(table: StringTable | undefined): FormatTable {
  if (table === undefined) return { formatAt: () => undefined };
  const known = new Map<number, FormatString | undefined>();
  return {
    formatAt(reference, beyond) {
      // A dynamic reference is kept apart from a plain one of the same place.
      const key = reference >= DYNAMIC ? -(reference - DYNAMIC + beyond) - 1 : reference + beyond;
      const found = known.get(key);
      if (found !== undefined || known.has(key)) return found;
      const made = findFormat(table, key < 0 ? -key - 1 : key, key < 0);
      if (known.size < MAX_KNOWN) known.set(key, made);
      return made;
    },
  };
}

function findFormat(table: StringTable, place: number, isDynamic: boolean): FormatString | undefined {
  const text = isDynamic ? DYNAMIC_TEXT : table.textAt(place);
  if (text === undefined) return undefined;
  let segments: readonly Segment[] | undefined;
  return {
    text,
    image: table.imageAt(place),
    segments() {
      segments ??= parseFormatString(text);
      return segments;
    },
  };
}
