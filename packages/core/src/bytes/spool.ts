import { type ByteSource, bytesSource } from "./byte-source.ts";
import { FormatError } from "./format-error.ts";

/**
 * A place for bytes that must be read out of order and do not fit in memory: inflated members of archives, the runs of a sort.
 * What a host writes to a disk is sealed with a key that exists only in its process's memory, so that a killed run leaves noise.
 * Every kind passes spool.contract.ts.
 */
export interface Spool {
  /** Begins a piece. Several may be under way at once. */
  begin(): SpoolPiece;
}

export interface SpoolPiece {
  /** Copies the bytes. Throws FormatError `limit` where the spool has no more room. */
  append(bytes: Uint8Array): void;
  /** The whole piece, readable as long as the spool is. Throws FormatError `malformed` where what comes back is not what was written. */
  finish(): ByteSource;
}

/** A spool that holds something of the host's, a file. Once it is closed no piece can be read. */
export interface ClosableSpool extends Spool {
  close(): void;
}

/** What a spool in memory holds at most by default. */
export const MEMORY_SPOOL_BYTES = 256 << 20;

/** A spool for hosts that have no disk, and for tests. */
export function createMemorySpool(maxBytes: number = MEMORY_SPOOL_BYTES): Spool {
  let used = 0;
  return {
    begin() {
      const parts: Uint8Array[] = [];
      let length = 0;
      return {
        append(bytes) {
          if (used + bytes.length > maxBytes) throw new FormatError("spool", "limit", `more than ${maxBytes} bytes`);
          used += bytes.length;
          parts.push(bytes.slice());
          length += bytes.length;
        },
        finish: () => bytesSource(joined(parts, length)),
      };
    },
  };
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
