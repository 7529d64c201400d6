import type { Locator } from "../model/locator.ts";

/** The stored file a record was read from, as the acquisition names it. */
export interface CommandTarget {
  readonly rawPath: string;
  /** The write-ahead log that was applied to the database, where there is one. */
  readonly walRawPath?: string;
  /** What a key path leads through; default property list. */
  readonly form?: "plist" | "json";
  /** Set where the stored bytes are not what was read: `bridle cat` has to bring the content. */
  readonly viaCat?: FetchTarget;
}

/** A file whose content other tools cannot get at by themselves. */
export interface FetchTarget {
  /** Its canonical path. */
  readonly path: string;
  /** Which file it is, where several have that path. */
  readonly rawPath?: string;
  readonly walPath?: string;
  /** It lies in an archive, so that its stored bytes are no file of a folder. */
  readonly isArchived: boolean;
}

/** Rows of a joined record that the command shows; the own row comes first. */
const MAX_ROWS = 4;
/** Bytes shown where a locator gives an offset without a length, and at most. */
const DEFAULT_DUMP_BYTES = 256;
const MAX_DUMP_BYTES = 65_536;
/** Longest command: Linux takes 128 KiB in one argument, a person far less. */
const MAX_COMMAND_LENGTH = 16_384;

/**
 * A POSIX shell command that shows the record with tools that are not ours: sqlite3, python3, sed, xxd. It is run inside the
 * acquisition's folder; or, where the content has to be decrypted or taken out of an archive first, where Bridle is, with the
 * acquisition's place in $ACQUISITION, which no case knows. Everything from evidence stands inside quotes. Undefined where no such
 * command can be written: a name no shell argument can hold.
 */
export function reproduceCommand(target: CommandTarget, at: readonly Locator[]): string | undefined {
  const { rawPath, walRawPath, viaCat } = target;
  if (![rawPath, walRawPath, viaCat?.path, viaCat?.rawPath, viaCat?.walPath].every((name) => name === undefined || isWritable(name)))
    return undefined;
  // A path that could be taken for an option is none of a phone.
  if (viaCat && !/^(?:\/|bridle:)/.test(viaCat.path)) return undefined;
  if (at.some(({ kind }) => kind === "member" || kind === "wal-frame")) return undefined;
  const first = at[0];
  const command = first && commandFor(target, first, at);
  return command !== undefined && command.length <= MAX_COMMAND_LENGTH ? command : undefined;
}

/** Whether the command is one that wants $ACQUISITION; reports say what that is. */
export const needsAcquisition = (command: string): boolean => command.startsWith(CAT) || command.startsWith(COPY + CAT);

const CAT = 'npx bridle cat "$ACQUISITION" ';
const COPY = "t=$(mktemp -d) && ";
const END_OF_COPY = 'rm -r "$t"';

