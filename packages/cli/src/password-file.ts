import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { UsageError, usage } from "./usage-error.ts";

/** A file that holds a password and perhaps a note below it. */
const MAX_FILE_BYTES = 65_536;
/** Read leave of the group and of everybody. */
const OTHERS_MAY_READ = 0o044;

export interface PasswordFile {
  readonly password: string;
  /** Known on systems that keep such leave in the file's mode. */
  readonly mayOthersRead: boolean;
}

/** The first line of a file, or of what a pipe gives. Throws UsageError where there is none. */
export function readPasswordFile(file: string): PasswordFile {
  try {
    const descriptor = openSync(file, "r");
    try {
      return readFrom(descriptor, file);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw usage("password-file-unreadable", {
      file,
      detail: error instanceof Error && "code" in error ? String(error.code) : String(error),
    });
  }
}

function readFrom(descriptor: number, file: string): PasswordFile {
  const stats = fstatSync(descriptor);
  if (stats.isDirectory()) throw usage("password-file-is-a-folder", { file });
  const password = firstLine(readAll(descriptor, file), file);
  if (password === "") throw usage("password-file-empty", { file });
  return { password, mayOthersRead: stats.isFile() && process.platform !== "win32" && (stats.mode & OTHERS_MAY_READ) !== 0 };
}

function readAll(descriptor: number, file: string): Uint8Array {
  const bytes = new Uint8Array(MAX_FILE_BYTES + 1);
  let length = 0;
  while (length < bytes.length) {
    const got = readSync(descriptor, bytes, length, bytes.length - length, null);
    if (got === 0) return bytes.subarray(0, length);
    length += got;
  }
  throw usage("password-file-too-long", { file, most: MAX_FILE_BYTES });
}

/** Without its line break, and without the mark that some editors put before a text. */
function firstLine(bytes: Uint8Array, file: string): string {
  const end = bytes.indexOf(0x0a);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(end < 0 ? bytes : bytes.subarray(0, end)).replace(/\r$/, "");
  } catch {
    throw usage("password-file-not-text", { file });
  }
}
