import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { deserialize, serialize } from "node:v8";
import { fromTransfer, type IndexTransfer, type IndicatorIndex, toTransfer } from "@bridle/core";

/** Where a bundle holds the compiled index of the packs that come with Bridle. */
const FILE = "default-index.bin";

/**
 * The index of the packs that come with Bridle and nothing else, compiled when the bundle was made; undefined where there is none
 * and it has to be built. The bundle's folder is named by all sources and the version of Node, so it can neither be old nor of
 * another form.
 */
export function compiledDefaultIndex(): IndicatorIndex | undefined {
  const here = fileURLToPath(import.meta.url);
  const file = join(dirname(here), FILE);
  return here.endsWith(".mjs") && existsSync(file) ? fromTransfer(deserialize(readFileSync(file)) as IndexTransfer) : undefined;
}

/** What the bundler writes beside the bundle. */
export const compileDefaultIndex = (index: IndicatorIndex): { name: string; bytes: Uint8Array } => ({
  name: FILE,
  bytes: serialize(toTransfer(index)),
});
