import { failPlist } from "./binary-layout.ts";
import { MAX_ENTITY_LENGTH, MAX_INTEGER_DIGITS } from "./limits.ts";
import type { PlistDate } from "./value.ts";

const ENTITIES = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);
const CHARACTER_REFERENCE = /^#(?:x([0-9A-Fa-f]+)|([0-9]+))$/;
const MAX_CODE_POINT = 0x10ffff;

/** Text with its five entities and character references resolved; any other reference is refused, since nothing declares one. */
export function unescapeXml(text: string): string {
  let from = text.indexOf("&");
  if (from < 0) return text;
  let result = text.slice(0, from);
  while (from >= 0) {
    const end = text.slice(from, from + MAX_ENTITY_LENGTH).indexOf(";");
    if (end < 0) failPlist("malformed", "an ampersand that begins no entity");
    const next = text.indexOf("&", from + end);
    result += entity(text.slice(from + 1, from + end)) + text.slice(from + end + 1, next < 0 ? text.length : next);
    from = next;
  }
  return result;
}

function entity(name: string): string {
  const [, hexadecimal, decimal] = CHARACTER_REFERENCE.exec(name) ?? [];
  const code = hexadecimal === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(hexadecimal, 16);
  if (code > 0 && code <= MAX_CODE_POINT) return String.fromCodePoint(code);
  return ENTITIES.get(name) ?? failPlist("malformed", "an entity that is not declared");
}

const INTEGER = /^([+-]?)(0[xX][0-9A-Fa-f]+|[0-9]+)$/;

/** Decimal or hexadecimal with a sign; a bigint where a double is not exact. */
export function parseInteger(text: string): number | bigint {
  const trimmed = text.trim();
  if (trimmed.length > MAX_INTEGER_DIGITS) failPlist("limit", `an integer of more than ${MAX_INTEGER_DIGITS} digits`);
  const [, sign, digits] = INTEGER.exec(trimmed) ?? failPlist("malformed", "no integer");
  const exact = sign === "-" ? -BigInt(digits!) : BigInt(digits!);
  const value = Number(exact);
  return Number.isSafeInteger(value) ? value : exact;
}

const REAL = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
/** Words that Apple's writer and reader use (CFPropertyList.c). */
const REAL_WORDS = new Map([
  ["nan", Number.NaN],
  ["inf", Number.POSITIVE_INFINITY],
  ["+inf", Number.POSITIVE_INFINITY],
  ["infinity", Number.POSITIVE_INFINITY],
  ["+infinity", Number.POSITIVE_INFINITY],
  ["-inf", Number.NEGATIVE_INFINITY],
  ["-infinity", Number.NEGATIVE_INFINITY],
]);

export function parseReal(text: string): number {
  const trimmed = text.trim();
  if (REAL.test(trimmed)) return Number(trimmed);
  return REAL_WORDS.get(trimmed.toLowerCase()) ?? failPlist("malformed", "no real number");
}

const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/;
const APPLE_EPOCH = 978_307_200; // 2001-01-01T00:00:00Z in Unix seconds

export function parseDate(text: string): PlistDate {
  const trimmed = text.trim();
  const milliseconds = DATE.test(trimmed) ? Date.parse(trimmed) : Number.NaN;
  // Date.parse takes 30 February for 1 March.
  const exists = Number.isFinite(milliseconds) && new Date(milliseconds).toISOString().startsWith(trimmed.slice(0, -1));
  if (!exists) failPlist("malformed", "no date");
  return { kind: "date", appleSeconds: milliseconds / 1000 - APPLE_EPOCH };
}

const SPACE = 64;
const OTHER = 255;
const SEXTETS = sextets();

function sextets(): Uint8Array {
  const table = new Uint8Array(128).fill(OTHER);
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (let index = 0; index < alphabet.length; index += 1) table[alphabet.charCodeAt(index)] = index;
  for (const space of " \t\r\n") table[space.charCodeAt(0)] = SPACE;
  return table;
}

/** Base64 with white space anywhere; padding may be missing, as other readers allow. */
export function parseData(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  const end = endOfBase64(text);
  let length = 0;
  let bits = 0;
  let held = 0;
  for (let index = 0; index < end; index += 1) {
    const sextet = SEXTETS[text.charCodeAt(index)] ?? OTHER;
    if (sextet === SPACE) continue;
    if (sextet === OTHER) failPlist("malformed", "data that is not base64");
    held = ((held << 6) | sextet) & 0xfff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length++] = held >> bits;
  }
  if (bits === 6) failPlist("malformed", "data that is not base64");
  return bytes.slice(0, length);
}

/** Where the padding begins; only padding and white space may follow. */
function endOfBase64(text: string): number {
  const padding = text.indexOf("=");
  if (padding < 0) return text.length;
  if (!/^[=\s]*$/.test(text.slice(padding))) failPlist("malformed", "data that goes on after its padding");
  return padding;
}
