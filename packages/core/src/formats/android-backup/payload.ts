import type { ByteSource } from "../../bytes/byte-source.ts";
import { cbcSource, paddingOf, shortened } from "../../bytes/cbc-source.ts";
import type { CryptoProvider } from "../../bytes/crypto.ts";
import { rangeSource } from "../../bytes/range-source.ts";
import type { BackupHeader } from "./header.ts";
import type { MasterKey } from "./master-key.ts";

/** The payload behind its encryption: a tar, or a zlib stream of one. */
export interface BackupPayload {
  readonly source: ByteSource;
  /** The encryption does not end as it must: the backup is cut off. */
  readonly isCut: boolean;
}

export function openPayload(
  stored: ByteSource,
  { payloadOffset }: BackupHeader,
  master: MasterKey | undefined,
  crypto: CryptoProvider,
): BackupPayload {
  const payload = rangeSource(stored, payloadOffset, stored.byteLength);
  if (!master) return { source: payload, isCut: false };
  const plain = cbcSource(payload, master.key, crypto, master.iv);
  const padding = plain.byteLength === payload.byteLength ? paddingOf(plain) : undefined;
  return { source: padding === undefined ? plain : shortened(plain, plain.byteLength - padding), isCut: padding === undefined };
}
