import { type ByteSource, chunksOf } from "../../bytes/byte-source.ts";
import { createAsciiDecoder } from "../text/ascii.ts";

/** A line that may be one of dumpstate's own. */
export interface CandidateLine {
  readonly text: string;
  /** Lines before it. */
  readonly before: number;
  readonly offset: number;
  /** Where the next line begins. */
  readonly next: number;
}

/** Longest line that can be a header or footer: titles and commands of a few hundred letters. */
export const MAX_MARK_BYTES = 4_096;

const [CARRIAGE_RETURN, DASH, STAR] = [13, 45, 42];

/** How far the text goes. */
export interface TextEnd {
  readonly lines: number;
  readonly bytes: number;
}

/**
 * Looks at the lines that begin as dumpstate's own do, with a dash or a star, and at those that follow one for which `take` answers
 * that it wants the next as well. All others are passed over without being decoded: a dump has millions.
 */
export function scanCandidates(source: ByteSource, take: (line: CandidateLine) => boolean): TextEnd {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const ascii = createAsciiDecoder();
  let base = 0;
  let before = 0;
  let offset = 0;
  let isWanted = true; // the first line is looked at, whatever it is
  /** The beginning of a line that goes on in the next chunk; `passed` where it is one to pass over. */
  let kept: Uint8Array | undefined;
  let isPassed = false;
  const finish = (bytes: Uint8Array, next: number): void => {
    const end = bytes.at(-1) === CARRIAGE_RETURN ? bytes.length - 1 : bytes.length;
    isWanted = bytes.length <= MAX_MARK_BYTES && take({ text: decoder.decode(bytes.subarray(0, end)), before, offset, next });
  };
  for (const chunk of chunksOf(source)) {
    const letters = ascii(chunk);
    for (let from = 0; from < chunk.length; ) {
      const end = letters.indexOf("\n", from);
      const first = letters.charCodeAt(from);
      const isCandidate: boolean = kept !== undefined || (!isPassed && (isWanted || first === DASH || first === STAR));
      if (end < 0) {
        const piece: Uint8Array = chunk.subarray(from, from + MAX_MARK_BYTES + 1);
        kept = isCandidate ? joined(kept, piece) : undefined;
        isPassed = !isCandidate;
        break;
      }
      if (isCandidate) finish(joined(kept, chunk.subarray(from, Math.min(end, from + MAX_MARK_BYTES + 1))), base + end + 1);
      else isWanted = false;
      kept = undefined;
      isPassed = false;
      before++;
      offset = base + end + 1;
      from = end + 1;
    }
    base += chunk.length;
  }
  if (kept !== undefined && kept.length > 0) finish(kept, base);
  return { lines: before + (offset < base ? 1 : 0), bytes: base };
}

function joined(kept: Uint8Array | undefined, piece: Uint8Array): Uint8Array {
  if (kept === undefined) return piece.slice(0, MAX_MARK_BYTES + 1);
  const bytes = new Uint8Array(Math.min(MAX_MARK_BYTES + 1, kept.length + piece.length));
  bytes.set(kept.subarray(0, bytes.length));
  bytes.set(piece.subarray(0, bytes.length - Math.min(kept.length, bytes.length)), Math.min(kept.length, bytes.length));
  return bytes;
}
