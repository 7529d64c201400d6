import { type ByteSource, readBytes } from "../../bytes/byte-source.ts";
import type { InflateProvider } from "../../bytes/inflate.ts";
import { endOfMemberHeader } from "./member-header.ts";

/** What was not as it should be. What could be read was given out nevertheless. */
export type GzipNote =
  | "gzip-cut-off" // the file ends inside a member
  | "gzip-damaged" // a member is against the format from some place on; with it all that follows is lost
  | "gzip-checksum" // a member's bytes are not those that were packed
  | "gzip-length"
  | "gzip-trailing"; // bytes after the last member

export interface GunzipRequest {
  readonly source: ByteSource;
  readonly inflate: InflateProvider;
  /** Gets the bytes in order, in pieces that are reused. Answers whether more is wanted. */
  take(bytes: Uint8Array): boolean;
  /** `value`: the byte of the file where it shows; of `gzip-trailing`, how many bytes. */
  note(kind: GzipNote, value: number): void;
}

/** CRC-32 and length stand after each member (RFC 1952, 2.3.1). */
const TRAILER = 8;

/**
 * Unpacks a gzip file member by member (RFC 1952) and keeps everything that can be read. Members may follow one another; a
 * checksum that differs is said and does not end the reading.
 */
export async function gunzip(request: GunzipRequest): Promise<void> {
  const { source, note } = request;
  for (let at = 0; at < source.byteLength; ) {
    const from = endOfMemberHeader(source, at);
    if (from === undefined) return noteNoMember(request, at);
    const end = await readMember(request, from);
    if (end === undefined) return;
    if (end > source.byteLength) return note("gzip-cut-off", source.byteLength);
    at = end;
  }
}

function noteNoMember({ source, note }: GunzipRequest, at: number): void {
  if (at === 0) note("gzip-damaged", 0);
  else note("gzip-trailing", source.byteLength - at);
}

/** The place after the member; undefined where reading ends with it. */
async function readMember({ source, inflate, take, note }: GunzipRequest, from: number): Promise<number | undefined> {
  let crc = 0;
  let length = 0;
  const { end, at } = await inflate.inflate({
    source,
    from,
    to: source.byteLength,
    trailer: TRAILER,
    take(bytes) {
      crc = inflate.crc32(bytes, crc);
      length += bytes.length;
      return take(bytes);
    },
  });
  if (end === "cut-off") note("gzip-cut-off", source.byteLength);
  if (end === "damaged") note("gzip-damaged", at);
  if (end !== "whole") return undefined;
  const trailer = readBytes(source, at, TRAILER);
  if (trailer.length === TRAILER) {
    const view = new DataView(trailer.buffer, trailer.byteOffset);
    if (view.getUint32(0, true) !== crc) note("gzip-checksum", at);
    if (view.getUint32(4, true) !== length % 2 ** 32) note("gzip-length", at);
  }
  return at + TRAILER;
}