function commandFor(target: CommandTarget, first: Locator, at: readonly Locator[]): string | undefined {
  const { viaCat } = target;
  if (viaCat && (first.kind !== "file" || viaCat.isArchived)) return fetchedCommandFor({ ...target, viaCat }, first, at);
  const file = quoted(relative(target.rawPath));
  switch (first.kind) {
    case "row":
      return rowCommand(target, at);
    case "line":
      return lineCommand(first.line, file);
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

/** The same of what `bridle cat` brings: through a pipe, so that only a database is written down, to be removed at once. */
function fetchedCommandFor(target: CommandTarget & { viaCat: FetchTarget }, first: Locator, at: readonly Locator[]): string | undefined {
  const { viaCat, form = "plist" } = target;
  const cat = `${CAT}${viaCat.rawPath === undefined ? "" : `--raw=${quoted(viaCat.rawPath)} `}${quoted(viaCat.path)}`;
  const piped = (command: string | undefined): string | undefined => command && `${cat} | ${command}`;
  switch (first.kind) {
    case "row":
      return fetchedRowCommand(cat, viaCat, at);
    case "line":
      return piped(lineCommand(first.line));
    case "key":
      return piped(keyCommand(undefined, first.path, form));
    case "offset":
      return piped(dumpCommand("", first.offset, first.length ?? DEFAULT_DUMP_BYTES));
    case "file":
      return `${cat} > /dev/null`; // which tells the hashes
    default:
      return undefined;
  }
}

const lineCommand = (line: number, file = ""): string | undefined =>
  isCount(line) && line > 0 ? `sed -n '${line}{p;q;}' ${file}`.trimEnd() : undefined;

const dumpCommand = (file: string, offset: number, length: number): string | undefined =>
  isCount(offset) && isCount(length) ? `xxd -s ${offset} -l ${Math.min(length, MAX_DUMP_BYTES)} ${file}`.trimEnd() : undefined;

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
  const query = queriesFor(at);
  if (query === undefined) return undefined;
  if (walRawPath === undefined) return `sqlite3 -safe -readonly -line ${quoted(uriOf(rawPath))} ${query}`;
  const copies = `cp ${quoted(relative(rawPath))} "$t/db" && cp ${quoted(relative(walRawPath))} "$t/db-wal"`;
  return `${COPY}${copies} && sqlite3 -safe -line "$t/db" ${query}; ${END_OF_COPY}`;
}

function fetchedRowCommand(cat: string, { walPath }: FetchTarget, at: readonly Locator[]): string | undefined {
  const query = queriesFor(at);
  if (query === undefined) return undefined;
  const log = walPath === undefined ? "" : ` && ${CAT}${quoted(walPath)} > "$t/db-wal"`;
  return `${COPY}${cat} > "$t/db"${log} && sqlite3 -safe -line "$t/db" ${query}; ${END_OF_COPY}`;
}

/** The rows of a joined record as one quoted argument. */
function queriesFor(at: readonly Locator[]): string | undefined {
  const queries = at.flatMap((locator) => (locator.kind === "row" ? [queryFor(locator.table, locator.row)] : [])).slice(0, MAX_ROWS);
  return queries.includes(undefined) ? undefined : quoted(queries.join(" "));
}

function queryFor(table: string, row: string): string | undefined {
  if (!isWritable(table) || !/^-?\d{1,19}$/.test(row)) return undefined;
  return `SELECT rowid AS _rowid, * FROM "${table.replaceAll('"', '""')}" WHERE rowid = ${row};`;
}

const uriOf = (rawPath: string): string => `file:${relative(rawPath).split("/").map(encodeURIComponent).join("/")}?mode=ro&immutable=1`;

// ---- Property lists and JSON

const LOAD = {
  plist: ["plistlib", "plistlib.load"],
  json: ["json", "json.load"],
} as const;
/** Property lists are read to and fro, which a pipe is not. */
const FROM_PIPE = "io.BytesIO(sys.stdin.buffer.read())";

/**
 * Of a file, or without one of what comes through a pipe. The path goes in as JSON, so that a key can never be code; pprint writes
 * values as Python literals, control characters escaped.
 */
function keyCommand(file: string | undefined, path: readonly (string | number)[], form: "plist" | "json"): string | undefined {
  if (!path.every((step) => (typeof step === "number" ? isCount(step) : step.isWellFormed()))) return undefined;
  const [library, load] = LOAD[form];
  const modules = ["functools", "json", "pprint", "sys", ...(library === "json" ? [] : [library]), ...(file === undefined ? ["io"] : [])];
  const source = file === undefined ? FROM_PIPE : 'open(sys.argv[2],"rb")';
  const show = `pprint.pprint(functools.reduce(lambda v,k:v[k],json.loads(sys.argv[1]),${load}(${source})))`;
  return `python3 -c 'import ${modules.sort().join(",")};${show}' ${quoted(asciiJson(path))}${file === undefined ? "" : ` ${file}`}`;
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
