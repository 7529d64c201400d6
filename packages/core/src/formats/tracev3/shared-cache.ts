import { type ByteSource, readBytes } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";
import { partitionPoint } from "../../model/partition-point.ts";
import { type StringImage, type StringTable, textIn } from "./string-table.ts";
import { uuidText } from "./uuid.ts";

/** `hcsd` */
const MAGIC = 0x64736368;
const HEADER_BYTES = 16;
/** iOS 26 has some four thousand of each. */
const MAX_ENTRIES = 1_000_000;
/** PATH_MAX of Darwin. */
const MAX_PATH_BYTES = 1_024;

interface Range {
  readonly start: number;
  readonly size: number;
  /** Of its strings in the file. */
  readonly at: number;
  readonly image: number;
}

interface Image {
  readonly start: number;
  readonly size: number;
  readonly uuid: string;
  readonly pathAt: number;
}

const fail = (code: "truncated" | "not-this-format" | "unsupported" | "limit", detail: string): FormatError =>
  new FormatError("dsc", code, detail);

/** The strings of a shared cache (`dsc`), of which only the lists are kept: the file itself has 150 MB and more. */
export function openSharedCache(source: ByteSource): StringTable {
  const head = readBytes(source, 0, HEADER_BYTES);
  if (head.length < HEADER_BYTES) throw fail("truncated", "the header is cut");
  const view = new DataView(head.buffer, head.byteOffset);
  if (view.getUint32(0, true) !== MAGIC) throw fail("not-this-format", "another magic");
  const version = view.getUint16(4, true);
  if (version !== 1 && version !== 2) throw fail("unsupported", `version ${version}`);
  const { ranges, images } = readLists(source, version, view.getUint32(8, true), view.getUint32(12, true));
  const paths = new Map<number, StringImage>();
  const imageNumber = (index: number): StringImage | undefined => {
    const image = images[index];
    if (!image) return undefined;
    const known = paths.get(index) ?? describe(source, image);
    paths.set(index, known);
    return known;
  };
  const rangeAt = (place: number): Range | undefined => holding(ranges, place);
  return {
    textAt(place) {
      const range = rangeAt(place);
      return range && textIn(source, range.at + place - range.start, range.at + range.size);
    },
    imageAt(place) {
      const range = rangeAt(place);
      if (range) return imageNumber(range.image);
      const index = images.findIndex(({ start, size }) => place >= start && place < start + size);
      return index === -1 ? undefined : imageNumber(index);
    },
  };
}

function describe(source: ByteSource, { uuid, pathAt }: Image): StringImage {
  const path = textIn(source, pathAt, Math.min(source.byteLength, pathAt + MAX_PATH_BYTES));
  return path === "" ? { uuid } : { uuid, path };
}

/** Of ranges in order, the one that holds a place. */
function holding(ranges: readonly Range[], place: number): Range | undefined {
  const after = partitionPoint(ranges.length, (index) => ranges[index]!.start <= place);
  const range = ranges[after - 1];
  return range && place < range.start + range.size ? range : undefined;
}

function readLists(source: ByteSource, version: 1 | 2, rangeCount: number, imageCount: number): { ranges: Range[]; images: Image[] } {
  if (rangeCount > MAX_ENTRIES || imageCount > MAX_ENTRIES) throw fail("limit", `${rangeCount} ranges, ${imageCount} images`);
  const [rangeBytes, imageBytes] = version === 1 ? [16, 28] : [24, 32];
  const size = rangeCount * rangeBytes + imageCount * imageBytes;
  const bytes = readBytes(source, HEADER_BYTES, size);
  if (bytes.length < size) throw fail("truncated", "the lists are cut");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const imagesAt = rangeCount * rangeBytes;
  const ranges = Array.from({ length: rangeCount }, (_, n) => rangeIn(view, n * rangeBytes, version));
  const images = Array.from({ length: imageCount }, (_, n) => imageIn(view, bytes, imagesAt + n * imageBytes, version));
  return { ranges: ranges.filter((range) => range.size > 0).sort((a, b) => a.start - b.start), images };
}

/** Offsets of 64 bits stay below 2^53: a shared cache has some gigabytes. */
const wide = (view: DataView, at: number): number => Number(view.getBigUint64(at, true));

function rangeIn(view: DataView, at: number, version: 1 | 2): Range {
  if (version === 1)
    return {
      image: view.getUint32(at, true),
      start: view.getUint32(at + 4, true),
      at: view.getUint32(at + 8, true),
      size: view.getUint32(at + 12, true),
    };
  return {
    start: wide(view, at),
    at: view.getUint32(at + 8, true),
    size: view.getUint32(at + 12, true),
    image: wide(view, at + 16),
  };
}

function imageIn(view: DataView, bytes: Uint8Array, at: number, version: 1 | 2): Image {
  const start = version === 1 ? view.getUint32(at, true) : wide(view, at);
  const next = at + (version === 1 ? 4 : 8);
  return { start, size: view.getUint32(next, true), uuid: uuidText(bytes, next + 4), pathAt: view.getUint32(next + 20, true) };
}
