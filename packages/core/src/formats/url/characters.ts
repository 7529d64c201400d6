/** Which characters may stand in a link, which end it, and what people write behind one. */

/** Ends a link anywhere: quotes, brackets of other scripts, Arabic and CJK punctuation, invisible marks and bidi controls. */
const ENDS = new Set(
  "\u00a0\u00ab\u00bb\u060c\u061b\u061f\u06d4\u200b\u200c\u200d\u200e\u200f\u2018\u2019\u201a\u201c\u201d\u201e\u2026\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2039\u203a\u2060\u2066\u2067\u2068\u2069\u3000\u3001\u3002\u3008\u3009\u300a\u300b\u300c\u300d\u300e\u300f\u3010\u3011\u3014\u3015\ufeff\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f\uff5b\uff5d\uff5e\uff61\ufffc\ufffd",
);
const ASCII_ENDS = new Set('"<>`{}|^');
/** Written behind a link by people, and never the last character of one that matters here. */
const TRAILING = new Set(".,;:!?'\"*_~\\([");
const OPENING: Readonly<Record<string, string>> = { ")": "(", "]": "[" };

const isWordAbove = (code: number): boolean => code >= 0xa1 && !(code >= 0x2000 && code <= 0x206f) && !ENDS.has(String.fromCharCode(code));

/** ASCII letters, digits, `-`, `.`, `_` and letters of other scripts. */
export function isHostCharacter(code: number): boolean {
  if (code >= 128) return isWordAbove(code);
  return (
    (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 45 || code === 46 || code === 95
  );
}

export function isBodyCharacter(code: number): boolean {
  if (code <= 32 || code === 127) return false;
  return code < 128 ? !ASCII_ENDS.has(String.fromCharCode(code)) : code >= 0xa0 && !ENDS.has(String.fromCharCode(code));
}

export const isQuote = (code: number): boolean => code === 39 || code === 42;

/** Takes punctuation off the end, and closing brackets that nothing inside opens. */
export function trimmedEnd(text: string, from: number, end: number): number {
  const balance = balances(text, from, end);
  let at = end;
  for (; at > from; at--) {
    const last = text[at - 1]!;
    const opening = OPENING[last];
    if (opening !== undefined && balance[opening]! < 0) balance[opening]!++;
    else if (!TRAILING.has(last)) break;
  }
  return at;
}

/** Openings less closings, counted once so that a row of brackets costs no more than its length. */
function balances(text: string, from: number, end: number): Record<string, number> {
  const balance: Record<string, number> = { "(": 0, "[": 0 };
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 40) balance["("]!++;
    else if (code === 41) balance["("]!--;
    else if (code === 91) balance["["]!++;
    else if (code === 93) balance["["]!--;
  }
  return balance;
}
