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

/** Where an image lay in a process, as far as a catalog tells. */
export interface LoadedImage {
  readonly uuid: string;
  readonly address: number;
  readonly size: number;
}

/** What lines need to know of a process. */
export interface SpeakingProcess {
  readonly procId: string;
  readonly pid: number;
  readonly euid: number;
  readonly imageUuid?: string;
  readonly cacheUuid?: string;
  readonly images: readonly LoadedImage[];
  /** Subsystem and category by the number that lines give. */
  subsystem(id: number): Subsystem | undefined;
}

export interface Subsystem {
  readonly subsystem: string;
  readonly category: string;
}

interface Entry {
  readonly index: number;
  readonly main: number;
  readonly cache: number;
  readonly procId: string;
  readonly pid: number;
  readonly euid: number;
  /** Where its images and its subsystems stand. */
  readonly imagesAt: number;
  readonly imageCount: number;
  readonly subsystemsAt: number;
  readonly subsystemCount: number;
}

/** The parts of a catalog, by their places. */
interface Layout {
  readonly view: DataView;
  readonly stringsAt: number;
  readonly processesAt: number;
  readonly chunksAt: number;
  readonly chunkCount: number;
  readonly entries: readonly Entry[];
  uuid(index: number): string | undefined;
}

/** The processes of a catalog. Bytes that end early cost what follows them; counts are believed as far as the bytes reach. */
export function readCatalog(bytes: Uint8Array): readonly CatalogProcess[] {
  const { view, chunksAt, chunkCount, entries, uuid } = layoutOf(bytes);
  const spans = readSpans(view, chunksAt, chunkCount);
  return entries.map((entry) => {
    const [imageUuid, cacheUuid, span] = [uuid(entry.main), uuid(entry.cache), spans.get(entry.index)];
    return {
      pid: entry.pid,
      euid: entry.euid,
      procId: entry.procId,
      loadedUuids: imagesOf(view, entry, uuid).map((image) => image.uuid),
      ...(imageUuid !== undefined && { imageUuid }),
      ...(cacheUuid !== undefined && { cacheUuid }),
      ...(span && { firstTick: span.first, lastTick: span.last }),
    };
  });
}

/** The processes of a catalog by the numbers that the lines behind it name them by. */
export function readSpeakers(bytes: Uint8Array): ReadonlyMap<string, SpeakingProcess> {
  const layout = layoutOf(bytes);
  const { view, uuid } = layout;
  return new Map(
    layout.entries.map((entry) => {
      const [imageUuid, cacheUuid] = [uuid(entry.main), uuid(entry.cache)];
      const speaker: SpeakingProcess = {
        procId: entry.procId,
        pid: entry.pid,
        euid: entry.euid,
        images: imagesOf(view, entry, uuid),
        subsystem: (id) => subsystemOf(bytes, layout, entry, id),
        ...(imageUuid !== undefined && { imageUuid }),
        ...(cacheUuid !== undefined && { cacheUuid }),
      };
      return [entry.procId, speaker];
    }),
  );
}

function layoutOf(bytes: Uint8Array): Layout {
  if (bytes.length < FIXED_BYTES) throw tracev3Error("truncated", "a catalog is cut");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stringsAt = FIXED_BYTES + view.getUint16(0, true);
  const processesAt = FIXED_BYTES + view.getUint16(2, true);
  const chunksAt = FIXED_BYTES + view.getUint16(6, true);
  if (stringsAt > processesAt || processesAt > chunksAt || chunksAt > bytes.length)
    throw tracev3Error("malformed", "a catalog's parts overlap");
  const uuidCount = Math.floor((stringsAt - FIXED_BYTES) / UUID_BYTES);
  return {
    view,
    stringsAt,
    processesAt,
    chunksAt,
    chunkCount: view.getUint16(8, true),
    entries: readEntries(view, processesAt, chunksAt, view.getUint16(4, true)),
    uuid: (index) => (index === NONE || index >= uuidCount ? undefined : uuidText(bytes, FIXED_BYTES + index * UUID_BYTES)),
  };
}

function imagesOf(view: DataView, { imagesAt, imageCount }: Entry, uuidOf: Layout["uuid"]): readonly LoadedImage[] {
  const images: LoadedImage[] = [];
  for (let n = 0; n < Math.min(imageCount, MAX_LOADED); n++) {
    const at = imagesAt + n * IMAGE_BYTES;
    const uuid = uuidOf(view.getUint16(at + 8, true));
    // 48 bits: exact as a number.
    const address = view.getUint32(at + 10, true) + view.getUint16(at + 14, true) * 0x1_0000_0000;
    if (uuid !== undefined) images.push({ uuid, address, size: view.getUint32(at, true) });
  }
  return images;
}

function subsystemOf(bytes: Uint8Array, layout: Layout, { subsystemsAt, subsystemCount }: Entry, id: number): Subsystem | undefined {
  for (let n = 0; n < subsystemCount; n++) {
    const at = subsystemsAt + n * SUBSYSTEM_BYTES;
    if (layout.view.getUint16(at, true) !== id) continue;
    const text = (offset: number): string => textUpTo(bytes, layout.stringsAt + offset, layout.processesAt);
    return { subsystem: text(layout.view.getUint16(at + 2, true)), category: text(layout.view.getUint16(at + 4, true)) };
  }
  return undefined;
}

/** Text up to a NUL, or to the end of the part. */
function textUpTo(bytes: Uint8Array, from: number, to: number): string {
  const nul = bytes.indexOf(0, from);
  return new TextDecoder().decode(bytes.subarray(from, nul === -1 || nul > to ? to : nul));
}

function readEntries(view: DataView, from: number, to: number, count: number): Entry[] {
  const entries: Entry[] = [];
  for (let at = from; entries.length < count; ) {
    if (at + PROCESS_BYTES > to) throw tracev3Error("truncated", "a catalog's list of processes is cut", at);
    const imageCount = view.getUint32(at + 32, true);
    const imagesAt = at + PROCESS_BYTES;
    const subsystemsAt = imagesAt + imageCount * IMAGE_BYTES;
    if (subsystemsAt + 8 > to) throw tracev3Error("malformed", "a process with more images than the catalog holds", at);
    const subsystemCount = view.getUint32(subsystemsAt, true);
    entries.push({
      index: view.getUint16(at, true),
      main: view.getUint16(at + 4, true),
      cache: view.getUint16(at + 6, true),
      procId: `${view.getBigUint64(at + 8, true)}.${view.getUint32(at + 16, true)}`,
      pid: view.getUint32(at + 20, true),
      euid: view.getUint32(at + 24, true),
      imagesAt,
      imageCount,
      subsystemsAt: subsystemsAt + 8,
      subsystemCount,
    });
    const end = subsystemsAt + 8 + subsystemCount * SUBSYSTEM_BYTES;
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
