import { randomBytes } from "node:crypto";
import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** A folder for its owner alone, and all that is missing above it. */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: FOLDER_MODE });
  if (process.platform !== "win32") chmodSync(folder, FOLDER_MODE);
}

/** Whole or not at all: written beside its place, pushed to the disk, then named. */
export function writePrivateFile(file: string, bytes: Uint8Array | string): void {
  const temporary = join(dirname(file), `.writing-${randomBytes(8).toString("hex")}`);
  const descriptor = openSync(temporary, "wx", FILE_MODE);
  try {
    const whole = typeof bytes === "string" ? Buffer.from(bytes) : bytes;
    for (let at = 0; at < whole.length; ) at += writeSync(descriptor, whole, at, whole.length - at);
    fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** The file's bytes; undefined where there is none. Throws when it is larger than `most`. */
export function readIfThere(file: string, most: number): Uint8Array | undefined {
  try {
    const { size } = statSync(file);
    if (size > most) throw new RangeError(`${size} bytes are more than ${most}`);
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) return undefined;
    throw error;
  }
}
