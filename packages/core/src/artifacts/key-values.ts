/** `key=value` and `key="value"` of a line of a dump, in order; the last of a key counts. Values in quotes may hold spaces. */
export function keyValues(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, key, quoted, plain] of text.slice(0, MAX_LENGTH).matchAll(PAIR)) {
    if (found.size >= MAX_PAIRS) break;
    found.set(key!, quoted ?? plain!);
  }
  return found;
}

const PAIR = /(?<![\w-])([A-Za-z][\w-]*)=(?:"([^"]*)"|([^\s"]*))/g;
const MAX_LENGTH = 16_384;
const MAX_PAIRS = 256;

/** A whole number of a dump; text that is none, and none at all, give nothing. */
export const wholeNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
