import { cbc } from "@noble/ciphers/aes.js";
import { sha1 } from "@noble/hashes/legacy.js";
import { pbkdf2 } from "@noble/hashes/pbkdf2.js";
import { adler32 } from "../formats/zlib/adler32.ts";
import { compressed, concatenated } from "./archives.ts";

/** Backups as AOSP writes them (FullBackupEngine, BackupPasswordManager, PasswordUtils), with keys and salts that never change. */

export interface BackupInput {
  readonly tar: Uint8Array;
  readonly version?: number;
  readonly isCompressed?: boolean;
  readonly password?: string;
  readonly rounds?: number;
  /** Bytes that Java took for letters: how AOSP made the checksum before version 2. */
  readonly isEightBit?: boolean;
}

const filled = (length: number, value: number): Uint8Array => new Uint8Array(length).fill(value);
const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join("");
/** Bytes below and from 0x80 on. */
const MASTER_KEY = Uint8Array.from({ length: 32 }, (_, index) => index * 8 + 3);
const [USER_SALT, CHECKSUM_SALT, USER_IV, MASTER_IV] = [filled(64, 0x11), filled(64, 0x22), filled(16, 0x33), filled(16, 0x44)];

export async function zlib(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const trailer = new Uint8Array(4);
  new DataView(trailer.buffer).setUint32(0, adler32(bytes, 1));
  return concatenated([Uint8Array.of(0x78, 0x9c), await compressed(bytes, "deflate-raw"), trailer]);
}

export async function backupFile(input: BackupInput): Promise<Uint8Array<ArrayBuffer>> {
  const { tar, version = 5, isCompressed = false, password } = input;
  const payload = isCompressed ? await zlib(tar) : tar;
  const head = `ANDROID BACKUP\n${version}\n${isCompressed ? 1 : 0}\n`;
  if (password === undefined) return concatenated([head, "none\n", payload]);
  return concatenated([head, encryptionLines(input, password), cbc(MASTER_KEY, MASTER_IV).encrypt(payload)]);
}

function encryptionLines({ rounds = 20, isEightBit = false }: BackupInput, password: string): string {
  const derive = (bytes: Uint8Array, salt: Uint8Array): Uint8Array => pbkdf2(sha1, bytes, salt, { c: rounds, dkLen: 32 });
  const letters = [...MASTER_KEY].map((byte) => String.fromCharCode(byte < 0x80 ? byte : byte + 0xff00)).join("");
  const checksum = derive(isEightBit ? MASTER_KEY : new TextEncoder().encode(letters), CHECKSUM_SALT);
  const passwordBytes = isEightBit
    ? Uint8Array.from([...password].map((letter) => letter.charCodeAt(0)))
    : new TextEncoder().encode(password);
  const blob = concatenated([Uint8Array.of(16), MASTER_IV, Uint8Array.of(32), MASTER_KEY, Uint8Array.of(32), checksum]);
  const sealed = cbc(derive(passwordBytes, USER_SALT), USER_IV).encrypt(blob);
  return `AES-256\n${hex(USER_SALT)}\n${hex(CHECKSUM_SALT)}\n${rounds}\n${hex(USER_IV)}\n${hex(sealed)}\n`;
}
