import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { x25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { scrypt } from "@noble/hashes/scrypt.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concatenated } from "./archives.ts";

/** Files sealed as https://c2sp.org/age says, with keys and nonces that never change. */

const encoder = new TextEncoder();
const filled = (length: number, value: number): Uint8Array => new Uint8Array(length).fill(value);
const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes)).replace(/=+$/, "");
const FILE_KEY = filled(16, 0x42);
const NO_NONCE = new Uint8Array(12);

/** For the secret key of a recipient. */
export function identityStanza(secret: Uint8Array): string {
  const ephemeral = filled(32, 0x17);
  const share = x25519.getPublicKey(ephemeral);
  const recipient = x25519.getPublicKey(secret);
  const salt = concatenated([share, recipient]);
  const key = hkdf(sha256, x25519.getSharedSecret(ephemeral, recipient), salt, encoder.encode("age-encryption.org/v1/X25519"), 32);
  return `-> X25519 ${base64(share)}\n${base64(chacha20poly1305(key, NO_NONCE).encrypt(FILE_KEY))}\n`;
}

export function passwordStanza(password: string, factor = 4): string {
  const salt = filled(16, 0x33);
  const key = scrypt(encoder.encode(password), concatenated(["age-encryption.org/v1/scrypt", salt]), {
    N: 2 ** factor,
    r: 8,
    p: 1,
    dkLen: 32,
  });
  return `-> scrypt ${base64(salt)} ${factor}\n${base64(chacha20poly1305(key, NO_NONCE).encrypt(FILE_KEY))}\n`;
}

const CHUNK = 1 << 16;

export function ageFile(content: Uint8Array, stanzas: readonly string[]): Uint8Array<ArrayBuffer> {
  const head = `age-encryption.org/v1\n${stanzas.join("")}---`;
  const mac = hmac(sha256, hkdf(sha256, FILE_KEY, new Uint8Array(0), encoder.encode("header"), 32), encoder.encode(head));
  const nonce = filled(16, 0x55);
  const key = hkdf(sha256, FILE_KEY, nonce, encoder.encode("payload"), 32);
  const parts: (string | Uint8Array)[] = [head, ` ${base64(mac)}\n`, nonce];
  const count = Math.max(1, Math.ceil(content.length / CHUNK));
  for (let index = 0; index < count; index++) {
    const chunkNonce = new Uint8Array(12);
    new DataView(chunkNonce.buffer).setUint32(7, index);
    chunkNonce[11] = index === count - 1 ? 1 : 0;
    parts.push(chacha20poly1305(key, chunkNonce).encrypt(content.subarray(index * CHUNK, (index + 1) * CHUNK)));
  }
  return concatenated(parts);
}
