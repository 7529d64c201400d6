import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readStoredCase, type StoredCase } from "@bridle/core";
import { usage } from "./usage-error.ts";

/** Reads the documents of a case; a folder whose run is not complete is no case. */
export function readCase(folder: string): StoredCase {
  const stored = readStoredCase((path) => readJson(join(folder, path)));
  if (!stored) throw usage("not-a-case", { folder });
  return stored;
}

/** Undefined where there is none. */
function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
