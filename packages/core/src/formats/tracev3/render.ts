import { decoderOf } from "./decoders.ts";
import { errnoText } from "./errno.ts";
import { MAX_WIDTH, type Placeholder, type Segment } from "./format-string.ts";
import type { LogItem } from "./items.ts";
import { integerOf, numberText } from "./number-text.ts";

/** As Apple's own reader writes what is not there. */
export const PRIVATE = "<private>";
const MISSING = "<decode: missing data>";
/** The longest line that is made; oversize arguments reach 64 KB. */
export const MAX_LINE_CHARACTERS = 65_536;
const MAX_HEX_BYTES = 1_024;
/** A hash has 16 bytes. */
const MAX_HASH_BYTES = 256;

/** A line: the text of its format string with the arguments in their places. */
export function renderLine(segments: readonly Segment[], items: readonly LogItem[]): string {
  let text = "";
  let next = 0;
  for (const segment of segments) {
    if (text.length >= MAX_LINE_CHARACTERS) break;
    if (typeof segment === "string") text += segment;
    else {
      const taken = takeArgument(segment, items, next);
      text += padded(taken.text, segment, taken.width);
      next = taken.next;
    }
  }
  return text.length > MAX_LINE_CHARACTERS ? text.slice(0, MAX_LINE_CHARACTERS) : text;
}

interface Taken {
  readonly text: string;
  readonly width: number;
  readonly next: number;
}

/** The item of a placeholder, with those before it that only tell how to show it. */
function takeArgument(spec: Placeholder, items: readonly LogItem[], from: number): Taken {
  let next = from;
  let width = spec.width === "*" ? 0 : (spec.width ?? 0);
  let precision = spec.precision === "*" ? undefined : spec.precision;
  if (spec.width === "*" && isCounter(items[next])) width = countOf(items[next++]!) ?? 0;
  for (; items[next]?.kind === "count" || items[next]?.kind === "mask"; next++)
    if (items[next]!.kind === "count") precision = countOf(items[next]!) ?? precision;
  if (spec.precision === "*" && precision === undefined && items.length - next > 1 && isCounter(items[next]))
    precision = countOf(items[next++]!);
  const item = items[next];
  return { text: item ? argumentText(item, spec, precision) : MISSING, width: Math.min(Math.abs(width), MAX_WIDTH), next: next + 1 };
}

const isCounter = (item: LogItem | undefined): boolean => item?.kind === "count" || item?.kind === "number";

function countOf({ bytes }: LogItem): number | undefined {
  const value = bytes && integerOf(bytes, true);
  return value === undefined || value < 0n ? undefined : Number(value);
}

function padded(text: string, { isLeft, isZeroPadded, letter }: Placeholder, width: number): string {
  if (text.length >= width) return text;
  if (isLeft) return text.padEnd(width);
  if (!isZeroPadded || "s@SPcC".includes(letter)) return text.padStart(width);
  const sign = /^(?:[+-]|0[xX])*/.exec(text)![0];
  return sign + text.slice(sign.length).padStart(width - sign.length, "0");
}

/** One argument, as its placeholder asks for. */
export function argumentText(item: LogItem, spec: Placeholder, precision?: number): string {
  const { bytes, kind, privacy } = item;
  if (bytes === undefined) return privacy === "public" ? MISSING : PRIVATE;
  if (kind === "hash") return hashText(bytes, spec);
  const decoded = decoderOf(spec.options)?.(bytes);
  if (decoded !== undefined) return decoded;
  if (kind === "number" || kind === "errno") return numberArgument(bytes, spec, precision);
  if (kind === "data" && spec.letter !== "s") return hexText(bytes);
  if (kind === "wide-text") return cut(new TextDecoder("utf-16le").decode(bytes), precision);
  if (bytes.length === 0) return "(null)";
  return cut(textOf(bytes), spec.letter === "@" ? undefined : precision);
}

function numberArgument(bytes: Uint8Array, spec: Placeholder, precision: number | undefined): string {
  if (spec.letter === "m") {
    const value = integerOf(bytes, true);
    return value === undefined ? MISSING : errnoText(Number(value));
  }
  return numberText(bytes, spec, precision) ?? `<decode: mismatch for [${spec.text}] got [number of ${bytes.length} bytes]>`;
}

/** `%{mask.hash}`: what was said is not in the log, but equal things have equal hashes. */
function hashText(bytes: Uint8Array, { options }: Placeholder): string {
  const mask = options.find((option) => option.startsWith("mask.")) ?? "mask.hash";
  return bytes.length === 0 ? `<${mask}: (null)>` : `<${mask}: '${btoa(String.fromCharCode(...bytes.subarray(0, MAX_HASH_BYTES)))}'>`;
}

/** Bytes up to a NUL. */
export function textOf(bytes: Uint8Array): string {
  const nul = bytes.indexOf(0);
  return new TextDecoder().decode(nul === -1 ? bytes : bytes.subarray(0, nul));
}

const cut = (text: string, length: number | undefined): string => (length === undefined ? text : text.slice(0, length));

const hexText = (bytes: Uint8Array): string =>
  `<${Array.from(bytes.subarray(0, MAX_HEX_BYTES), (byte) => byte.toString(16).padStart(2, "0")).join("")}${bytes.length > MAX_HEX_BYTES ? "…" : ""}>`;
