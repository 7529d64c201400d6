import type { ExportTally } from "../export-source.ts";

/**
 * OpenSearch, in which Timesketch keeps its events, takes no longer term than this many bytes of UTF-8: a longer text is found no more by
 * its whole and counted in no chart. https://docs.opensearch.org/latest/field-types/supported-field-types/keyword/
 */
export const MAX_TERM_BYTES = 32_766;
const MAX_BYTES_OF_A_UNIT = 3;
/** Room for saying that the text was cut. */
const CUT_ROOM = 64;

const encoder = new TextEncoder();

/** The text, or as much of it as a term holds with a word of how long it is. */
export function cutText(text: string, tally: ExportTally): string {
  if (text.length * MAX_BYTES_OF_A_UNIT <= MAX_TERM_BYTES || encoder.encode(text).length <= MAX_TERM_BYTES) return text;
  tally.cutTexts++;
  const { read } = encoder.encodeInto(text, new Uint8Array(MAX_TERM_BYTES - CUT_ROOM));
  return `${text.slice(0, read)} … (${text.length} characters)`;
}
