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
const BATCH = 512;
/** Whole lines that are decoded together. A line that somebody keeps holds them all in memory, so they are few. */
const GROUP_BYTES = 2_048;
const [LINE_FEED, CARRIAGE_RETURN] = [10, 13];
const AT_START: TextStart = { offset: 0, line: 0 };

/**
 * The lines of a text, in batches. They end at line feeds and at nothing else: form feeds, NEL and U+2028 within a line are what an app
 * wrote, and must not be able to forge one. A carriage return before the line feed belongs to the line's end.
 */
export function* readLines(source: ByteSource, start: TextStart = AT_START): Generator<readonly TextLine[]> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let { line, offset } = start;
  let batch: TextLine[] = [];
  /** The beginning of a line whose end lies in a later chunk. */
  let kept: Uint8Array = new Uint8Array(0);
  /** Bytes of the line that were passed over beyond the longest. */
  let passed = 0;
  const take = (bytes: Uint8Array): void => {
    const isCut = passed > 0 || bytes.length > MAX_LINE_BYTES;
    const end = !isCut && bytes.at(-1) === CARRIAGE_RETURN ? bytes.length - 1 : Math.min(bytes.length, MAX_LINE_BYTES);
    const text = decoder.decode(bytes.subarray(0, end));
    batch.push(isCut ? { text, line: ++line, offset, isCut } : { text, line: ++line, offset });
    offset += bytes.length + passed + 1;
    passed = 0;
  };
  /** Whole lines at once: to decode each costs more than to part them. False where a byte is not a letter, and places must be counted. */
  const takeGroup = (bytes: Uint8Array): boolean => {
    const text = decoder.decode(bytes);
    if (text.length !== bytes.length) return false;
    for (let from = 0; from < text.length; ) {
      const end = text.indexOf("\n", from);
      const last = text.charCodeAt(end - 1) === CARRIAGE_RETURN && end > from ? end - 1 : end;
      batch.push({ text: text.slice(from, last), line: ++line, offset: offset + from });
      from = end + 1;
    }
    offset += bytes.length;
    return true;
  };
  for (const chunk of chunksOf(source)) {
    let from = 0;
    /** Where the group ends that had to be taken line by line. */
    let singlyUntil = 0;
    while (from < chunk.length) {
      const mayGroup = kept.length === 0 && from >= singlyUntil;
      const group = mayGroup ? chunk.lastIndexOf(LINE_FEED, Math.min(from + GROUP_BYTES, chunk.length) - 1) : -1;
      if (group >= from && takeGroup(chunk.subarray(from, group + 1))) from = group + 1;
      else {
        singlyUntil = Math.max(singlyUntil, group + 1);
        const end = chunk.indexOf(LINE_FEED, from);
        if (end < 0) break;
        const piece = chunk.subarray(from, end);
        take(kept.length === 0 ? piece : joined(kept, piece));
        kept = new Uint8Array(0);
        from = end + 1;
      }
      if (batch.length >= BATCH) {
        yield batch;
        batch = [];
      }
    }
    const rest = joined(kept, chunk.subarray(from));
    passed += Math.max(0, rest.length - MAX_LINE_BYTES);
    kept = rest.length > MAX_LINE_BYTES ? rest.subarray(0, MAX_LINE_BYTES) : rest;
  }
  if (kept.length > 0) take(kept);
  if (batch.length > 0) yield batch;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}
