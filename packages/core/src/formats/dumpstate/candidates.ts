import { type ByteSource, chunksOf } from "../../bytes/byte-source.ts";
import { LINE_FEED } from "../text/read-lines.ts";
import { createTextSearch } from "../text/text-search.ts";

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

/** A candidate whose end is still to come: where it stands, and as much of it as tells whether it is too long. */
interface OpenLine {
  readonly offset: number;
  readonly before: number;
  readonly bytes: Uint8Array;
}

/**
 * Looks at the lines that begin as dumpstate's own do, with a dash or a star, and at those that follow one for which `take` answers
 * that it wants the next as well. All others are passed over without being decoded: a dump has millions.
 */
export function scanCandidates(source: ByteSource, take: (line: CandidateLine) => boolean): TextEnd {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const searchMarks = createTextSearch(["\n-", "\n*"]);
  let base = 0;
  /** Lines that end before the chunk. */
  let lines = 0;
  let endsLine = true;
  let isWanted = true; // the first line is looked at, whatever it is
  let open: OpenLine | undefined;
  const finish = ({ bytes, before, offset }: OpenLine, next: number): void => {
    const end = bytes.at(-1) === CARRIAGE_RETURN ? bytes.length - 1 : bytes.length;
    isWanted = bytes.length <= MAX_MARK_BYTES && take({ text: decoder.decode(bytes.subarray(0, end)), before, offset, next });
  };
  /** Takes the line that begins or goes on at a place of the chunk, and those that are wanted behind it; answers where it has come to. */
  const takeFrom = (chunk: Uint8Array, start: number, before: number): number => {
    let at = start;
    for (let line = before; at < chunk.length && (at === start || isWanted); line++) {
      const end = chunk.indexOf(LINE_FEED, at);
      const bytes = joined(open?.bytes, chunk.subarray(at, end < 0 ? chunk.length : end));
      open = { offset: open?.offset ?? base + at, before: line, bytes };
      if (end < 0) return chunk.length;
      at = end + 1;
      finish(open, base + at);
      open = undefined;
    }
    return at;
  };
  for (const chunk of chunksOf(source)) {
    const { places, lineFeeds } = searchMarks(chunk);
    const isCandidate = open !== undefined || (endsLine && (isWanted || chunk[0] === DASH || chunk[0] === STAR));
    let at = isCandidate ? takeFrom(chunk, 0, lines) : 0;
    for (const place of places) if (place.at >= at - 1) at = takeFrom(chunk, place.at + 1, lines + place.lineFeeds);
    base += chunk.length;
    lines += lineFeeds;
    endsLine = chunk.at(-1) === LINE_FEED;
  }
  if (open) finish(open, base);
  return { lines: endsLine ? lines : lines + 1, bytes: base };
}

function joined(kept: Uint8Array | undefined, piece: Uint8Array): Uint8Array {
  const start = kept?.length ?? 0;
  const bytes = new Uint8Array(Math.min(MAX_MARK_BYTES + 1, start + piece.length));
  if (kept) bytes.set(kept);
  bytes.set(piece.subarray(0, bytes.length - start), start);
  return bytes;
}
