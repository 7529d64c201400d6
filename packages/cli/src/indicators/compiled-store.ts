import { createHash } from "node:crypto";
import { readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { deserialize, serialize } from "node:v8";
import { fromTransfer, type IndexTransfer, type Knowledge, knowledgeOf, TOOL_VERSION, toJson, toTransfer } from "@bridle/core";
import { listAdded } from "./added.ts";
import { makePrivateFolder, readIfThere, writePrivateFile } from "./private-files.ts";
import { readUpdated } from "./updated.ts";

/**
 * The index of the packs that come with Bridle and of everything in the user's own store, compiled by the first run that needs it.
 * It lies in the store, beside the sets it was made of, and holds nothing else: a set that is only named by an option is never
 * written anywhere. Its name is a hash of what it was made of and of the program that made it; its bytes begin with their own hash
 * and are read only where that holds.
 */

interface CompiledFile {
  readonly transfer: IndexTransfer;
  readonly report: Omit<Knowledge["indicatorReport"], "loaded">;
}

/** A million indicators take 130 MB. */
const MAX_COMPILED_BYTES = 1024 * 1024 * 1024;
const HASH_BYTES = 32;
const NAME = /^[\da-f]{64}\.bin$/;

const folderOf = (data: string): string => join(data, "indicators", "compiled");

/**
 * The bundle that runs, which is named by all its sources; undefined where they run as they stand and may change from one run to the
 * next.
 */
export function runningBundle(): string | undefined {
  const here = fileURLToPath(import.meta.url);
  return here.endsWith(".mjs") ? `${TOOL_VERSION} ${basename(dirname(here))} ${process.versions.v8}` : undefined;
}

/** What a compiled index of the store goes by; undefined where there is nothing in the store, or something in it is damaged. */
export function compiledName(data: string, withDefaults: boolean, bundle: string | undefined): string | undefined {
  if (bundle === undefined) return undefined;
  try {
    const { sets: added, damaged } = listAdded(data);
    const updated = readUpdated(data);
    if (damaged.length > 0 || added.length + (updated?.version.sets.length ?? 0) === 0) return undefined;
    return createHash("sha256").update(toJson({ bundle, withDefaults, added, updated })).digest("hex");
  } catch {
    return undefined;
  }
}

/** Undefined where there is none, or it is not as it was written. */
export function readCompiled(data: string, name: string): Knowledge | undefined {
  try {
    const bytes = readIfThere(join(folderOf(data), `${name}.bin`), MAX_COMPILED_BYTES);
    if (bytes === undefined || !isWhole(bytes)) return undefined;
    const { transfer, report } = deserialize(bytes.subarray(HASH_BYTES)) as CompiledFile;
    return knowledgeOf(fromTransfer(transfer), report);
  } catch {
    return undefined;
  }
}

const hashOf = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();
const isWhole = (bytes: Uint8Array): boolean => hashOf(bytes.subarray(HASH_BYTES)).equals(bytes.subarray(0, HASH_BYTES));

/** Replaces what was compiled before. Where it cannot be written the next run compiles again, and nothing is lost. */
export function writeCompiled(data: string, name: string, { index, indicatorReport: { loaded: _, ...report } }: Knowledge): void {
  const content = serialize({ transfer: toTransfer(index), report } satisfies CompiledFile);
  if (content.length + HASH_BYTES > MAX_COMPILED_BYTES) return;
  const folder = folderOf(data);
  try {
    makePrivateFolder(folder);
    for (const other of readdirSync(folder).filter((file) => NAME.test(file))) rmSync(join(folder, other), { force: true });
    writePrivateFile(join(folder, `${name}.bin`), Buffer.concat([hashOf(content), content]));
  } catch {
    // A read-only or full disk: see above.
  }
}
