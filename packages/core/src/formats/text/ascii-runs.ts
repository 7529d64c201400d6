import { type ByteSource, chunksOf } from "../../bytes/byte-source.ts";
import { createAsciiDecoder } from "./ascii.ts";

/** Printable ASCII between bytes that are none. */
export interface AsciiRun {
  readonly text: string;
  readonly offset: number;
}

/** Runs of printable ASCII of `min` to `max` letters; longer ones are passed over whole, for their cut would be a name that is not there. */
export function* asciiRuns(source: ByteSource, min: number, max: number): Generator<readonly AsciiRun[]> {
  const decode = createAsciiDecoder();
  // Shorter runs count at the end of a piece alone, where they may go on.
  const printable = new RegExp(`[\\x20-\\x7e]{${min},}|[\\x20-\\x7e]+$`, "g");
  let open = "";
  let start = 0;
  for (const chunk of chunksOf(source)) {
    const text = open + decode(chunk);
    const found = [...text.matchAll(printable)].map(({ 0: run, index }) => ({ text: run, offset: start + index }));
    const last = found.at(-1);
    const isOpen = last !== undefined && last.offset + last.text.length === start + text.length;
    // One letter more than allowed keeps a run too long, whatever follows.
    open = isOpen ? last.text.slice(-(max + 1)) : "";
    start += text.length - open.length;
    yield (isOpen ? found.slice(0, -1) : found).filter((run) => run.text.length >= min && run.text.length <= max);
  }
  if (open.length >= min && open.length <= max) yield [{ text: open, offset: start }];
}
