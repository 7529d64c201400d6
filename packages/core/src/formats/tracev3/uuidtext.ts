import { type ByteSource, readBytes } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";
import { type StringImage, type StringTable, textIn } from "./string-table.ts";

const MAGIC = 0x66778899;
const HEADER_BYTES = 16;
const ENTRY_BYTES = 8;
/** Ranges of strings; images have some hundred. */
const MAX_ENTRIES = 1_000_000;
/** PATH_MAX of Darwin. */
const MAX_PATH_BYTES = 1_024;

const fail = (code: "truncated" | "malformed" | "not-this-format" | "limit", detail: string): FormatError =>
  new FormatError("uuidtext", code, detail);

/** The path of the image whose strings a file of uuidtext holds: it stands behind them. The strings themselves are not read. */
export function imagePathOf(source: ByteSource): string {
  const { view, count } = rangesOf(source);
  let at = HEADER_BYTES + count * ENTRY_BYTES;
  for (let entry = 0; entry < count; entry++) at += view.getUint32(entry * ENTRY_BYTES + 4, true);
  const footer = readBytes(source, at, MAX_PATH_BYTES);
  const end = footer.indexOf(0);
  if (end <= 0) throw fail(at >= source.byteLength ? "truncated" : "malformed", "no path behind the strings");
  return new TextDecoder().decode(footer.subarray(0, end));
}

/** A file of uuidtext with its strings, each read when it is asked for. */
export function openUuidtext(source: ByteSource): StringTable {
  const { view, count } = rangesOf(source);
  const stringsAt = HEADER_BYTES + count * ENTRY_BYTES;
  let image: StringImage | undefined;
  return {
    textAt(place) {
      let at = stringsAt;
      for (let entry = 0; entry < count; entry++) {
        const [start, size] = [view.getUint32(entry * ENTRY_BYTES, true), view.getUint32(entry * ENTRY_BYTES + 4, true)];
        if (place >= start && place < start + size) return textIn(source, at + place - start, at + size);
        at += size;
      }
      return undefined;
    },
    imageAt() {
      image ??= imageIn(source);
      return image;
    },
  };
}

/** Strings may be whole where the path behind them is not. */
function imageIn(source: ByteSource): StringImage {
  try {
    return { path: imagePathOf(source) };
  } catch (error) {
    if (error instanceof FormatError) return {};
    throw error;
  }
}

function rangesOf(source: ByteSource): { readonly view: DataView; readonly count: number } {
  const head = readBytes(source, 0, HEADER_BYTES);
  if (head.length < HEADER_BYTES) throw fail("truncated", "the header is cut");
  const headView = new DataView(head.buffer, head.byteOffset);
  if (headView.getUint32(0, true) !== MAGIC) throw fail("not-this-format", "another magic");
  const count = headView.getUint32(12, true);
  if (count > MAX_ENTRIES) throw fail("limit", `${count} ranges`);
  const entries = readBytes(source, HEADER_BYTES, count * ENTRY_BYTES);
  if (entries.length < count * ENTRY_BYTES) throw fail("truncated", "the list of ranges is cut");
  return { view: new DataView(entries.buffer, entries.byteOffset, entries.byteLength), count };
}
