import { createCipheriv, createHash, pbkdf2Sync } from "node:crypto";
import { deflateSync } from "node:zlib";
import { type TarMember, writeTar } from "../../archive/tar.ts";
import { concat, utf8 } from "../../bytes.ts";

/**
 * A writer of `adb backup` files as AOSP has them: FullBackupEngine (header, encryption, compression), PasswordUtils (keys),
 * AppMetadataBackupWriter (manifests). https://cs.android.com/android/platform/superproject/main/+/main:frameworks/base/services/backup/
 */
export interface BackupOptions {
  readonly version?: 1 | 2 | 3 | 4 | 5;
  readonly isCompressed?: boolean;
  readonly password?: string;
  /** As Android writes it unless a test cannot wait. */
  readonly rounds?: number;
  readonly seed: number;
}

const ANDROID_ROUNDS = 10_000;
const KEY_BYTES = 32;

export function androidBackup(members: readonly TarMember[], options: BackupOptions): Uint8Array {
  const { version = 5, isCompressed = false, password } = options;
  const tar = concat(...writeTar(members));
  const payload = isCompressed ? new Uint8Array(deflateSync(tar)) : tar;
  const head = utf8(`ANDROID BACKUP\n${version}\n${isCompressed ? 1 : 0}\n${password === undefined ? "none" : "AES-256"}\n`);
  return password === undefined ? concat(head, payload) : concat(head, ...sealed(payload, password, options));
}

/** Salts and keys that a seed gives: made up, and the same each time. */
const made = (seed: number, purpose: string, length: number): Uint8Array => {
  const bytes = Array.from({ length: Math.ceil(length / 32) }, (_, index) =>
    createHash("sha256").update(`${seed} ${purpose} ${index}`).digest(),
  );
  return new Uint8Array(Buffer.concat(bytes).subarray(0, length));
};
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex").toUpperCase();

function sealed(payload: Uint8Array, password: string, { version = 5, rounds = ANDROID_ROUNDS, seed }: BackupOptions): Uint8Array[] {
  const [userSalt, checksumSalt, userIv] = [made(seed, "user salt", 64), made(seed, "checksum salt", 64), made(seed, "user iv", 16)];
  const [masterIv, masterKey] = [made(seed, "master iv", 16), made(seed, "master key", KEY_BYTES)];
  const derived = (secret: Uint8Array, salt: Uint8Array): Uint8Array => pbkdf2Sync(secret, salt, rounds, KEY_BYTES, "sha1");
  const checksum = derived(version === 1 ? masterKey : asJavaLetters(masterKey), checksumSalt);
  const blob = concat(Uint8Array.of(16), masterIv, Uint8Array.of(KEY_BYTES), masterKey, Uint8Array.of(KEY_BYTES), checksum);
  const secret = version === 1 ? new Uint8Array(Buffer.from(password, "latin1")) : utf8(password);
  const fields = [hex(userSalt), hex(checksumSalt), String(rounds), hex(userIv), hex(encrypted(derived(secret, userSalt), userIv, blob))];
  return [utf8(`${fields.join("\n")}\n`), encrypted(masterKey, masterIv, payload)];
}

/** Java takes each byte for a letter, with its sign: bytes from 0x80 on become U+FF80 to U+FFFF. */
const asJavaLetters = (bytes: Uint8Array): Uint8Array =>
  utf8([...bytes].map((byte) => String.fromCharCode(byte < 0x80 ? byte : 0xff00 + byte)).join(""));

function encrypted(key: Uint8Array, iv: Uint8Array, plain: Uint8Array): Uint8Array {
  const cipher = createCipheriv("aes-256-cbc", key, iv);
  return concat(cipher.update(plain), cipher.final());
}
