import { MAX_WIDTH, type Placeholder } from "./format-string.ts";

/** A little-endian number of 1, 2, 4 or 8 bytes; undefined for another length. */
export function integerOf(bytes: Uint8Array, isSigned: boolean): bigint | undefined {
  if (![1, 2, 4, 8].includes(bytes.length)) return undefined;
  let value = 0n;
  for (let at = bytes.length - 1; at >= 0; at--) value = (value << 8n) | BigInt(bytes[at]!);
  return isSigned ? BigInt.asIntN(bytes.length * 8, value) : value;
}

function realOf(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length === 8) return view.getFloat64(0, true);
  return bytes.length === 4 ? view.getFloat32(0, true) : undefined;
}

const SIGNED = "dDi";
const REAL = "eEfFgGaA";
const RADIX: Readonly<Record<string, number>> = { x: 16, X: 16, p: 16, o: 8, O: 8 };
const DEFAULT_DIGITS = 6;
/** As many as toFixed and toExponential give. */
const MAX_DIGITS = 100;

/** A number as C's printf shows it; undefined where the placeholder wants no number, or the bytes are none. */
export function numberText(bytes: Uint8Array, spec: Placeholder, precision: number | undefined): string | undefined {
  const { letter } = spec;
  if (REAL.includes(letter)) return realText(bytes, spec, precision);
  if (letter === "c" || letter === "C") return characterText(bytes);
  const isSigned = SIGNED.includes(letter);
  if (!isSigned && !"uUxXpoO".includes(letter)) return undefined;
  const value = integerOf(bytes, isSigned);
  if (value === undefined) return undefined;
  const isNegative = value < 0n;
  const digits = (isNegative ? -value : value).toString(RADIX[letter] ?? 10);
  const cased = letter === "X" ? digits.toUpperCase() : digits;
  return (isNegative ? "-" : sign(spec)) + prefix(spec, value) + cased.padStart(Math.min(precision ?? 0, MAX_WIDTH), "0");
}

const sign = ({ isSigned, letter }: Placeholder): string => (isSigned && SIGNED.includes(letter) ? "+" : "");

function prefix({ letter, isAlternate }: Placeholder, value: bigint): string {
  if (letter === "p") return "0x";
  if (!isAlternate || value === 0n) return "";
  if (letter === "o" || letter === "O") return "0";
  return letter === "x" || letter === "X" ? `0${letter}` : "";
}

function characterText(bytes: Uint8Array): string | undefined {
  const value = integerOf(bytes, false);
  return value === undefined ? undefined : String.fromCharCode(Number(value & 0xffffn));
}

function realText(bytes: Uint8Array, spec: Placeholder, precision: number | undefined): string | undefined {
  const value = realOf(bytes);
  if (value === undefined) return undefined;
  const text = finiteText(value, spec.letter, Math.min(precision ?? DEFAULT_DIGITS, MAX_DIGITS));
  const isUpper = spec.letter < "a";
  return (spec.isSigned && value >= 0 ? "+" : "") + (isUpper ? text.toUpperCase() : text);
}

function finiteText(value: number, letter: string, digits: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  const kind = letter.toLowerCase();
  if (kind === "f") return Math.abs(value) < 1e21 ? value.toFixed(digits) : BigInt(value).toString();
  if (kind === "e") return exponential(value, digits);
  return kind === "g" ? shortest(value, digits === 0 ? 1 : digits) : String(value);
}

/** C writes at least two digits behind the `e`. */
const exponential = (value: number, digits: number): string => value.toExponential(digits).replace(/e([+-])(\d)$/, "e$10$2");

function shortest(value: number, digits: number): string {
  const exponent = value === 0 ? 0 : Number(value.toExponential(digits - 1).split("e")[1]);
  const text =
    exponent < -4 || exponent >= digits ? exponential(value, digits - 1) : value.toFixed(Math.min(digits - 1 - exponent, MAX_DIGITS));
  return text.includes(".") ? text.replace(/\.?0+(?=e|$)/, "") : text;
}
