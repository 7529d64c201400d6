import type { ByteSource } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";
import type { Spool } from "../../bytes/spool.ts";

/** A member on its way into the spool. */
export interface MemberSpool {
  /** Answers whether there is room for more. */
  append(bytes: Uint8Array): boolean;
  readonly length: number;
  /** The bytes, or why there is no room for them. */
  finish(): ByteSource | FormatError;
}

export function spoolMember(spool: Spool): MemberSpool {
  const piece = spool.begin();
  let full: FormatError | undefined;
  let length = 0;
  return {
    append(bytes) {
      if (full) return false;
      try {
        piece.append(bytes);
        length += bytes.length;
      } catch (error) {
        if (!(error instanceof FormatError) || error.code !== "limit") throw error;
        full = error;
      }
      return full === undefined;
    },
    get length() {
      return length;
    },
    finish: () => full ?? piece.finish(),
  };
}
