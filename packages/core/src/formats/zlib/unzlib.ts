import { type ByteSource, readBytes } from "../../bytes/byte-source.ts";
import type { InflateProvider } from "../../bytes/inflate.ts";
import { adler32 } from "./adler32.ts";

/** What was not as it should be. What could be read was given out nevertheless. */
export type ZlibNote =
  | "zlib-cut-off" // the bytes end inside the stream
  | "zlib-damaged" // against the format from some place on; what follows is lost
  | "zlib-checksum" // other bytes than were packed
  | "zlib-trailing"; // bytes after the stream

export interface UnzlibRequest {
  readonly source: ByteSource;
  readonly inflate: InflateProvider;
  /** Gets the bytes in order, in pieces that are reused. Answers whether more is wanted. */
  take(bytes: Uint8Array): boolean;
  /** `value`: the byte where it shows; of `zlib-trailing`, how many bytes. */
  note(kind: ZlibNote, value: number): void;
}

const HEADER = 2;
const TRAILER = 4;
const DEFLATE = 8;
const DICTIONARY = 0x20;

/** CMF and FLG (RFC 1950, 2.2): the method, a check of both, no preset dictionary. */
export const beginsZlib = ([first = 0, second = 0]: Uint8Array): boolean =>
  (first & 15) === DEFLATE && (first * 256 + second) % 31 === 0 && (second & DICTIONARY) === 0;

/** Unpacks one zlib stream (RFC 1950). */
export async function unzlib({ source, inflate, take, note }: UnzlibRequest): Promise<void> {
  if (source.byteLength < HEADER) return note("zlib-cut-off", source.byteLength);
  if (!beginsZlib(readBytes(source, 0, HEADER))) return note("zlib-damaged", 0);
  let checksum = 1;
  const { end, at } = await inflate.inflate({
    source,
    from: HEADER,
    to: source.byteLength,
    trailer: TRAILER,
    take(bytes) {
      checksum = adler32(bytes, checksum);
      return take(bytes);
    },
  });
  if (end === "damaged") return note("zlib-damaged", at);
  if (end === "stopped") return;
  const trailer = readBytes(source, at, TRAILER);
  if (end === "cut-off" || trailer.length < TRAILER) return note("zlib-cut-off", source.byteLength);
  if (new DataView(trailer.buffer).getUint32(0) !== checksum) note("zlib-checksum", at);
  const rest = source.byteLength - at - TRAILER;
  if (rest > 0) note("zlib-trailing", rest);
}
