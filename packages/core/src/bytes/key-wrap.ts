import { aeskw } from "@noble/ciphers/aes.js";

/** A wrapped AES-256 key: the key and the eight bytes that prove it. */
export const WRAPPED_KEY_BYTES = 40;

/** AES key unwrap (RFC 3394). Undefined when the integrity value is not 0xA6A6A6A6A6A6A6A6: another key wrapped it, or it is damaged. */
export function unwrapKey(wrappingKey: Uint8Array, wrapped: Uint8Array): Uint8Array | undefined {
  if (wrapped.length !== WRAPPED_KEY_BYTES) throw new RangeError(`a wrapped key of ${wrapped.length} bytes`);
  try {
    return aeskw(wrappingKey).decrypt(wrapped);
  } catch {
    return undefined;
  }
}
