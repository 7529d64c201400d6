import { type ByteSource, chunksOf } from "../../bytes/byte-source.ts";
import { createAsciiDecoder } from "./ascii.ts";
import { BATCH, createLineTaker, LINE_FEED, type TextLine, type TextStart } from "./read-lines.ts";

const SPECIAL = /[\\^$.*+?()[\]{}|/-]/g;

/**
 * The lines of a text that hold one of these texts (ASCII, without line feeds), as `readLines` gives them; and the ones that are cut,
 * which the reader must be told of. Logs have millions of lines of which a reader wants thousands: every byte is looked at, and only
 * what is handed on is made.
 */
export function* findLines(source: ByteSource, texts: readonly string[], start?: TextStart): Generator<readonly TextLine[]> {
  const ascii = createAsciiDecoder();
  const wanted = new RegExp(texts.map((text) => text.replace(SPECIAL, "\\$&")).join("|"), "g");
  const isWanted = ({ text, isCut }: TextLine): boolean => isCut === true || texts.some((one) => text.includes(one));
  const taker = createLineTaker(start);
  let batch: TextLine[] = [];
  const see = (line: TextLine): void => void (isWanted(line) && batch.push(line));
  /** Whole lines. */
  const search = (bytes: Uint8Array): void => {
    const text = ascii(bytes);
    let from = 0;
    wanted.lastIndex = 0;
    for (let match = wanted.exec(text); match; match = wanted.exec(text)) {
      const begin = text.lastIndexOf("\n", match.index) + 1;
      const end = text.indexOf("\n", match.index);
      taker.pass(begin - from, newlinesIn(text, from, begin));
      see(taker.take(bytes.subarray(begin, end)));
      from = end + 1;
      wanted.lastIndex = from;
    }
    taker.pass(text.length - from, newlinesIn(text, from, text.length));
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
