import { toHex } from "../../model/json.ts";

export const UUID_BYTES = 16;

/** In capitals and with hyphens, as Apple's tools write it. */
export function uuidText(bytes: Uint8Array, at: number): string {
  const hex = toHex(bytes.subarray(at, at + UUID_BYTES)).toUpperCase();
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
