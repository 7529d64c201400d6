import { aeskw, cbc } from "@noble/ciphers/aes.js";
import { sha1 } from "@noble/hashes/legacy.js";
import { pbkdf2Async } from "@noble/hashes/pbkdf2.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { openChaCha } from "./chacha.ts";

export const AES_BLOCK_BYTES = 16;

/**
 * The cryptography that evidence asks for. Hosts give their platform's, which is twenty to thirty times faster; `portableCrypto`
 * runs everywhere and is what a host falls back to where its own cannot answer at once.
 */
export interface CryptoProvider {
  /** PBKDF2 with HMAC (RFC 8018). Takes seconds for the ten million rounds of a backup, so it does not hold the thread where it need not. */
  pbkdf2(request: Pbkdf2Request): Promise<Uint8Array>;
  /** AES-CBC (NIST SP 800-38A) backwards, nothing removed at the end. `bytes` is a multiple of 16 long. */
  decryptCbc(key: Uint8Array, iv: Uint8Array, bytes: Uint8Array): Uint8Array;
  /** AES key unwrap (RFC 3394) of any number of blocks. Undefined when the integrity value is not 0xA6A6A6A6A6A6A6A6: another key wrapped it, or it is damaged. */
  unwrapKey(wrappingKey: Uint8Array, wrapped: Uint8Array): Uint8Array | undefined;
  /** ChaCha20-Poly1305 backwards (RFC 8439), nothing beside it authenticated. Undefined where the tag at the end is not that of the bytes. */
  openChaCha(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Uint8Array | undefined;
}

export interface Pbkdf2Request {
  readonly hash: "SHA-1" | "SHA-256";
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
  readonly rounds: number;
  /** Bytes wanted. */
  readonly length: number;
}

/** A host that has its own does not hold this: the tables of AES take 4 ms to make, at each start. */
export const portableCrypto: CryptoProvider = {
  pbkdf2: ({ hash, password, salt, rounds, length }) =>
    pbkdf2Async(hash === "SHA-1" ? sha1 : sha256, password, salt, { c: rounds, dkLen: length }),
  decryptCbc: (key, iv, bytes) => cbc(key, iv, { disablePadding: true }).decrypt(bytes),
  unwrapKey(wrappingKey, wrapped) {
    try {
      return aeskw(wrappingKey).decrypt(wrapped);
    } catch {
      return undefined;
    }
  },
  openChaCha,
};
