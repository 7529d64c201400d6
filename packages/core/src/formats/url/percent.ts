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

/** Times a parameter may have been encoded: each redirector on the way adds one. */
export const MAX_ENCODINGS = 3;

/** Decodes until nothing changes, or to the limit. */
export function decodeFully(text: string): string {
  let decoded = text;
  for (let round = 0; round < MAX_ENCODINGS; round++) {
    const next = decodePercent(decoded);
    if (next === decoded) return next;
    decoded = next;
  }
  return decoded;
}
