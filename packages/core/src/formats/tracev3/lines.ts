import { FormatError } from "../../bytes/format-error.ts";
import { partitionPoint } from "../../model/partition-point.ts";
import type { LoadedImage, SpeakingProcess } from "./catalog.ts";
import { chunksOfSet } from "./chunk-set.ts";
import { type Chunk, FIREHOSE, OVERSIZE, SIMPLE_DUMP, STATE_DUMP } from "./chunks.ts";
import { type Oversize, readOversize, readSimpleDump, readStateDump, type SimpleDump, type StateDump } from "./dumps.ts";
import { eachTracepoint, type Firehose, LOSS, readFirehose, TRACE, type Tracepoint } from "./firehose.ts";
import { type ItemPlace, type LogItem, placeOf, readItems, readTraceItems } from "./items.ts";
import { newPointHead, type PointHead, readPointHead } from "./point-head.ts";
import { renderLine } from "./render.ts";
import type { FormatString, FormatTable } from "./strings.ts";
import { uuidText } from "./uuid.ts";

/** Where the strings of images lie; the same table for the same UUID each time. */
export interface LogStrings {
  image(uuid: string): FormatTable;
  sharedCache(uuid: string): FormatTable;
}

/** A process of a catalog with its tables, found once. */
export interface Speaker {
  readonly process: SpeakingProcess;
  readonly main: FormatTable | undefined;
  readonly cache: FormatTable | undefined;
  /** By address. */
  readonly images: readonly LoadedImage[];
  /** What a reader of lines found out about this process, once for all its lines. */
  memo?: unknown;
}

/** A line as the walk meets it. One object for all: whoever keeps something of it takes it out. */
export interface LineView {
  readonly speaker: Speaker;
  readonly firehose: Firehose;
  readonly point: Tracepoint;
  readonly head: PointHead;
  /** Undefined where the acquisition does not hold it. */
  format: FormatString | undefined;
  /** Arguments that stand in a chunk of their own. */
  oversize: Oversize | undefined;
}

/** What of a set could not be read: lines of a process that no catalog lists, a chunk of no known kind, damaged ones. */
export type LineDamage = "unlisted-process" | "unknown-chunk" | "firehose" | "line" | "oversize" | "state" | "simple";

/** What is done with the lines of a set. */
export interface LineSink {
  line(line: LineView): void;
  state(dump: StateDump, speaker: Speaker | undefined): void;
  simple(dump: SimpleDump, speaker: Speaker | undefined): void;
  damaged(what: LineDamage): void;
}

/** Large arguments wait for their lines; so many bytes of them at most. */
const MAX_WAITING_BYTES = 32 << 20;

/** Arguments that were too large for their lines, by process and number. */
export interface Waiting {
  readonly byNumber: Map<string, Oversize>;
  bytes: number;
}
export const newWaiting = (): Waiting => ({ byNumber: new Map(), bytes: 0 });

export function speakersOf(processes: ReadonlyMap<string, SpeakingProcess>, strings: LogStrings): ReadonlyMap<string, Speaker> {
  const speakers = new Map<string, Speaker>();
  for (const [procId, process] of processes)
    speakers.set(procId, {
      process,
      main: process.imageUuid === undefined ? undefined : strings.image(process.imageUuid),
      cache: process.cacheUuid === undefined ? undefined : strings.sharedCache(process.cacheUuid),
      images: [...process.images].sort((a, b) => a.address - b.address),
    });
  return speakers;
}

/** What the lines of a set need besides its bytes. */
export interface LineSource {
  /** Of the catalog that stands before the set. */
  speakers: ReadonlyMap<string, Speaker>;
  readonly strings: LogStrings;
  readonly waiting: Waiting;
}

