import { type ByteSource, readBytes } from "../../bytes/byte-source.ts";
import { chunkCached } from "../../bytes/chunk-cache.ts";
import { FormatError } from "../../bytes/format-error.ts";
import { fromBase64 } from "./base64.ts";

const BEGIN = "-----BEGIN AGE ENCRYPTED FILE-----";
const END = "-----END AGE ENCRYPTED FILE-----";
/** RFC 7468, strict: lines of 64 letters, the last may be shorter. */
const COLUMNS = 64;
const LINE_BYTES = 48;
/** Lines decoded at a time, and how many such pieces are kept. */
const LINES_AT_ONCE = 1_024;
const MAX_PIECES = 8;
/** Read to tell the end: the last line, the closing line, line ends. */
const TAIL = 256;

const text = (bytes: Uint8Array): string => new TextDecoder("latin1").decode(bytes);

/** The bytes behind an armored file, which is text; undefined when it is not armored. Throws FormatError where its end is missing. */
export function openArmor(stored: ByteSource): ByteSource | undefined {
  const beginning = text(readBytes(stored, 0, BEGIN.length + 2));
  if (!beginning.startsWith(BEGIN)) return undefined;
  const lineEnd = beginning.slice(BEGIN.length).startsWith("\r\n") ? 2 : 1;
  const first = BEGIN.length + lineEnd;
  const tail = text(readBytes(stored, Math.max(first, stored.byteLength - TAIL), TAIL)).trimEnd();
  if (!tail.endsWith(END)) throw new FormatError("age", "truncated", "the armor has no end");
  const trimmed = tail.slice(0, -END.length).trimEnd();
  const after = Math.min(TAIL, stored.byteLength - first) - trimmed.length;
  const letters = stored.byteLength - after - first;
  const width = COLUMNS + lineEnd;
  const lines = Math.ceil((letters + lineEnd) / width);
  const lastLetters = letters - (lines - 1) * width;
  const padding = /={0,2}$/.exec(trimmed)![0].length;
  return chunkCached({
    byteLength: (lines - 1) * LINE_BYTES + (lastLetters / 4) * 3 - padding,
    chunkBytes: LINES_AT_ONCE * LINE_BYTES,
    maxChunks: MAX_PIECES,
    read(at) {
      const from = (at / LINE_BYTES) * width;
      const piece = text(readBytes(stored, first + from, Math.min(LINES_AT_ONCE * width, letters - from)));
      const rows = piece.split(lineEnd === 2 ? "\r\n" : "\n").filter((row) => row !== "");
      if (rows.some((row, index) => row.length !== COLUMNS && index < rows.length - 1))
        throw new FormatError("age", "malformed", "a line of the armor has another length", { offset: first + from });
      return fromBase64(rows.join("").replace(/={1,2}$/, ""));
    },
  });
}
