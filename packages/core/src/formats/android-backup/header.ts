import { type ByteSource, readBytes } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";

/** What opens the payload, as the header states it. */
export interface BackupEncryption {
  readonly userSalt: Uint8Array;
  readonly checksumSalt: Uint8Array;
  readonly rounds: number;
  readonly userIv: Uint8Array;
  /** The payload's key, encrypted with one made of the password. */
  readonly masterKey: Uint8Array;
}

/** The clear lines at the beginning of a backup made by `adb backup`. */
export interface BackupHeader {
  readonly version: number;
  readonly isCompressed: boolean;
  readonly encryption?: BackupEncryption;
  readonly payloadOffset: number;
}

const MAGIC = "ANDROID BACKUP";
const FIRST_VERSION = 1;
const LAST_VERSION = 5;
/** Nine short lines; the longest is the key's, of some two hundred letters. */
const MAX_HEADER_BYTES = 4_096;
/** Android writes 10,000. More than this would hold a machine for minutes with one password. */
export const MAX_ROUNDS = 10_000_000;
const MAX_FIELD_BYTES = 512;
const LINE_FEED = 10;

export const isAndroidBackup = (source: ByteSource): boolean => latin1(readBytes(source, 0, MAGIC.length + 1)) === `${MAGIC}\n`;

const latin1 = (bytes: Uint8Array): string => new TextDecoder("latin1").decode(bytes);

/**
 * Lines ended by a line feed: the magic, the version, whether it is compressed, the encryption; for AES-256 salts, rounds, IV and key.
 * AOSP: BackupManagerService's FullBackupEngine writes it, TarBackupReader and PerformAdbRestoreTask read it.
 */
export function readBackupHeader(source: ByteSource): BackupHeader {
  const lines = createLines(readBytes(source, 0, MAX_HEADER_BYTES));
  if (lines.next() !== MAGIC) throw new FormatError("android-backup", "not-this-format", "another first line");
  const version = numberOf(lines.next(), FIRST_VERSION, 99);
  if (version > LAST_VERSION) throw new FormatError("android-backup", "unsupported", `version ${version}`);
  const isCompressed = numberOf(lines.next(), 0, 1) === 1;
  const algorithm = lines.next();
  if (algorithm === "none") return { version, isCompressed, payloadOffset: lines.at() };
  if (algorithm !== "AES-256") throw new FormatError("android-backup", "unsupported", `encryption ${algorithm.slice(0, 20)}`);
  const encryption: BackupEncryption = {
    userSalt: fromHex(lines.next()),
    checksumSalt: fromHex(lines.next()),
    rounds: numberOf(lines.next(), 1, MAX_ROUNDS),
    userIv: fromHex(lines.next()),
    masterKey: fromHex(lines.next()),
  };
  return { version, isCompressed, encryption, payloadOffset: lines.at() };
}

function createLines(bytes: Uint8Array): { next(): string; at(): number } {
  let at = 0;
  return {
    next() {
      const end = bytes.indexOf(LINE_FEED, at);
      if (end < 0) throw new FormatError("android-backup", "truncated", "it ends inside its header", { offset: at });
      const line = latin1(bytes.subarray(at, end));
      at = end + 1;
      return line;
    },
    at: () => at,
  };
}

function numberOf(text: string, least: number, most: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  const code = value > most ? "limit" : "malformed";
  throw new FormatError("android-backup", code, `${text.slice(0, 20)} where a number from ${least} to ${most} should be`);
}

function fromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0 || text.length > MAX_FIELD_BYTES * 2 || !/^[0-9A-Fa-f]+$/.test(text))
    throw new FormatError("android-backup", "malformed", "a line that is not hexadecimal");
  return Uint8Array.from({ length: text.length / 2 }, (_, index) => Number.parseInt(text.slice(index * 2, index * 2 + 2), 16));
}
