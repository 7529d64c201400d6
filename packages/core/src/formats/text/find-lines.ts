import { type ByteSource, chunksOf } from "../../bytes/byte-source.ts";
import { BATCH, createLineTaker, LINE_FEED, type TextLine, type TextStart } from "./read-lines.ts";
import { createTextSearch } from "./text-search.ts";

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
  const search = createTextSearch(texts);
  const taker = createLineTaker(start);
  let batch: TextLine[] = [];
  let isBetween = false;
  const see = (line: TextLine, isHeld = texts.some((text) => line.text.includes(text))): void => {
    if (isHeld || isBetween || line.isCut) batch.push(line);
    if (isHeld && andAfter) isBetween = andAfter(line.text, isBetween);
  };
  /** Lines from one place to another, none of which holds a text. */
  const between = (bytes: Uint8Array, from: number, to: number, lineFeeds: number): void => {
    if (!isBetween) taker.pass(to - from, lineFeeds);
    else
      for (let at = from, end = bytes.indexOf(LINE_FEED, at); at < to; at = end + 1, end = bytes.indexOf(LINE_FEED, at))
        batch.push(taker.take(bytes.subarray(at, end)));
  };
  /** Whole lines. */
  const lookThrough = (bytes: Uint8Array): void => {
    const { places, lineFeeds } = search(bytes);
    let from = 0;
    let passed = 0;
    for (const place of places) {
      if (place.at < from) continue;
      const begin = bytes.lastIndexOf(LINE_FEED, place.at) + 1;
      const end = bytes.indexOf(LINE_FEED, place.at);
      between(bytes, from, begin, place.lineFeeds - passed);
      see(taker.take(bytes.subarray(begin, end)), true);
      from = end + 1;
      passed = place.lineFeeds + 1;
    }
    between(bytes, from, bytes.length, lineFeeds - passed);
  };
  for (const chunk of chunksOf(source)) {
    const last = chunk.lastIndexOf(LINE_FEED);
    if (last >= 0) {
      const first = taker.isOpen() ? chunk.indexOf(LINE_FEED) : -1;
      if (first >= 0) see(taker.take(chunk.subarray(0, first)));
      lookThrough(chunk.subarray(first + 1, last + 1));
    }
    taker.keep(chunk.subarray(last + 1));
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (taker.isOpen()) see(taker.take(new Uint8Array(0)));
  if (batch.length > 0) yield batch;
}
