import { createCipheriv, createHash, createHmac, createPrivateKey, createPublicKey, diffieHellman, hkdfSync } from "node:crypto";
import { concat, utf8 } from "../../bytes.ts";

/** A writer of age files for X25519 recipients (https://c2sp.org/age), with keys that a seed gives: nothing here is a secret. */

const FILE_KEY_BYTES = 16;
const CHUNK = 1 << 16;
/** DER before the 32 bytes of an X25519 key (RFC 8410). */
const PRIVATE_HEAD = Buffer.from("302e020100300506032b656e04220420", "hex");
const PUBLIC_HEAD_BYTES = 12;

const digest = (text: string): Uint8Array => new Uint8Array(createHash("sha256").update(text).digest());
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64").replace(/=+$/, "");
const derived = (key: Uint8Array, salt: Uint8Array, info: string): Uint8Array => new Uint8Array(hkdfSync("sha256", key, salt, info, 32));
const privateKey = (secret: Uint8Array) => createPrivateKey({ key: Buffer.concat([PRIVATE_HEAD, secret]), format: "der", type: "pkcs8" });
const publicBytes = (secret: Uint8Array): Uint8Array =>
  new Uint8Array(createPublicKey(privateKey(secret)).export({ format: "der", type: "spki" })).subarray(PUBLIC_HEAD_BYTES);

function seal(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array): Uint8Array {
  const cipher = createCipheriv("chacha20-poly1305", key, nonce, { authTagLength: 16 });
  return concat(cipher.update(plain), cipher.final(), cipher.getAuthTag());
}

/** The secret key of the demonstration, and its identity file as age-keygen writes it. */
export const demoSecret = (seed: number): Uint8Array => digest(`DEMO identity ${seed}`);
export const demoIdentity = (seed: number): string =>
  `# DEMO, not a secret\n${bech32("age-secret-key-", demoSecret(seed)).toUpperCase()}\n`;

export function sealedFor(secret: Uint8Array, content: Uint8Array, seed: number): Uint8Array {
  const fileKey = digest(`DEMO file key ${seed}`).subarray(0, FILE_KEY_BYTES);
  const ephemeral = digest(`DEMO ephemeral ${seed}`);
  const [share, recipient] = [publicBytes(ephemeral), publicBytes(secret)];
  const shared = diffieHellman({ privateKey: privateKey(ephemeral), publicKey: createPublicKey(privateKey(secret)) });
  const wrapped = seal(derived(shared, concat(share, recipient), "age-encryption.org/v1/X25519"), new Uint8Array(12), fileKey);
  const head = `age-encryption.org/v1\n-> X25519 ${base64(share)}\n${base64(wrapped)}\n---`;
  const mac = createHmac("sha256", derived(fileKey, new Uint8Array(), "header"))
    .update(head)
    .digest();
  const nonce = digest(`DEMO nonce ${seed}`).subarray(0, 16);
  return concat(utf8(`${head} ${base64(mac)}\n`), nonce, ...chunks(derived(fileKey, nonce, "payload"), content));
}

function* chunks(key: Uint8Array, content: Uint8Array): Generator<Uint8Array> {
  const count = Math.max(1, Math.ceil(content.length / CHUNK));
  for (let index = 0; index < count; index++) {
    const nonce = new Uint8Array(12);
    new DataView(nonce.buffer).setUint32(7, index);
    nonce[11] = index === count - 1 ? 1 : 0;
    yield seal(key, nonce, content.subarray(index * CHUNK, (index + 1) * CHUNK));
  }
}

const LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** BIP-173. */
function bech32(prefix: string, bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const values = (bits.match(/.{1,5}/g) ?? []).map((group) => Number.parseInt(group.padEnd(5, "0"), 2));
  const codes = [...prefix].map((letter) => letter.charCodeAt(0));
  const expanded = [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
  const check = checksum([...expanded, ...values, 0, 0, 0, 0, 0, 0]) ^ 1;
  const last = [25, 20, 15, 10, 5, 0].map((shift) => (check >> shift) & 31);
  return `${prefix}1${[...values, ...last].map((value) => LETTERS[value]).join("")}`;
}

function checksum(values: readonly number[]): number {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (const [bit, coefficient] of GENERATOR.entries()) if ((top >>> bit) & 1) sum ^= coefficient;
  }
  return sum;
}
