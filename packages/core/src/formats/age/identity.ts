import { FormatError } from "../../bytes/format-error.ts";
import { MAX_IDENTITIES, MAX_IDENTITY_LETTERS } from "./limits.ts";

/** Bech32 (BIP-173): its letters by value, and the coefficients of its check. */
const LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const PREFIX = "age-secret-key-";
const CHECK_LETTERS = 6;
const KEY_BYTES = 32;

/**
 * The X25519 keys of an identity file, as age-keygen writes it: one a line, lines that begin with # say what it is. Lines of other kinds
 * (plugins, keys of newer kinds) are passed over: they open nothing here. Throws FormatError where a line is a damaged key or none is
 * there; what stood in it is never part of the message.
 */
export function parseIdentities(text: string): readonly Uint8Array[] {
  if (text.length > MAX_IDENTITY_LETTERS) throw new FormatError("age-identity", "limit", `more than ${MAX_IDENTITY_LETTERS} letters`);
  const keys: Uint8Array[] = [];
  for (const [index, raw] of text.split("\n").entries()) {
    const line = raw.trim();
    if (line.toLowerCase().startsWith(`${PREFIX}1`)) keys.push(readKey(line, index + 1));
  }
  if (keys.length === 0) throw new FormatError("age-identity", "not-this-format", "no line begins with AGE-SECRET-KEY-1");
  if (keys.length > MAX_IDENTITIES) throw new FormatError("age-identity", "limit", `more than ${MAX_IDENTITIES} keys`);
  return keys;
}

function readKey(line: string, number: number): Uint8Array {
  const damaged = (): FormatError => new FormatError("age-identity", "malformed", `the key in line ${number} is damaged`);
  if (line !== line.toUpperCase() && line !== line.toLowerCase()) throw damaged();
  const values = [...line.toLowerCase().slice(PREFIX.length + 1)].map((letter) => LETTERS.indexOf(letter));
  if (values.includes(-1) || checkOf([...expanded(PREFIX), ...values]) !== 1) throw damaged();
  const key = toBytes(values.slice(0, -CHECK_LETTERS));
  if (key?.length !== KEY_BYTES) throw damaged();
  return key;
}

const expanded = (prefix: string): readonly number[] => {
  const codes = [...prefix].map((letter) => letter.charCodeAt(0));
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
};

function checkOf(values: readonly number[]): number {
  let check = 1;
  for (const value of values) {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    for (const [bit, coefficient] of GENERATOR.entries()) if ((top >>> bit) & 1) check ^= coefficient;
  }
  return check;
}

/** Groups of five bits to bytes; undefined where the bits left over are more than a group or not zero. */
function toBytes(values: readonly number[]): Uint8Array | undefined {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const value of values) {
    held = (held << 5) | value;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >>> bits) & 0xff);
    held &= (1 << bits) - 1;
  }
  return bits >= 5 || held !== 0 ? undefined : Uint8Array.from(bytes);
}
