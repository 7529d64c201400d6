import { sha256 } from "@noble/hashes/sha2.js";
import type { Indicator, Pack } from "../model/indicator.ts";
import { toHex } from "../model/json.ts";
import { findTable, readCsv } from "./csv/read-csv.ts";
import { allIndicators, type IndicatorColumns } from "./indicator-columns.ts";
import { IndicatorError } from "./indicator-error.ts";
import { MAX_MISP_BYTES, readMisp } from "./misp/read-misp.ts";
import type { NotEvaluable } from "./not-evaluable.ts";
import { readPlainList } from "./plain-list.ts";
import type { ReadSet } from "./read-set.ts";
import { readStix } from "./stix/read-stix.ts";

/** A file of indicators, read. */
export interface LoadedIndicators {
  readonly pack: Pack;
  readonly indicators: readonly Indicator[];
  /** The same, where it was read as columns: an index is built of them without making an object of any. */
  readonly columns?: IndicatorColumns;
  /** What takes no part, each with its reason: to be counted and named in coverage. */
  readonly notEvaluable: readonly NotEvaluable[];
  readonly revoked: number;
}

/** Bytes that can be read from the beginning more than once. A piece is valid until the next. */
export interface IndicatorSource {
  readonly byteLength: number;
  chunks(): Iterable<Uint8Array>;
}

/** Bundles are read piece by piece: the bound is patience. Two million STIX objects take about 0.4 GB. */
export const MAX_INDICATOR_BYTES = 8 * 1024 * 1024 * 1024;
/** Lists and tables are read as one text, of which engines hold about 512 MB. */
export const MAX_TEXT_BYTES = 400 * 1024 * 1024;

/** What a file does not say about itself, where the caller knows it (an index of feeds does). */
export type KnownAboutPack = Partial<Omit<Pack, "sha256" | "origin">>;

export interface LoadOptions {
  /** SHA-256 of the bytes, where the caller has it: the platform's own is several times as fast as the portable one. */
  readonly sha256?: string;
}

/**
 * Reads a STIX 2.x bundle, MISP events, a table with a header, or a plain list, told apart by content. `name` is the file's; throws
 * IndicatorError.
 */
export function loadIndicators(
  name: string,
  given: Uint8Array | IndicatorSource,
  origin: Pack["origin"],
  known: KnownAboutPack = {},
  options: LoadOptions = {},
): LoadedIndicators {
  const source = sourceOf(given);
  if (source.byteLength > MAX_INDICATOR_BYTES) throw new IndicatorError("too-large", `${source.byteLength} bytes`);
  const hash = options.sha256 ?? hashOf(source);
  const id = known.id ?? `${slug(name)}-${hash.slice(0, 8)}`;
  const read = readAny(source, id);
  const { columns, notEvaluable, revoked } = read;
  const pack: Pack = {
    id,
    title: read.title ?? titleOf(name, read),
    class: "unclassified",
    publisher: "unknown",
    source: name,
    licence: "unknown",
    sha256: hash,
    origin,
    ...(read.publisher !== undefined && { publisher: read.publisher }),
    ...(read.date !== undefined && { date: read.date.slice(0, 10) }),
    ...(read.tlp !== undefined && { tlp: read.tlp }),
    ...known,
  };
  let indicators: readonly Indicator[] | undefined;
  return {
    pack,
    columns,
    notEvaluable,
    revoked,
    get indicators() {
      indicators ??= allIndicators(columns);
      return indicators;
    },
  };
}

const sourceOf = (given: Uint8Array | IndicatorSource): IndicatorSource =>
  given instanceof Uint8Array ? { byteLength: given.length, chunks: () => [given] } : given;

function hashOf(source: IndicatorSource): string {
  const hash = sha256.create();
  for (const chunk of source.chunks()) hash.update(chunk);
  return toHex(hash.digest());
}

function readAny(source: IndicatorSource, pack: string): ReadSet {
  const [first = new Uint8Array(0)] = source.chunks();
  const isWide = first[0] === 0xff && first[1] === 0xfe;
  if (!isWide && looksLikeJson(first)) return readJson(source, pack);
  const text = textOf(source, isWide ? "utf-16le" : "utf-8");
  if (/^\s*[[{]/.test(text)) return readJson(sourceOf(new TextEncoder().encode(text)), pack);
  const table = findTable(text);
  return table ? readCsv(table, pack) : readPlainList(text, pack);
}

const [OPEN_LIST, OPEN_OBJECT, SPACE] = [91, 123, 32];

function looksLikeJson(bytes: Uint8Array): boolean {
  let at = bytes[0] === 0xef ? 3 : 0;
  while (bytes[at] !== 0 && bytes[at]! <= SPACE) at++;
  return bytes[at] === OPEN_LIST || bytes[at] === OPEN_OBJECT;
}

function readJson(source: IndicatorSource, pack: string): ReadSet {
  const { shape, stixObjects, ...read } = readStix(source.chunks(), pack);
  if (stixObjects > 0 || (shape.type === "bundle" && shape.objects === 0)) return read;
  const isOneObject = !shape.hasList && shape.members.includes("id") && shape.members.includes("type");
  const alone = isOneObject ? readStix(asList(source), pack) : undefined;
  if (alone !== undefined && alone.stixObjects > 0) return alone;
  if (source.byteLength > MAX_MISP_BYTES) throw new IndicatorError("too-large", `${source.byteLength} bytes without STIX objects`);
  return readMisp(parsed(textOf(source, "utf-8")), pack);
}

/** One object alone as a list of one. */
function* asList(source: IndicatorSource): Generator<Uint8Array> {
  yield new TextEncoder().encode("[");
  yield new TextEncoder().encode(textOf(source, "utf-8"));
  yield new TextEncoder().encode("]");
}

function textOf(source: IndicatorSource, encoding: "utf-8" | "utf-16le"): string {
  if (source.byteLength > MAX_TEXT_BYTES) throw new IndicatorError("too-large", `${source.byteLength} bytes of text`);
  const text = decoded(source, encoding);
  if (text.trim() === "") throw new IndicatorError("empty", "no text");
  return text;
}

function decoded(source: IndicatorSource, encoding: "utf-8" | "utf-16le"): string {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    let text = "";
    for (const chunk of source.chunks()) text += decoder.decode(chunk, { stream: true });
    text += decoder.decode();
    if (text.includes("\0")) throw new IndicatorError("not-text", "holds zero bytes");
    return text;
  } catch (cause) {
    throw cause instanceof IndicatorError ? cause : new IndicatorError("not-text", "neither UTF-8 nor UTF-16", { cause });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new IndicatorError("not-json", "begins like JSON and is none", { cause });
  }
}

const MAX_SLUG = 60;
const MAX_NAMES_IN_TITLE = 3;

/** The file's name without its ending, in kebab-case. */
function slug(name: string): string {
  const base = name.slice(name.search(/[^/\\]*$/)).replace(/\.[A-Za-z\d]{1,8}$/, "");
  const text = base
    .toLowerCase()
    .replace(/[^a-z\d]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, MAX_SLUG);
  return text === "" ? "indicators" : text;
}

const titleOf = (name: string, { families }: ReadSet): string =>
  families.length > 0 && families.length <= MAX_NAMES_IN_TITLE ? families.join(", ") : name;
