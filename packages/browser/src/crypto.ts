import { type CryptoProvider, portableCrypto } from "@bridle/core";

/** The browser's own for what takes seconds. Its decryption cannot answer at once, which reading needs: that part is portable. */
export const browserCrypto: CryptoProvider = {
  async pbkdf2({ hash, password, salt, rounds, length }) {
    const key = await crypto.subtle.importKey("raw", ownBytes(password), "PBKDF2", false, ["deriveBits"]);
    return new Uint8Array(
      await crypto.subtle.deriveBits({ name: "PBKDF2", hash, salt: ownBytes(salt), iterations: rounds }, key, length * 8),
    );
  },
  decryptCbc: portableCrypto.decryptCbc,
  unwrapKey: portableCrypto.unwrapKey,
  openChaCha: portableCrypto.openChaCha,
};

/** WebCrypto takes no shared memory. */
const ownBytes = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);
