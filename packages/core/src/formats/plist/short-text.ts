/** Texts up to this length are looked up; longer ones seldom come twice. */
export const SHORT_TEXT = 32;
const SLOTS = 1024;
/** Lists of one kind share their keys: a catalogue of 100,000 has a dozen. A memo only: results are the same without it. */
const seen: string[] = new Array(SLOTS).fill("");

/** A short run of bytes below 128 as text, not built anew where the last text in its slot is the same. */
export function shortText(bytes: Uint8Array, start: number, end: number): string {
  const slot = slotOf(bytes, start, end);
  const known = seen[slot]!;
  if (known.length === end - start && isSame(known, bytes, start)) return known;
  let text = "";
  for (let index = start; index < end; index += 1) text += String.fromCharCode(bytes[index]!);
  seen[slot] = text;
  return text;
}

function slotOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  for (let index = start; index < end; index += 1) hash = (Math.imul(hash, 31) + bytes[index]!) | 0;
  return (hash ^ (hash >>> 10)) & (SLOTS - 1);
}

function isSame(text: string, bytes: Uint8Array, start: number): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) !== bytes[start + index]) return false;
  return true;
}
