import type { TextLine } from "../formats/text/read-lines.ts";
import { atLine } from "../model/locator.ts";
import { message } from "../model/message.ts";
import type { Located } from "../model/record.ts";
import type { ParseContext } from "./artifact.ts";

/** Puts a record where the reader gathers them, at the place of one line. */
export type Found<T> = (line: TextLine, data: T) => void;

/** A reader that goes through a text line by line and knows, at its end, what is still open. */
export interface LineReader {
  see(line: TextLine): void;
  end?(): void;
}

/** Runs a reader over the lines of a text; records leave in the batches in which lines came. */
export function* linewise<T>(lines: Iterable<readonly TextLine[]>, start: (found: Found<T>) => LineReader): Generator<Located<T>[]> {
  let batch: Located<T>[] = [];
  const reader = start((line, data) => void batch.push({ at: [atLine(line.line)], data }));
  for (const piece of lines) {
    // A step of an iterator for each of a million lines is an object for each.
    for (let at = 0; at < piece.length; at++) reader.see(piece[at]!);
    if (batch.length === 0) continue;
    yield batch;
    batch = [];
  }
  reader.end?.();
  if (batch.length > 0) yield batch;
}

/** A line that the grammar does not know costs itself, and is counted at the first of its kind. */
export const skipLine = (context: ParseContext, { line }: TextLine): void =>
  context.skip(message("artifacts/shared/line-unreadable"), [atLine(line)]);
