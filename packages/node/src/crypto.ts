import { createDecipheriv, pbkdf2 } from "node:crypto";
import type { CryptoProvider } from "@bridle/core";

const TAG_BYTES = 16;
/** RFC 3394, 2.2.3.1: what a key begins with when it was unwrapped by the right one. */
const UNWRAPPED = new Uint8Array(8).fill(0xa6);

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
  unwrapKey(wrappingKey, wrapped) {
    try {
      const decipher = createDecipheriv(`id-aes${wrappingKey.length * 8}-wrap`, wrappingKey, UNWRAPPED);
      const key = decipher.update(wrapped);
      decipher.final();
      // Bytes of its own: Node's may lie in a pool with others.
      return key.length > 0 ? new Uint8Array(key) : undefined;
    } catch {
      return undefined;
    }
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
