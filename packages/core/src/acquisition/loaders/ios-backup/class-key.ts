import type { CryptoProvider } from "../../../bytes/crypto.ts";
import { FormatError } from "../../../bytes/format-error.ts";
import { AcquisitionError } from "../../file-system.ts";

/** A key of a file or of the catalogue, as stored: the protection class whose key wraps it, little-endian, and the wrapped key. */
export interface WrappedKey {
  readonly keyClass: number;
  readonly wrapped: Uint8Array;
}

const CLASS_BYTES = 4;
/** A wrapped AES-256 key: the key and the eight bytes that prove it. */
export const WRAPPED_KEY_BYTES = 40;

/** Throws FormatError `malformed` for any other length. */
export function readWrappedKey(bytes: Uint8Array): WrappedKey {
  if (bytes.length !== CLASS_BYTES + WRAPPED_KEY_BYTES) throw new FormatError("backup", "malformed", `a key of ${bytes.length} bytes`);
  return { keyClass: new DataView(bytes.buffer, bytes.byteOffset, CLASS_BYTES).getUint32(0, true), wrapped: bytes.slice(CLASS_BYTES) };
}

/** Throws AcquisitionError `encrypted` when the class's key is not to be had, FormatError `malformed` when it does not open this one. */
export function openKey(
  classKeys: ReadonlyMap<number, Uint8Array>,
  { keyClass, wrapped }: WrappedKey,
  { unwrapKey }: Pick<CryptoProvider, "unwrapKey">,
): Uint8Array {
  const classKey = classKeys.get(keyClass);
  if (!classKey) throw new AcquisitionError("encrypted", { keyClass });
  const key = unwrapKey(classKey, wrapped);
  if (!key) throw new FormatError("backup", "malformed", `a damaged key of protection class ${keyClass}`);
  return key;
}
