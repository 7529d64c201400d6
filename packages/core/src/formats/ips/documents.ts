export type Json = Readonly<Record<string, unknown>>;

/** The JSON objects that stand one after the other in a text. */
export interface Documents {
  readonly objects: readonly Json[];
  /** An object begins and cannot be read to its end, or is none. */
  readonly isDamaged: boolean;
  /** Objects beyond the limit. */
  readonly left: number;
}

/** Objects of one text; analytics write some dozens. */
export const MAX_DOCUMENTS = 10_000;

/** Most texts are one object: it is read at once, and only others are taken apart by their braces. */
export function readDocuments(text: string): Documents {
  const whole = objectOf(text);
  if (whole) return { objects: [whole], isDamaged: false, left: 0 };
  const objects: Json[] = [];
  let isDamaged = false;
  let left = 0;
  for (const part of objectTexts(text)) {
    if (objects.length >= MAX_DOCUMENTS) {
      left++;
      continue;
    }
    const object = part.isClosed ? objectOf(part.text) : undefined;
    if (object === undefined) isDamaged = true;
    else objects.push(object);
  }
  return { objects, isDamaged, left };
}

/** Each from an opening brace to the one that closes it; the last may lack that. Braces in texts count for nothing. */
function* objectTexts(text: string): Generator<{ readonly text: string; readonly isClosed: boolean }> {
  const marks = /[{}"\\]/g;
  let depth = 0;
  let start = 0;
  let isInText = false;
  for (let found = marks.exec(text); found; found = marks.exec(text)) {
    const [mark] = found;
    if (isInText) {
      if (mark === "\\") marks.lastIndex++;
      else if (mark === '"') isInText = false;
    } else if (mark === '"') isInText = depth > 0;
    else if (mark === "{" && depth++ === 0) start = found.index;
    else if (mark === "}" && depth > 0 && --depth === 0) yield { text: text.slice(start, found.index + 1), isClosed: true };
  }
  if (depth > 0) yield { text: text.slice(start), isClosed: false };
}

export const recordOf = (value: unknown): Json | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
export const textOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
export const numberOf = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isSafeInteger(value) ? value : undefined;

function objectOf(text: string): Json | undefined {
  try {
    return recordOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}
