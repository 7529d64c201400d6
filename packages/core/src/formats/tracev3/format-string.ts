/** A place in a format string where an argument belongs. */
export interface Placeholder {
  /** As it stands: `%{public}.8s`. */
  readonly text: string;
  /** What stands in braces, by its commas: privacy, decoders (`uuid_t`, `network:in_addr`), names for telemetry. */
  readonly options: readonly string[];
  readonly isLeft: boolean;
  readonly isZeroPadded: boolean;
  readonly isSigned: boolean;
  readonly isAlternate: boolean;
  /** Width and digits; `*` takes them from an argument. */
  readonly width?: number | "*";
  readonly precision?: number | "*";
  /** The letter: `d`, `s`, `@` … */
  readonly letter: string;
}

export type Segment = string | Placeholder;

/** Letters that end a placeholder (printf, and `@ m P` of os_log). */
const LETTERS = "cCdDiuUoOxXeEfFgGaAnpsSZPm@";
/** Sizes of arguments, which the log knows by itself. */
const SIZES = "hlqLtzjwI";
const FLAGS = "-+ #0'";
/** A width that a hostile table asks for must not cost memory. */
export const MAX_WIDTH = 4_096;

/** The text and the placeholders of a format string. What is no placeholder stays text. */
export function parseFormatString(format: string): readonly Segment[] {
  const segments: Segment[] = [];
  let text = "";
  for (let at = 0; at < format.length; ) {
    const percent = format.indexOf("%", at);
    if (percent === -1) {
      text += format.slice(at);
      break;
    }
    text += format.slice(at, percent);
    if (format[percent + 1] === "%") {
      text += "%";
      at = percent + 2;
      continue;
    }
    const found = placeholderAt(format, percent);
    if (found) {
      if (text !== "") segments.push(text);
      text = "";
      segments.push(found);
      at = percent + found.text.length;
    } else {
      text += "%";
      at = percent + 1;
    }
  }
  if (text !== "") segments.push(text);
  return segments;
}

function placeholderAt(format: string, start: number): Placeholder | undefined {
  let at = start + 1;
  let options: readonly string[] = [];
  if (format[at] === "{") {
    const close = format.indexOf("}", at);
    if (close === -1) return undefined;
    options = format
      .slice(at + 1, close)
      .split(",")
      .map((option) => option.trim());
    at = close + 1;
  }
  const flagsFrom = at;
  while (at < format.length && FLAGS.includes(format[at]!)) at++;
  const flags = format.slice(flagsFrom, at);
  const width = numberAt(format, at);
  at = width.next;
  const precision = format[at] === "." ? numberAt(format, at + 1) : undefined;
  if (precision) at = precision.next;
  while (at < format.length && SIZES.includes(format[at]!)) at++;
  const letter = format[at];
  if (letter === undefined || !LETTERS.includes(letter)) return undefined;
  return {
    text: format.slice(start, at + 1),
    options,
    isLeft: flags.includes("-"),
    isZeroPadded: flags.includes("0"),
    isSigned: flags.includes("+"),
    isAlternate: flags.includes("#"),
    ...(width.value !== undefined && { width: width.value }),
    ...(precision && { precision: precision.value ?? 0 }),
    letter,
  };
}

interface NumberFound {
  readonly value?: number | "*";
  readonly next: number;
}

function numberAt(format: string, from: number): NumberFound {
  if (format[from] === "*") return { value: "*", next: from + 1 };
  let at = from;
  while (at < format.length && format[at]! >= "0" && format[at]! <= "9") at++;
  return at === from ? { next: at } : { value: Math.min(Number(format.slice(from, at)), MAX_WIDTH), next: at };
}
