import { readFileSync, statSync } from "node:fs";
import { FormatError, parseIdentities } from "@bridle/core";
import { usage } from "./usage-error.ts";

/** A file of some keys with their notes. */
const MAX_FILE_BYTES = 65_536;

/** The text of an age identity file, once it is known to hold a key. Throws UsageError where it holds none; what it holds is never repeated. */
export function readIdentityFile(file: string): string {
  const text = readText(file);
  try {
    parseIdentities(text);
    return text;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw usage("identity-file-unusable", { file, detail: error.message });
  }
}

function readText(file: string): string {
  try {
    const size = statSync(file).size;
    if (size > MAX_FILE_BYTES) throw usage("identity-file-unusable", { file, detail: `${size} bytes` });
    return readFileSync(file, "utf8");
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw usage("identity-file-unusable", { file, detail: String(error.code) });
  }
}
