import type { ByteSource } from "./byte-source.ts";

/** A source over pieces of one length, the last of which may be shorter; one that is shorter than it should be ends the source early. */
export const piecedSource = (byteLength: number, pieceBytes: number, pieceAt: (index: number) => Uint8Array): ByteSource => ({
  byteLength,
  readSync(offset, into) {
    let done = 0;
    while (done < into.length && offset + done < byteLength) {
      const at = offset + done;
      const within = at % pieceBytes;
      const part = pieceAt((at - within) / pieceBytes).subarray(within, within + into.length - done);
      if (part.length === 0) break;
      into.set(part, done);
      done += part.length;
    }
    return done;
  },
});
