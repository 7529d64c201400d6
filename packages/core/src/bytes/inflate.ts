import type { ByteSource } from "./byte-source.ts";

/**
 * Undoes DEFLATE (RFC 1951). Hosts give their platform's, which is several times faster; `portableInflate` runs everywhere and is
 * what decides where bytes are damaged, so that every host keeps the same ones.
 */
export interface InflateProvider {
  /** Reads one raw stream. Never throws for what the bytes are. */
  inflate(request: InflateRequest): Promise<InflateOutcome>;
  /** CRC-32 (ISO 3309) of the bytes, going on from `before`, which is 0 at first. */
  crc32(bytes: Uint8Array, before: number): number;
}

export interface InflateRequest {
  readonly source: ByteSource;
  /** Where the stream begins. */
  readonly from: number;
  /** Where it ends at the latest. */
  readonly to: number;
  /** Bytes that stand between the stream and `to` if it is the only one there: where to look for its end first. */
  readonly trailer?: number;
  /** Gets the bytes in order, in pieces of any length that are reused: copy what is kept. Answers whether more is wanted. */
  take(bytes: Uint8Array): boolean;
}

export interface InflateOutcome {
  /** The stream ended as it should · `to` came first · it is against the format from there on · no more was wanted. */
  readonly end: "whole" | "cut-off" | "damaged" | "stopped";
  /** The first byte after the stream where it is whole, else about where reading ended. */
  readonly at: number;
}

/** A platform's way: undefined when it does not know how far the bytes are good, whatever it has given out by then. */
export type QuickInflate = (request: InflateRequest) => Promise<InflateOutcome | undefined>;

/** The platform's way while it works; where it gives up, the portable way begins again and goes on after what was given out. */
export const inflateWith =
  (quick: QuickInflate, thorough: InflateProvider["inflate"]): InflateProvider["inflate"] =>
  async (request) => {
    let given = 0;
    const take = (bytes: Uint8Array): boolean => {
      given += bytes.length;
      return request.take(bytes);
    };
    return (await quick({ ...request, take })) ?? thorough({ ...request, take: afterFirst(given, request.take) });
  };

function afterFirst(given: number, take: InflateRequest["take"]): InflateRequest["take"] {
  let skip = given;
  return (bytes) => {
    const fresh = bytes.subarray(Math.min(skip, bytes.length));
    skip -= bytes.length - fresh.length;
    return fresh.length === 0 || take(fresh);
  };
}
