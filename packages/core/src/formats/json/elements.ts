import { type ByteSource, chunksOf } from "../../bytes/byte-source.ts";
import type { FormatErrorCode } from "../../bytes/format-error.ts";

/** One element of a list, with the place of its bytes. */
export interface JsonElement {
  readonly value: unknown;
  readonly offset: number;
  readonly length: number;
}

export interface JsonElementsOptions {
  /** Longest element read; a longer one is passed over and told. */
  readonly maxElementBytes: number;
  /** An element that could not be read, or a list without an end. Reading goes on at the next element. */
  onDamage(offset: number, code: FormatErrorCode): void;
}

const [LINE_FEED, QUOTE, BACKSLASH] = [0x0a, 0x22, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
/** White space and commas between elements. */
const isBetween = (byte: number): boolean => byte === 0x20 || byte === 0x2c || (byte >= 0x09 && byte <= 0x0d);

interface Scan {
  /** What was read and is not yet part of an element that is done. */
  bytes: Uint8Array;
  /** Place of its first byte in the whole. */
  offset: number;
  /** Where the scan goes on, and where the element begun there; -1 between elements. */
  at: number;
  start: number;
  depth: number;
  isInString: boolean;
  isEscaped: boolean;
  isList: boolean;
  isClosed: boolean;
  /** After damage: only a beginning like that of the element that was lost counts; 0 else. */
  seeks: number;
}

/**
 * The elements of a JSON list, or of a text of one JSON value after the other (JSON Lines), in batches: lists of hundreds of megabytes
 * are read in the memory of their largest element. A lone value is a list of one.
 */
export function* readJsonElements(source: ByteSource, options: JsonElementsOptions): Generator<readonly JsonElement[]> {
  const scan: Scan = {
    bytes: new Uint8Array(0),
    offset: 0,
    at: 0,
    start: -1,
    depth: 0,
    isInString: false,
    isEscaped: false,
    isList: false,
    isClosed: false,
    seeks: 0,
  };
  for (const chunk of chunksOf(source)) {
    append(scan, chunk);
    const batch = elementsOf(scan, options);
    if (batch.length > 0) yield batch;
  }
  const last = finish(scan, options);
  if (last) yield [last];
}

/** Drops what is done and puts the next piece behind what is left. */
function append(scan: Scan, chunk: Uint8Array): void {
  const from = scan.start === -1 ? scan.at : scan.start;
  const rest = scan.bytes.subarray(from);
  const bytes = new Uint8Array(rest.length + chunk.length);
  bytes.set(rest);
  bytes.set(chunk, rest.length);
  scan.bytes = bytes;
  scan.offset += from;
  scan.at -= from;
  if (scan.start !== -1) scan.start = 0;
}

function elementsOf(scan: Scan, options: JsonElementsOptions): JsonElement[] {
  const found: JsonElement[] = [];
  const { bytes } = scan;
  for (; scan.at < bytes.length; scan.at++) {
    const byte = bytes[scan.at]!;
    if (scan.start === -1) begin(scan, byte);
    else if (scan.isInString) inString(scan, byte, options, found);
    else inElement(scan, byte, options, found);
    if (scan.start !== -1 && scan.at - scan.start >= options.maxElementBytes) abandon(scan, options, "limit");
  }
  return found;
}

/** Between elements: passes over what separates them. */
function begin(scan: Scan, byte: number): void {
  if (isBetween(byte)) return;
  if (scan.seeks !== 0 && byte !== scan.seeks) return;
  if (byte === OPEN_LIST && !scan.isList && scan.offset + scan.at <= MAX_PREFACE) {
    scan.isList = true;
    return;
  }
  if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
    scan.isClosed ||= byte === CLOSE_LIST;
    return;
  }
  scan.start = scan.at;
  scan.seeks = 0;
  scan.depth = byte === OPEN_OBJECT || byte === OPEN_LIST ? 1 : 0;
  scan.isInString = byte === QUOTE;
  scan.isEscaped = false;
}

/** A list begins its text, but for white space and a byte order mark. */
const MAX_PREFACE = 64;

function inString(scan: Scan, byte: number, options: JsonElementsOptions, found: JsonElement[]): void {
  if (scan.isEscaped) scan.isEscaped = false;
  else if (byte === BACKSLASH) scan.isEscaped = true;
  else if (byte === QUOTE) {
    scan.isInString = false;
    if (scan.depth === 0) take(scan, scan.at + 1, options, found);
  }
  // No text of JSON holds a bare line feed: a quote is missing, or one too many.
  else if (byte === LINE_FEED) abandon(scan, options, "malformed");
}

function inElement(scan: Scan, byte: number, options: JsonElementsOptions, found: JsonElement[]): void {
  if (scan.depth === 0) {
    if (!isBetween(byte) && byte !== CLOSE_LIST) return;
    take(scan, scan.at, options, found); // a number or a word ends where what separates begins
    scan.isClosed ||= byte === CLOSE_LIST;
  } else if (byte === QUOTE) scan.isInString = true;
  else if (byte === OPEN_OBJECT || byte === OPEN_LIST) scan.depth++;
  else if ((byte === CLOSE_OBJECT || byte === CLOSE_LIST) && --scan.depth === 0) take(scan, scan.at + 1, options, found);
}

const DECODER = new TextDecoder("utf-8");

function take(scan: Scan, end: number, options: JsonElementsOptions, found: JsonElement[]): void {
  const place = { offset: scan.offset + scan.start, length: end - scan.start };
  try {
    found.push({ value: JSON.parse(DECODER.decode(scan.bytes.subarray(scan.start, end))) as unknown, ...place });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    options.onDamage(place.offset, "malformed");
  }
  scan.start = -1;
}

function abandon(scan: Scan, { onDamage }: JsonElementsOptions, code: FormatErrorCode): void {
  onDamage(scan.offset + scan.start, code);
  scan.start = -1;
  scan.seeks = scan.depth === 0 ? QUOTE : OPEN_OBJECT;
}

/** What is open at the end: a number or word that is whole, or something cut off. */
function finish(scan: Scan, options: JsonElementsOptions): JsonElement | undefined {
  const found: JsonElement[] = [];
  if (scan.start !== -1 && scan.depth === 0 && !scan.isInString) take(scan, scan.bytes.length, options, found);
  else if (scan.start !== -1) options.onDamage(scan.offset + scan.start, "truncated");
  else if (scan.isList && !scan.isClosed) options.onDamage(scan.offset + scan.bytes.length, "truncated");
  return found[0];
}
