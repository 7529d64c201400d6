import { createHash } from "node:crypto";
import { closeSync, openSync, readSync, statSync } from "node:fs";
import type { IndicatorSource } from "@bridle/core";

const CHUNK_BYTES = 1 << 20;

/** A file as the loaders of indicators read it: piece by piece, for no file is too long for that. */
export function fileSource(path: string): IndicatorSource {
  return { byteLength: statSync(path).size, chunks: () => chunksOf(path) };
}

export function sha256OfFile(source: IndicatorSource): string {
  const hash = createHash("sha256");
  for (const chunk of source.chunks()) hash.update(chunk);
  return hash.digest("hex");
}

function* chunksOf(path: string): Generator<Uint8Array> {
  const file = openSync(path, "r");
  const buffer = new Uint8Array(CHUNK_BYTES);
  try {
    for (let got = readSync(file, buffer); got > 0; got = readSync(file, buffer)) yield buffer.subarray(0, got);
  } finally {
    closeSync(file);
  }
}
