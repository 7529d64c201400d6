import { createDecipheriv, pbkdf2 } from "node:crypto";
import type { CryptoProvider } from "@bridle/core";

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
};
