import { closeSync, openSync, readSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";

const CHUNK_BYTES = 1 << 18;

/** Lines of a text file one by one, without their ends; none where the file is not there. A longer line than `maxCharacters` is an error. */
export function* readLines(file: string, maxCharacters: number): Generator<string> {
  const descriptor = openOrUndefined(file);
  if (descriptor === undefined) return;
  try {
    const decoder = new StringDecoder("utf8");
    const chunk = new Uint8Array(CHUNK_BYTES);
    let rest = "";
    for (let got = readSync(descriptor, chunk); got > 0; got = readSync(descriptor, chunk)) {
      const lines = (rest + decoder.write(chunk.subarray(0, got))).split("\n");
      rest = lines.pop()!;
      if (rest.length > maxCharacters) throw new RangeError(file);
      yield* lines;
    }
    rest += decoder.end();
    if (rest !== "") yield rest;
  } finally {
    closeSync(descriptor);
  }
}

function openOrUndefined(file: string): number | undefined {
  try {
    return openSync(file, "r");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
