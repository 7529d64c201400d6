import { tracev3Error } from "./fail.ts";
import { UUID_BYTES, uuidText } from "./uuid.ts";

/** A process as a catalog lists it, with the time that its messages span. */
export interface CatalogProcess {
  readonly pid: number;
  readonly euid: number;
  /** Of the main image; undefined where the catalog names none. */
  readonly imageUuid?: string;
  /** Of the shared cache that it used. */
  readonly cacheUuid?: string;
  /** Two numbers that are one process of one boot. */
  readonly procId: string;
  /** Ticks since the boot, of the first and last chunk that holds messages of it. */
  readonly firstTick?: bigint;
  readonly lastTick?: bigint;
  /** Images loaded, besides its own. */
  readonly loadedUuids: readonly string[];
}

const FIXED_BYTES = 24;
/** Index, flags, two indexes of UUIDs, process id (12), pid, euid, two counts with what fills them up. */
const PROCESS_BYTES = 40;
const IMAGE_BYTES = 16;
const SUBSYSTEM_BYTES = 6;
const SUB_CHUNK_BYTES = 24;
const ALIGNMENT = 8;
/** No UUID. */
const NONE = 0xffff;
/** The largest catalogs seen are some hundred kilobytes. */
export const MAX_CATALOG_BYTES = 16 << 20;
const MAX_LOADED = 4_096;

interface Entry {
  readonly index: number;
  readonly main: number;
  readonly cache: number;
  readonly procId: string;
  readonly pid: number;
  readonly euid: number;
  readonly images: readonly number[];
}

/** The processes of a catalog. Bytes that end early cost what follows them; counts are believed as far as the bytes reach. */
export function readCatalog(bytes: Uint8Array): readonly CatalogProcess[] {
  if (bytes.length < FIXED_BYTES) throw tracev3Error("truncated", "a catalog is cut");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stringsAt = FIXED_BYTES + view.getUint16(0, true);
  const processesAt = FIXED_BYTES + view.getUint16(2, true);
  const processCount = view.getUint16(4, true);
  const chunksAt = FIXED_BYTES + view.getUint16(6, true);
  const chunkCount = view.getUint16(8, true);
  if (stringsAt > processesAt || processesAt > chunksAt || chunksAt > bytes.length)
    throw tracev3Error("malformed", "a catalog's parts overlap");
  const uuidCount = Math.floor((stringsAt - FIXED_BYTES) / UUID_BYTES);
  const uuidOf = (index: number): string | undefined =>
    index === NONE || index >= uuidCount ? undefined : uuidText(bytes, FIXED_BYTES + index * UUID_BYTES);
  const entries = readEntries(view, processesAt, Math.min(chunksAt, bytes.length), processCount);
  const spans = readSpans(view, chunksAt, chunkCount);
  return entries.map(({ index, main, cache, procId, pid, euid, images }) => {
    const [imageUuid, cacheUuid, span] = [uuidOf(main), uuidOf(cache), spans.get(index)];
    const loadedUuids = images.map(uuidOf).filter((uuid) => uuid !== undefined);
    return {
      pid,
      euid,
      procId,
      loadedUuids,
      ...(imageUuid !== undefined && { imageUuid }),
      ...(cacheUuid !== undefined && { cacheUuid }),
      ...(span && { firstTick: span.first, lastTick: span.last }),
    };
  });
}

function readEntries(view: DataView, from: number, to: number, count: number): Entry[] {
  const entries: Entry[] = [];
  for (let at = from; entries.length < count; ) {
    if (at + PROCESS_BYTES > to) throw tracev3Error("truncated", "a catalog's list of processes is cut", at);
    const imageCount = view.getUint32(at + 32, true);
    const imagesAt = at + PROCESS_BYTES;
    const subsystemsAt = imagesAt + imageCount * IMAGE_BYTES;
    if (subsystemsAt + 8 > to) throw tracev3Error("malformed", "a process with more images than the catalog holds", at);
    const images = Array.from({ length: Math.min(imageCount, MAX_LOADED) }, (_, n) => view.getUint16(imagesAt + n * IMAGE_BYTES + 8, true));
    entries.push({
      index: view.getUint16(at, true),
      main: view.getUint16(at + 4, true),
      cache: view.getUint16(at + 6, true),
      procId: `${view.getBigUint64(at + 8, true)}.${view.getUint32(at + 16, true)}`,
      pid: view.getUint32(at + 20, true),
      euid: view.getUint32(at + 24, true),
      images,
    });
    const end = subsystemsAt + 8 + view.getUint32(subsystemsAt, true) * SUBSYSTEM_BYTES;
    if (end > to) throw tracev3Error("malformed", "a process with more subsystems than the catalog holds", at);
    at = aligned(end, from);
  }
  return entries;
}

/** The first and last tick of the chunks in which each process of the catalog speaks. */
function readSpans(view: DataView, from: number, count: number): Map<number, { first: bigint; last: bigint }> {
  const spans = new Map<number, { first: bigint; last: bigint }>();
  let at = from;
  for (let chunk = 0; chunk < count; chunk++) {
    if (at + SUB_CHUNK_BYTES + 4 > view.byteLength) throw tracev3Error("truncated", "a catalog's list of chunks is cut", at);
    const [first, last] = [view.getBigUint64(at, true), view.getBigUint64(at + 8, true)];
    const indexCount = view.getUint32(at + SUB_CHUNK_BYTES, true);
    const indexesAt = at + SUB_CHUNK_BYTES + 4;
    const stringsAt = indexesAt + indexCount * 2;
    if (stringsAt + 4 > view.byteLength) throw tracev3Error("malformed", "a chunk with more processes than the catalog holds", at);
    for (let n = 0; n < indexCount; n++) {
      const index = view.getUint16(indexesAt + n * 2, true);
      const known = spans.get(index);
      spans.set(index, {
        first: known && known.first < first ? known.first : first,
        last: known && known.last > last ? known.last : last,
      });
    }
    at = aligned(stringsAt + 4 + view.getUint32(stringsAt, true) * 2, from);
  }
  return spans;
}

const aligned = (at: number, from: number): number => from + Math.ceil((at - from) / ALIGNMENT) * ALIGNMENT;
