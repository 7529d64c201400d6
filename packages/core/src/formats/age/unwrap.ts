import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { scryptAsync } from "@noble/hashes/scrypt.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { openChaCha } from "../../bytes/chacha.ts";
import { FormatError } from "../../bytes/format-error.ts";
import { fromBase64 } from "./base64.ts";
import type { AgeHeader, AgeStanza } from "./header.ts";
import { MAX_WORK_FACTOR } from "./limits.ts";

/** What may open an age file. */
export interface AgeKeys {
  /** X25519 secret keys (identity.ts). */
  readonly identities?: readonly Uint8Array[];
  readonly password?: string;
}

/** How the file's key is wrapped, as far as this version knows it. */
export type AgeLock = "identity" | "password" | "unknown";

const FILE_KEY_BYTES = 16;
const SHARE_BYTES = 32;
const SALT_BYTES = 16;
const WRAPPED_BYTES = FILE_KEY_BYTES + 16;
const NO_NONCE = new Uint8Array(12);
const NO_SALT = new Uint8Array(0);
const utf8 = new TextEncoder();

type Curve = typeof import("@noble/curves/ed25519.js").x25519;

/** What could open the file. */
export function lockOf({ stanzas }: AgeHeader): AgeLock {
  if (stanzas.some(({ type }) => type === "X25519")) return "identity";
  return stanzas.some(({ type }) => type === "scrypt") ? "password" : "unknown";
}

/** The file's key; undefined when nothing that was given opens it. Throws FormatError where the header is not what the key says it was. */
export async function openFileKey(header: AgeHeader, { identities = [], password }: AgeKeys): Promise<Uint8Array | undefined> {
  for (const stanza of header.stanzas) {
    const key = await unwrapStanza(stanza, header.stanzas.length, identities, password);
    if (!key) continue;
    const mac = hmac(sha256, hkdf(sha256, key, NO_SALT, utf8.encode("header"), 32), header.signed);
    if (!isEqual(mac, header.mac)) throw new FormatError("age", "malformed", "the header was changed after it was written");
    return key;
  }
  return undefined;
}

async function unwrapStanza(
  stanza: AgeStanza,
  count: number,
  identities: readonly Uint8Array[],
  password: string | undefined,
): Promise<Uint8Array | undefined> {
  if (stanza.type === "X25519") return unwrapByIdentity(stanza, identities);
  if (stanza.type !== "scrypt" || password === undefined) return undefined;
  if (count > 1) throw new FormatError("age", "malformed", "a password beside other recipients");
  return unwrapByPassword(stanza, password);
}

async function unwrapByIdentity({ args, body }: AgeStanza, identities: readonly Uint8Array[]): Promise<Uint8Array | undefined> {
  const share = args.length === 1 ? fromBase64(args[0]!) : undefined;
  if (share?.length !== SHARE_BYTES || body.length !== WRAPPED_BYTES) throw new FormatError("age", "malformed", "an X25519 recipient");
  // Where it is needed and not above: to make its curve takes longer than all else that is made at the start.
  const { x25519 } = await import("@noble/curves/ed25519.js");
  for (const identity of identities) {
    const salt = new Uint8Array(2 * SHARE_BYTES);
    salt.set(share);
    salt.set(x25519.getPublicKey(identity), SHARE_BYTES);
    const secret = sharedSecret(x25519, identity, share);
    const key = secret && unwrap(hkdf(sha256, secret, salt, utf8.encode("age-encryption.org/v1/X25519"), 32), body);
    if (key) return key;
  }
  return undefined;
}

/** Undefined for points of small order, which any key would open (RFC 7748, 6.1). */
function sharedSecret(x25519: Curve, identity: Uint8Array, share: Uint8Array): Uint8Array | undefined {
  try {
    return x25519.getSharedSecret(identity, share);
  } catch {
    return undefined;
  }
}

async function unwrapByPassword({ args, body }: AgeStanza, password: string): Promise<Uint8Array | undefined> {
  const [saltText = "", factorText = ""] = args;
  const salt = fromBase64(saltText);
  if (args.length !== 2 || salt.length !== SALT_BYTES || body.length !== WRAPPED_BYTES || !/^[1-9]\d?$/.test(factorText))
    throw new FormatError("age", "malformed", "a password's recipient");
  const factor = Number(factorText);
  if (factor > MAX_WORK_FACTOR) throw new FormatError("age", "limit", `a work factor of 2^${factor}`);
  const label = utf8.encode("age-encryption.org/v1/scrypt");
  const whole = new Uint8Array(label.length + SALT_BYTES);
  whole.set(label);
  whole.set(salt, label.length);
  return unwrap(await scryptAsync(utf8.encode(password), whole, { N: 2 ** factor, r: 8, p: 1, dkLen: 32 }), body);
}

const unwrap = (key: Uint8Array, body: Uint8Array): Uint8Array | undefined => openChaCha(key, NO_NONCE, body);

const isEqual = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, index) => byte === b[index]);
