import type { Locator } from "../model/locator.ts";

/** The stored file a record was read from, as the acquisition names it. */
export interface CommandTarget {
  readonly rawPath: string;
  /** The write-ahead log that was applied to the database, where there is one. */
  readonly walRawPath?: string;
  /** What a key path leads through; default property list. */
  readonly form?: "plist" | "json";
}

/** Rows of a joined record that the command shows; the own row comes first. */
const MAX_ROWS = 4;
/** Bytes shown where a locator gives an offset without a length, and at most. */
const DEFAULT_DUMP_BYTES = 256;
const MAX_DUMP_BYTES = 65_536;
/** Longest command: Linux takes 128 KiB in one argument, a person far less. */
const MAX_COMMAND_LENGTH = 16_384;

/**
 * A POSIX shell command, run inside the acquisition's folder, that shows the record with tools that are not ours: sqlite3, python3,
 * sed, xxd. Everything from evidence stands inside quotes. Undefined where no such command can be written: a place inside an archive, a
 * name no shell argument can hold.
 */
export function reproduceCommand(target: CommandTarget, at: readonly Locator[]): string | undefined {
  if (!isWritable(target.rawPath) || (target.walRawPath !== undefined && !isWritable(target.walRawPath))) return undefined;
  if (at.some(({ kind }) => kind === "member" || kind === "wal-frame")) return undefined;
  const first = at[0];
  const command = first && commandFor(target, first, at);
  return command !== undefined && command.length <= MAX_COMMAND_LENGTH ? command : undefined;
}

function commandFor(target: CommandTarget, first: Locator, at: readonly Locator[]): string | undefined {
  const file = quoted(relative(target.rawPath));
  switch (first.kind) {
    case "row":
      return rowCommand(target, at);
    case "line":
      return isCount(first.line) && first.line > 0 ? `sed -n '${first.line}{p;q;}' ${file}` : undefined;
    case "key":
      return keyCommand(file, first.path, target.form ?? "plist");
    case "offset":
      return dumpCommand(file, first.offset, first.length ?? DEFAULT_DUMP_BYTES);
    case "file":
      return `openssl dgst -sha256 ${file}`;
    default:
      return undefined;
  }
}

const dumpCommand = (file: string, offset: number, length: number): string | undefined =>
  isCount(offset) && isCount(length) ? `xxd -s ${offset} -l ${Math.min(length, MAX_DUMP_BYTES)} ${file}` : undefined;

/** What no argument of a program can hold, or what a command substitution would cut off: NUL, text that is not Unicode, a line break at the end. */
const isWritable = (text: string): boolean => text.isWellFormed() && !text.includes("\0") && !text.endsWith("\n");

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** Inside the acquisition's folder, and never an option. */
const relative = (rawPath: string): string => (/^[-/]/.test(rawPath) ? `./${rawPath.replace(/^\/+/, "")}` : rawPath);

// ---- SQLite

/**
 * `-safe` keeps a hostile schema from reaching files or programs, `-readonly` and `immutable=1` leave the evidence as it is (immutable
 * also ignores a journal). With a write-ahead log neither will do: SQLite finds it by name, so both are copied side by side first.
 * https://sqlite.org/cli.html (-safe), https://sqlite.org/uri.html (immutable)
 */
function rowCommand({ rawPath, walRawPath }: CommandTarget, at: readonly Locator[]): string | undefined {
  const queries = at.flatMap((locator) => (locator.kind === "row" ? [queryFor(locator.table, locator.row)] : [])).slice(0, MAX_ROWS);
  if (queries.includes(undefined)) return undefined;
  const query = quoted(queries.join(" "));
  if (walRawPath === undefined) return `sqlite3 -safe -readonly -line ${quoted(uriOf(rawPath))} ${query}`;
  const copies = `cp ${quoted(relative(rawPath))} "$t/db" && cp ${quoted(relative(walRawPath))} "$t/db-wal"`;
  return `t=$(mktemp -d) && ${copies} && sqlite3 -safe -line "$t/db" ${query}; rm -r "$t"`;
}

function queryFor(table: string, row: string): string | undefined {
  if (!isWritable(table) || !/^-?\d{1,19}$/.test(row)) return undefined;
  return `SELECT rowid AS _rowid, * FROM "${table.replaceAll('"', '""')}" WHERE rowid = ${row};`;
}

const uriOf = (rawPath: string): string => `file:${relative(rawPath).split("/").map(encodeURIComponent).join("/")}?mode=ro&immutable=1`;

// ---- Property lists and JSON

const LOAD = {
  plist: ["import functools,json,plistlib,pprint,sys", "plistlib.load"],
  json: ["import functools,json,pprint,sys", "json.load"],
} as const;

/** The path goes in as JSON, so that a key can never be code; pprint writes values as Python literals, control characters escaped. */
function keyCommand(file: string, path: readonly (string | number)[], form: "plist" | "json"): string | undefined {
  if (!path.every((step) => (typeof step === "number" ? isCount(step) : step.isWellFormed()))) return undefined;
  const [imports, load] = LOAD[form];
  const show = `pprint.pprint(functools.reduce(lambda v,k:v[k],json.loads(sys.argv[2]),${load}(open(sys.argv[1],"rb"))))`;
  return `python3 -c '${imports};${show}' ${file} ${quoted(asciiJson(path))}`;
}

const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

// ---- Quoting

/** Letters, digits, punctuation and the plain space: what a terminal shows as it is and a person can copy. */
const SHOWABLE = /^[\p{L}\p{N}\p{P}\p{S} ]*$/u;
const MARKS_OR_IGNORED = /\p{Default_Ignorable_Code_Point}/u;

/**
 * One shell word with exactly this text. What a terminal would not show (controls, direction marks, combining marks) is
 * written as octal bytes for printf, so that the command survives being shown, copied and pasted.
 */
function quoted(text: string): string {
  if (SHOWABLE.test(text) && !MARKS_OR_IGNORED.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  let octal = "";
  for (const byte of new TextEncoder().encode(text))
    octal += isPlainByte(byte) ? String.fromCharCode(byte) : `\\0${byte.toString(8).padStart(3, "0")}`;
  return `"$(printf %b '${octal}')"`;
}

/** Letters, digits and what means nothing to `printf %b` or within single quotes. */
const isPlainByte = (byte: number): boolean => /[A-Za-z0-9 ."/:;,=?&_*()<>-]/.test(String.fromCharCode(byte)) && byte < 0x80;
