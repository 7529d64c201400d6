import { type ByteSource, chunksOf } from "../../bytes/byte-source.ts";

/** A line of a text file that anybody may have written to. */
export interface TextLine {
  /** Without its end; bytes that are no UTF-8 stand as U+FFFD. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** Of its first byte. */
  readonly offset: number;
  /** Set where the line is longer than MAX_LINE_BYTES and only its beginning is here. */
  readonly isCut?: true;
}

/** Where the text begins within the file that it is a part of. */
export interface TextStart {
  /** Bytes before it. */
  readonly offset: number;
  /** Lines before it. */
  readonly line: number;
}

/** Dumps hold lines of several hundred kilobytes (command lines of processes, base64 of keys); what is longer says nothing more. */
export const MAX_LINE_BYTES = 1 << 20;
/** Lines handed on at once, and a few more. */
export const BATCH = 512;
/** Whole lines that are decoded together. A line that somebody keeps holds them all in memory, so they are few. */
const GROUP_BYTES = 2_048;
export const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const NOTHING = new Uint8Array(0);
const AT_START: TextStart = { offset: 0, line: 0 };

/**
 * The lines of a text, in batches. They end at line feeds and at nothing else: form feeds, NEL and U+2028 within a line are what an app
 * wrote, and must not be able to forge one. A carriage return before the line feed belongs to the line's end.
 */
export function* readLines(source: ByteSource, start?: TextStart): Generator<readonly TextLine[]> {
  const taker = createLineTaker(start);
  let batch: TextLine[] = [];
  for (const chunk of chunksOf(source)) {
    let from = 0;
    /** Where the group ends that had to be taken line by line. */
    let singlyUntil = 0;
    while (from < chunk.length) {
      const mayGroup = !taker.isOpen() && from >= singlyUntil;
      const group = mayGroup ? chunk.lastIndexOf(LINE_FEED, Math.min(from + GROUP_BYTES, chunk.length) - 1) : -1;
      if (group >= from && taker.takeGroup(chunk.subarray(from, group + 1), batch)) from = group + 1;
      else {
        singlyUntil = Math.max(singlyUntil, group + 1);
        const end = chunk.indexOf(LINE_FEED, from);
        if (end < 0) break;
        batch.push(taker.take(chunk.subarray(from, end)));
        from = end + 1;
      }
      if (batch.length >= BATCH) {
        yield batch;
        batch = [];
      }
    }
    taker.keep(chunk.subarray(from));
  }
  if (taker.isOpen()) batch.push(taker.take(NOTHING));
  if (batch.length > 0) yield batch;
}

/** Makes lines of bytes that come in order, and knows where it stands in the file. */
export interface LineTaker {
  /** Whether the beginning of a line was kept whose end is still to come. */
  isOpen(): boolean;
  /** Keeps what stands behind the last line feed of a chunk. */
  keep(rest: Uint8Array): void;
  /** The next line, of which these bytes are what was not kept. */
  take(piece: Uint8Array): TextLine;
  /** Whole lines at once: to decode each costs more than to part them. False where a byte is not a letter, and places must be counted. */
  takeGroup(bytes: Uint8Array, into: TextLine[]): boolean;
  /** Goes past so many bytes of whole lines. */
  pass(bytes: number, lines: number): void;
}

export function createLineTaker(start: TextStart = AT_START): LineTaker {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let { line, offset } = start;
  let kept: Uint8Array = NOTHING;
  /** Bytes of the line that were passed over beyond the longest. */
  let passed = 0;
  return {
    isOpen: () => kept.length > 0,
    keep(piece) {
      const rest = joined(kept, piece);
      passed += Math.max(0, rest.length - MAX_LINE_BYTES);
      kept = rest.length > MAX_LINE_BYTES ? rest.subarray(0, MAX_LINE_BYTES) : rest;
    },
    take(piece) {
      const bytes = kept.length === 0 ? piece : joined(kept, piece);
      const isCut = passed > 0 || bytes.length > MAX_LINE_BYTES;
      const end = !isCut && bytes.at(-1) === CARRIAGE_RETURN ? bytes.length - 1 : Math.min(bytes.length, MAX_LINE_BYTES);
      const text = decoder.decode(bytes.subarray(0, end));
      const taken: TextLine = isCut ? { text, line: ++line, offset, isCut } : { text, line: ++line, offset };
      offset += bytes.length + passed + 1;
      passed = 0;
      kept = NOTHING;
      return taken;
    },
    takeGroup(bytes, into) {
      const text = decoder.decode(bytes);
      if (text.length !== bytes.length) return false;
      for (let from = 0; from < text.length; ) {
        const end = text.indexOf("\n", from);
        const last = text.charCodeAt(end - 1) === CARRIAGE_RETURN && end > from ? end - 1 : end;
        into.push({ text: text.slice(from, last), line: ++line, offset: offset + from });
        from = end + 1;
      }
      offset += bytes.length;
      return true;
    },
    pass(bytes, lines) {
      offset += bytes;
      line += lines;
    },
  };
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}
