import { type ByteSource, chunksOf } from "../../bytes/byte-source.ts";
import { createAsciiDecoder } from "./ascii.ts";
import { BATCH, createLineTaker, LINE_FEED, type TextLine, type TextStart } from "./read-lines.ts";

const SPECIAL = /[\\^$.*+?()[\]{}|/-]/g;

/** Which lines a reader wants. */
export interface WantedLines {
  /** ASCII, without line feeds: lines that hold one of these are handed on. */
  readonly texts: readonly string[];
  /** Asked of each such line: whether those that follow are wanted, too, up to the next. `were`: whether those before it were. */
  readonly andAfter?: (line: string, were: boolean) => boolean;
}

/**
 * The wanted lines of a text, as `readLines` gives them; and the ones that are cut, which the reader must be told of. Dumps have
 * millions of lines of which a reader wants thousands: every byte is looked at, and only what is handed on is made.
 */
export function* findLines(source: ByteSource, { texts, andAfter }: WantedLines, start?: TextStart): Generator<readonly TextLine[]> {
  const ascii = createAsciiDecoder();
  const wanted = new RegExp(texts.map((text) => text.replace(SPECIAL, "\\$&")).join("|"), "g");
  const taker = createLineTaker(start);
  let batch: TextLine[] = [];
  let isBetween = false;
  const see = (line: TextLine): void => {
    const isHeld = texts.some((text) => line.text.includes(text));
    if (isHeld || isBetween || line.isCut) batch.push(line);
    if (isHeld && andAfter) isBetween = andAfter(line.text, isBetween);
  };
  /** Lines from one place to another, none of which holds a text. */
  const between = (bytes: Uint8Array, text: string, from: number, to: number): void => {
    if (!isBetween) taker.pass(to - from, newlinesIn(text, from, to));
    else
      for (let end = text.indexOf("\n", from); end >= 0 && end < to; from = end + 1, end = text.indexOf("\n", from))
        batch.push(taker.take(bytes.subarray(from, end)));
  };
  /** Whole lines. */
  const search = (bytes: Uint8Array): void => {
    const text = ascii(bytes);
    let from = 0;
    wanted.lastIndex = 0;
    for (let match = wanted.exec(text); match; match = wanted.exec(text)) {
      const begin = text.lastIndexOf("\n", match.index) + 1;
      const end = text.indexOf("\n", match.index);
      between(bytes, text, from, begin);
      see(taker.take(bytes.subarray(begin, end)));
      from = end + 1;
      wanted.lastIndex = from;
    }
    between(bytes, text, from, text.length);
  };
  for (const chunk of chunksOf(source)) {
    const last = chunk.lastIndexOf(LINE_FEED);
    if (last >= 0) {
      const first = taker.isOpen() ? chunk.indexOf(LINE_FEED) : -1;
      if (first >= 0) see(taker.take(chunk.subarray(0, first)));
      search(chunk.subarray(first + 1, last + 1));
    }
    taker.keep(chunk.subarray(last + 1));
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (taker.isOpen()) see(taker.take(new Uint8Array(0)));
  if (batch.length > 0) yield batch;
}

function newlinesIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
