import { md5, sha1 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { toHex } from "../model/json.ts";
import { type ByteSource, chunksOf } from "./byte-source.ts";

/** An incremental SHA-256. Hosts give their platform's; `portableSha256` runs everywhere. */
export interface Hasher {
  update(bytes: Uint8Array): void;
  /** Lower-case hex. */
  hex(): string;
}
export type CreateHasher = () => Hasher;

export const portableSha256: CreateHasher = () => {
  const hash = sha256.create();
  return { update: (bytes) => void hash.update(bytes), hex: () => toHex(hash.digest()) };
};

/** Fingerprints of certificates and the like, in lower-case hex. */
export const md5OfBytes = (bytes: Uint8Array): string => toHex(md5(bytes));
export const sha1OfBytes = (bytes: Uint8Array): string => toHex(sha1(bytes));
export const sha256OfBytes = (bytes: Uint8Array): string => toHex(sha256(bytes));

export const sha256OfText = (text: string): string => sha256OfBytes(new TextEncoder().encode(text));

export function sha256OfSource(source: ByteSource, createHasher: CreateHasher): string {
  const hasher = createHasher();
  for (const chunk of chunksOf(source)) hasher.update(chunk);
  return hasher.hex();
}
