import { createDecipheriv, pbkdf2 } from "node:crypto";
import type { CryptoProvider } from "@bridle/core";

const TAG_BYTES = 16;

/** OpenSSL's: the rounds run in the thread pool, bulk decryption at some gigabytes a second. */
export const nodeCrypto: CryptoProvider = {
  pbkdf2: ({ hash, password, salt, rounds, length }) =>
    new Promise((done, fail) => {
      pbkdf2(password, salt, rounds, length, hash === "SHA-1" ? "sha1" : "sha256", (error, key) => (error ? fail(error) : done(key)));
    }),
  decryptCbc(key, iv, bytes) {
    const decipher = createDecipheriv("aes-256-cbc", key, iv);
    decipher.setAutoPadding(false);
    return decipher.update(bytes);
  },
  openChaCha(key, nonce, sealed) {
    if (sealed.length < TAG_BYTES) return undefined;
    const decipher = createDecipheriv("chacha20-poly1305", key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
    const plain = decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES));
    try {
      decipher.final();
      return plain;
    } catch {
      return undefined;
    }
  },
};
