import { createHash } from "node:crypto";
import { readdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { compareText } from "@bridle/core";
import { makePrivateFolder, readIfThere, writePrivateFile } from "./private-files.ts";

/** A set that was put into the user's own store: a copy named by its hash, and beside it where it is from. */
export interface AddedSet {
  readonly sha256: string;
  /** The file's name when it was added. */
  readonly name: string;
  /** The path as it was given. */
  readonly from: string;
  /** ISO 8601 UTC. */
  readonly added: string;
  readonly bytes: number;
}

/** Longest set that is kept: a copy is read as a whole to check its hash. Longer ones are named with `-i`, which reads them piece by piece. */
export const MAX_SET_BYTES = 400 * 1024 * 1024;
/** A record is a few hundred bytes; what is larger is none of ours. */
const MAX_RECORD_BYTES = 65_536;
const RECORD = /^([\da-f]{64})\.json$/;

const folderOf = (data: string): string => join(data, "indicators", "added");
const contentOf = (data: string, sha256: string): string => join(folderOf(data), `${sha256}.set`);

/** Keeps a copy. True where the store did not hold it yet. */
export function addSet(data: string, from: string, bytes: Uint8Array, now: string): { readonly set: AddedSet; readonly isNew: boolean } {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const known = listAdded(data).sets.find((set) => set.sha256 === sha256);
  if (known) return { set: known, isNew: false };
  const set: AddedSet = { sha256, name: basename(from), from, added: now, bytes: bytes.length };
  makePrivateFolder(folderOf(data));
  // The record last: a copy without one is not there.
  writePrivateFile(contentOf(data, sha256), bytes);
  writePrivateFile(join(folderOf(data), `${sha256}.json`), `${JSON.stringify(set, undefined, 1)}\n`);
  return { set, isNew: true };
}

/** Takes a set out again, by the beginning of its hash or by its name; gives those that the text means, and removes one alone. */
export function removeSet(data: string, text: string): readonly AddedSet[] {
  const meant = listAdded(data).sets.filter(({ sha256, name }) => name === text || (text.length >= MIN_PREFIX && sha256.startsWith(text)));
  const [set] = meant;
  if (meant.length !== 1 || !set) return meant;
  rmSync(join(folderOf(data), `${set.sha256}.json`), { force: true });
  rmSync(contentOf(data, set.sha256), { force: true });
  return meant;
}

const MIN_PREFIX = 4;

export interface AddedList {
  readonly sets: readonly AddedSet[];
  /** Records that are not as we write them. */
  readonly damaged: readonly string[];
}

export function listAdded(data: string): AddedList {
  const sets: AddedSet[] = [];
  const damaged: string[] = [];
  for (const name of namesIn(folderOf(data)).sort(compareText)) {
    const hash = RECORD.exec(name)?.[1];
    if (hash === undefined) continue;
    const set = recordIn(join(folderOf(data), name), hash);
    if (set === undefined) damaged.push(name);
    else sets.push(set);
  }
  return { sets, damaged };
}

/** The copy's bytes; undefined where it is gone or is not what was added. */
export function contentOfAdded(data: string, { sha256 }: AddedSet): Uint8Array | undefined {
  const bytes = readIfThere(contentOf(data, sha256), MAX_SET_BYTES);
  return bytes && createHash("sha256").update(bytes).digest("hex") === sha256 ? bytes : undefined;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

function recordIn(file: string, sha256: string): AddedSet | undefined {
  try {
    const record = JSON.parse(Buffer.from(readIfThere(file, MAX_RECORD_BYTES) ?? []).toString("utf8")) as Partial<AddedSet>;
    const isWhole =
      record.sha256 === sha256 &&
      [record.name, record.from, record.added].every((text) => typeof text === "string") &&
      typeof record.bytes === "number";
    return isWhole ? (record as AddedSet) : undefined;
  } catch {
    return undefined;
  }
}
