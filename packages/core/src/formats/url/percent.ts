const ESCAPES = /(?:%[\dA-Fa-f]{2})+/g;

/** Percent-decoding that never fails: what is not UTF-8 stays as it is written. `+` stays, it is part of many paths. */
export const decodePercent = (text: string): string => (text.includes("%") ? text.replace(ESCAPES, decodeRun) : text);

const decodeRun = (run: string): string => {
  try {
    return decodeURIComponent(run);
  } catch {
    return run;
  }
};

/** Times a parameter may have been encoded: each redirector on the way adds one, and careless ones a few more. */
export const MAX_ENCODINGS = 16;

/** Decodes until nothing changes, or to the limit: then `tellCut` is called. */
export function decodeFully(text: string, tellCut: () => void): string {
  let decoded = text;
  for (let round = 0; round < MAX_ENCODINGS; round++) {
    const next = decodePercent(decoded);
    if (next === decoded) return next;
    decoded = next;
  }
  if (decodePercent(decoded) !== decoded) tellCut();
  return decoded;
}
