import type { CryptoProvider } from "../../bytes/crypto.ts";
import { AES_BLOCK_BYTES } from "../../bytes/crypto.ts";
import type { BackupEncryption, BackupHeader } from "./header.ts";

/** What the payload is encrypted with. */
export interface MasterKey {
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
}

const KEY_BYTES = 32;

/** How Java makes bytes of a password and of a key's bytes that it takes for letters. */
interface Manner {
  passwordBytes(password: string): Uint8Array;
  keyBytes(key: Uint8Array): Uint8Array;
}

/** "PBKDF2WithHmacSHA1": letters as UTF-8; a key's byte from 0x80 on becomes, with its sign, a letter of U+FF80 to U+FFFF. */
const UTF8: Manner = {
  passwordBytes: (password) => new TextEncoder().encode(password),
  keyBytes: (key) => new TextEncoder().encode(String.fromCharCode(...[...key].map((byte) => (byte < 0x80 ? byte : 0xff00 | byte)))),
};
/** "PBKDF2WithHmacSHA1And8bit", before Android 4.4: of each letter the lower eight bits. From memory of AOSP's sources, see the test. */
const EIGHT_BIT: Manner = {
  passwordBytes: (password) => Uint8Array.from({ length: password.length }, (_, index) => password.charCodeAt(index) & 0xff),
  keyBytes: (key) => key,
};

/**
 * The payload's key; undefined when the password is not the backup's, which shows in padding, lengths or checksum alike. Backups of
 * version 1 were made in either of two ways, and nothing in them says which.
 */
export async function openMasterKey(
  { version, encryption }: BackupHeader & { readonly encryption: BackupEncryption },
  password: string,
  crypto: CryptoProvider,
): Promise<MasterKey | undefined> {
  for (const manner of version === 1 ? [UTF8, EIGHT_BIT] : [UTF8]) {
    const opened = await attempt(encryption, password, manner, crypto);
    if (opened) return opened;
  }
  return undefined;
}

async function attempt(encryption: BackupEncryption, password: string, manner: Manner, crypto: CryptoProvider) {
  const { userSalt, checksumSalt, rounds, userIv, masterKey } = encryption;
  if (userIv.length !== AES_BLOCK_BYTES || masterKey.length % AES_BLOCK_BYTES !== 0) return undefined;
  const derive = (bytes: Uint8Array, salt: Uint8Array): Promise<Uint8Array> =>
    crypto.pbkdf2({ hash: "SHA-1", password: bytes, salt, rounds, length: KEY_BYTES });
  const userKey = await derive(manner.passwordBytes(password), userSalt);
  const fields = fieldsOf(crypto.decryptCbc(userKey, userIv, masterKey));
  if (!fields) return undefined;
  const [iv, key, checksum] = fields;
  const expected = await derive(manner.keyBytes(key), checksumSalt);
  return expected.every((byte, index) => byte === checksum[index]) ? { key, iv } : undefined;
}

/** IV, key and checksum, each after its length. */
function fieldsOf(plain: Uint8Array): readonly [iv: Uint8Array, key: Uint8Array, checksum: Uint8Array] | undefined {
  const fields: Uint8Array[] = [];
  let at = 0;
  for (const length of [AES_BLOCK_BYTES, KEY_BYTES, KEY_BYTES]) {
    if (plain[at] !== length || at + 1 + length > plain.length) return undefined;
    fields.push(plain.slice(at + 1, at + 1 + length));
    at += 1 + length;
  }
  return fields as [Uint8Array, Uint8Array, Uint8Array];
}
