import { createHash } from "node:crypto";
import { closeSync, mkdirSync, openSync, readdirSync, readSync, renameSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { type CaseStore, compareText } from "@bridle/core";
import { createFolderSpool } from "./sealed-spool.ts";
import { type WriteSome, writeFully } from "./write-fully.ts";

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
/** End of the name of a file that is being written as a whole. */
export const UNFINISHED = ".new";
/** Text gathered before it is written. */
const BUFFER_CHARACTERS = 1 << 18;
/** UTF-8 of one code unit of a text. */
const MAX_UTF8_BYTES = 3;
const ENCODED_BYTES = 2 * MAX_UTF8_BYTES * BUFFER_CHARACTERS;

interface OpenFile {
  readonly descriptor: number;
  parts: string[];
  length: number;
}

/** What a timeline's sort may lay aside: as much as the disk has, which its rows will fill once more when they are written. */
const TIMELINE_SPOOL_BYTES = Number.MAX_SAFE_INTEGER;

/** A case in a folder: readable by its owner alone. `write` is the system's but for tests. */
export function createFileStore(folder: string, write?: WriteSome): CaseStore {
  const open = new Map<string, OpenFile>();
  const create = (path: string): OpenFile => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true, mode: FOLDER_MODE });
    return { descriptor: openSync(file, "w", FILE_MODE), parts: [], length: 0 };
  };
  /** What is written is encoded here, again and again: new memory for each piece has to be cleared by the system first. */
  const encoded = Buffer.allocUnsafeSlow(ENCODED_BYTES);
  const encode = (parts: readonly string[], length: number): Uint8Array => {
    // Each for itself: one letter of another script makes all that is joined with it twice as large.
    if (length * MAX_UTF8_BYTES > ENCODED_BYTES || parts.some(endsWithinPair)) return Buffer.from(parts.join(""));
    let used = 0;
    for (const part of parts) used += encoded.write(part, used);
    return encoded.subarray(0, used);
  };
  const drain = (file: OpenFile): void => {
    const { parts, length } = file;
    file.parts = [];
    file.length = 0;
    writeFully(file.descriptor, encode(parts, length), undefined, write);
  };
  const close = (path: string): void => {
    const file = open.get(path);
    if (!file) return;
    drain(file);
    closeSync(file.descriptor);
    open.delete(path);
  };
  const append = (path: string, text: string): void => {
    let file = open.get(path);
    if (!file) {
      file = create(path);
      open.set(path, file);
    }
    file.parts.push(text);
    file.length += text.length;
    if (file.length >= BUFFER_CHARACTERS) drain(file);
  };
  const flush = (): void => {
    for (const file of open.values()) drain(file);
  };
  return {
    // Under another name until it is whole: a run that is killed leaves the file as it was, or none, and never half of one.
    write(path, text) {
      close(path);
      const file = create(path + UNFINISHED);
      open.set(path, file);
      file.parts.push(text);
      file.length = text.length;
      drain(file);
      renameSync(join(folder, path + UNFINISHED), join(folder, path));
    },
    append,
    flush,
    hashes(prefix) {
      flush();
      return new Map(pathsBelow(folder, prefix).map((path) => [path, hashOf(join(folder, path))]));
    },
    spool: () => createFolderSpool(folder, TIMELINE_SPOOL_BYTES),
  };
}

/** Half of a character may end one text whose other half begins the next. */
const endsWithinPair = (text: string): boolean => (text.charCodeAt(text.length - 1) & 0xfc00) === 0xd800;

function pathsBelow(folder: string, prefix: string): string[] {
  return readdirSync(join(folder, prefix), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll(sep, "/"),
    )
    .sort(compareText);
}

function hashOf(file: string): string {
  const hash = createHash("sha256");
  const descriptor = openSync(file, "r");
  const buffer = new Uint8Array(1 << 18);
  for (let got = readSync(descriptor, buffer); got > 0; got = readSync(descriptor, buffer)) hash.update(buffer.subarray(0, got));
  closeSync(descriptor);
  return hash.digest("hex");
}