/** Hands each line of an unpacked set to the sink. Throws FormatError where the set is cut, after what lies before. */
export function eachLine(set: Uint8Array, source: LineSource, sink: LineSink): void {
  const view = new DataView(set.buffer, set.byteOffset, set.byteLength);
  const chunks: Chunk[] = [];
  let damage: FormatError | undefined;
  try {
    for (const chunk of chunksOfSet(view)) {
      // Before all lines, whichever stands first.
      if (chunk.tag === OVERSIZE) keepOversize(source.waiting, readOversize(view, set, chunk.offset, chunk.length), sink);
      else chunks.push(chunk);
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    damage = error;
  }
  for (const chunk of chunks) readChunk(view, set, chunk, source, sink);
  if (damage) throw damage;
}

function keepOversize(waiting: Waiting, oversize: Oversize | undefined, sink: LineSink): void {
  if (oversize === undefined) {
    sink.damaged("oversize");
    return;
  }
  const { from, to, privateTo } = oversize.place;
  const bytes = oversize.place.bytes.slice(from, privateTo);
  if (waiting.bytes + bytes.length > MAX_WAITING_BYTES) {
    waiting.byNumber.clear();
    waiting.bytes = 0;
  }
  waiting.bytes += bytes.length;
  const place: ItemPlace = {
    bytes,
    view: new DataView(bytes.buffer),
    from: 0,
    to: to - from,
    privateFrom: to - from,
    privateTo: bytes.length,
  };
  waiting.byNumber.set(`${oversize.procId}:${oversize.number}`, { ...oversize, place });
}

function readChunk(view: DataView, set: Uint8Array, { tag, offset, length }: Chunk, source: LineSource, sink: LineSink): void {
  if (tag === FIREHOSE) readFirehoseLines(view, set, offset, length, source, sink);
  else if (tag === STATE_DUMP) {
    const dump = readStateDump(view, set, offset, length);
    if (dump) sink.state(dump, source.speakers.get(dump.procId));
    else sink.damaged("state");
  } else if (tag === SIMPLE_DUMP) {
    const dump = readSimpleDump(view, set, offset, length);
    if (dump) sink.simple(dump, source.speakers.get(dump.procId));
    else sink.damaged("simple");
  } else sink.damaged("unknown-chunk");
}

function readFirehoseLines(view: DataView, set: Uint8Array, offset: number, length: number, source: LineSource, sink: LineSink): void {
  try {
    const firehose = readFirehose(view, set, offset, length);
    const speaker = source.speakers.get(firehose.procId);
    if (speaker) walk(firehose, speaker, source, sink);
    else sink.damaged("unlisted-process");
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    sink.damaged("firehose");
  }
}

function walk(firehose: Firehose, speaker: Speaker, { strings, waiting }: LineSource, sink: LineSink): void {
  const head = newPointHead();
  let line: LineView | undefined;
  eachTracepoint(firehose, (point) => {
    if (!readPointHead(firehose, point, head)) {
      sink.damaged("line");
      return;
    }
    line ??= { speaker, firehose, point, head, format: undefined, oversize: undefined };
    line.format = formatOf(line, strings);
    line.oversize = head.oversize === 0 ? undefined : waiting.byNumber.get(`${firehose.procId}:${head.oversize}`);
    sink.line(line);
  });
}

function formatOf({ speaker, firehose, point, head }: LineView, strings: LogStrings): FormatString | undefined {
  if (point.kind === LOSS) return undefined;
  switch (head.home) {
    case "main":
      return speaker.main?.formatAt(point.reference, 0);
    case "shared-cache":
      return speaker.cache?.formatAt(point.reference, head.largeOffset);
    case "relative":
      return strings.image(uuidText(firehose.bytes, head.uuidAt)).formatAt(point.reference, 0);
    case "absolute": {
      const image = imageHolding(speaker.images, head.address);
      return image && strings.image(image.uuid).formatAt(point.reference, 0);
    }
  }
}

function imageHolding(images: readonly LoadedImage[], address: number): LoadedImage | undefined {
  const after = partitionPoint(images.length, (index) => images[index]!.address <= address);
  const image = images[after - 1];
  return image && address <= image.address + image.size ? image : undefined;
}

/** Where the arguments of a line stand. */
export const argumentsOf = ({ firehose, head, oversize }: LineView): ItemPlace => oversize?.place ?? placeOf(firehose, head);

/** True where the arguments of a line stood in a chunk that the log does not hold any more. */
export const lacksArguments = ({ head, oversize }: LineView): boolean => head.oversize !== 0 && oversize === undefined;

export function itemsOf(line: LineView): readonly LogItem[] {
  const { point, head, firehose } = line;
  if (point.kind === LOSS || lacksArguments(line)) return [];
  if (point.kind === TRACE) return readTraceItems({ bytes: firehose.bytes, from: head.itemsAt, to: head.end });
  return readItems(argumentsOf(line));
}

/** The text of a line; undefined where its format string is not there. */
export const textOfLine = (line: LineView): string | undefined => line.format && renderLine(line.format.segments(), itemsOf(line));

export const tickOf = ({ firehose, point }: LineView): bigint => firehose.baseTick + BigInt(point.ticks);
