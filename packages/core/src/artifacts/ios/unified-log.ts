import { readBytes } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";
import { createSeenTexts } from "../../formats/tracev3/argument-scan.ts";
import { MAX_CATALOG_BYTES, readSpeakers } from "../../formats/tracev3/catalog.ts";
import { MAX_SET_BYTES, unpackChunkSet } from "../../formats/tracev3/chunk-set.ts";
import { CATALOG, CHUNK_SET, type Chunk, chunksIn, HEADER } from "../../formats/tracev3/chunks.ts";
import { readHeader } from "../../formats/tracev3/header.ts";
import { eachLine, type LineSource, newWaiting, speakersOf } from "../../formats/tracev3/lines.ts";
import type { AcquisitionInfo } from "../../model/acquisition.ts";
import { atOffset } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Observable } from "../../model/observable.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact } from "../artifact.ts";
import { imageObservables } from "../image-path.ts";
import { optional } from "../optional-field.ts";
import { BESIDE_LOGS, createBeside, LOG_FILES } from "../unified-log-beside.ts";
import { type LineReading, type LogMemory, MAX_KEPT_LINES, newReading, sinkOf } from "../unified-log-reader.ts";
import type { LogTopic } from "../unified-log-topics.ts";

/** A line of the unified log that is kept, and why. */
export interface UnifiedLogLine {
  /** Its program lies outside the folders for programs · its words are a known topic · it names something for the first time. */
  readonly why: "program" | "words" | "names";
  readonly topic?: LogTopic;
  readonly time?: EvidenceTime;
  readonly pid: number;
  /** Effective user: 0 is root, 501 the phone's owner. */
  readonly euid?: number;
  /** Path of the program. */
  readonly process?: string;
  /** Path of the image that wrote the line: the program, or a library of it. */
  readonly image?: string;
  readonly subsystem?: string;
  readonly category?: string;
  readonly level?: LogLevel;
  /** As the system would show it; what was private is `<private>`. Absent where the archive does not hold its format string. */
  readonly text?: string;
  /** Its arguments, where the text cannot be made. */
  readonly values?: readonly string[];
  /** Links and hosts that its arguments name. */
  readonly links?: readonly string[];
  /** Files outside the sealed system that its arguments name. */
  readonly paths?: readonly string[];
  /** Of a line on starts and ends: the program that it is about. */
  readonly about?: string;
}
export type LogLevel = "default" | "info" | "debug" | "error" | "fault";

const besideOf = createBeside();
const memories = new WeakMap<AcquisitionInfo, LogMemory>();
const BATCH = 500;
/** Of the timeline: what a person would look for there. */
const EVENTS: Partial<Record<LogTopic, "crash" | "profile" | "process">> = {
  crash: "crash",
  management: "profile",
  published: "process",
};

/**
 * Lines of the unified log. All are unpacked and walked, and the arguments of all are looked through for hosts, links and files; rendered
 * are those of programs outside the folders for programs, those whose words are a known topic, and the first that names something.
 */
export default defineArtifact<UnifiedLogLine>({
  id: "ios/unified-log",
  version: 1,
  paths: LOG_FILES,
  needs: BESIDE_LOGS,
  presence: { "ios-file-system": "expected", sysdiagnose: "expected" },
  scope: "communication", // hosts that were looked up and links that were opened are browsing
  emits: { "url:value": ["listed"], "file:path": ["listed", "ran"], "process:name": ["ran"] },
  provenOn: "real-data",
  references: ["https://github.com/libyal/dtformats", "https://github.com/mandiant/macos-UnifiedLogs"],

  *parse(file, context) {
    const source = context.bytes(file);
    const beside = besideOf(context);
    const memory = memories.get(context.acquisition) ?? { seen: createSeenTexts(), numbers: new Map() };
    memories.set(context.acquisition, memory);
    const reading = newReading(context, beside, memory, source.byteLength);
    const lines: LineSource = { speakers: new Map(), strings: beside.strings, waiting: newWaiting() };
    let damage: FormatError | undefined;
    try {
      for (const chunk of chunksIn(source)) {
        readPart(chunk, (length) => readBytes(source, chunk.offset, length), lines, reading);
        if (reading.found.length >= BATCH) yield reading.found.splice(0);
      }
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      damage = error;
    }
    yield reading.found.splice(0);
    tell(reading);
    // What was read before damage stands.
    if (damage) throw damage;
  },

  observables: ({ links = [], paths = [], about }) => [
    ...links.map((value): Observable => ({ type: "url:value", role: "listed", value })),
    ...paths.map((value): Observable => ({ type: "file:path", role: "listed", value })),
    ...(about === undefined ? [] : imageObservables(about)),
  ],
  programs: ({ about, time }) => (about?.startsWith("/") ? [{ path: about, ...optional("first", time), ...optional("last", time) }] : []),
  events({ time, topic, text }) {
    const kind = topic && EVENTS[topic];
    return time && kind && text !== undefined ? [{ time, kind, message: "artifacts/ios/unified-log/said", params: { text } }] : [];
  },
});

/** One chunk of the file. A damaged set or catalog costs itself. */
function readPart({ tag, offset, length }: Chunk, read: (length: number) => Uint8Array, lines: LineSource, reading: LineReading): void {
  const { context, beside } = reading;
  reading.at = atOffset(offset);
  try {
    if (tag === HEADER) reading.clock = beside.clocks.get(readHeader(read(length)).bootUuid);
    else if (tag === CATALOG) lines.speakers = speakersOf(readSpeakers(read(within(length, MAX_CATALOG_BYTES))), lines.strings);
    else if (tag === CHUNK_SET) {
      const set = unpackChunkSet(read(within(length, MAX_SET_BYTES)), reading.left);
      reading.left -= set.length;
      eachLine(set, lines, sinkOf(reading));
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const reason = error.code === "unsupported" ? "unreadable-form" : error.code === "limit" ? "over-budget" : "damaged";
    context.skip(message("artifacts/ios/unified-log/part-unreadable", { detail: error.message }), [reading.at], reason);
  }
}

function within(length: number, limit: number): number {
  if (length > limit) throw new FormatError("tracev3", "limit", `a part of ${length} bytes`);
  return length;
}

/** What was looked at, in numbers. */
function tell({ context, counts, clock }: LineReading): void {
  const { lines, unresolved, damaged } = counts;
  for (const [what, count] of damaged)
    context.skip(
      message(`artifacts/ios/unified-log/damaged-${what}`, { count }),
      undefined,
      what === "unlisted-process" ? "rows-skipped" : "damaged",
    );
  if (lines > 0 && clock === undefined) context.skip(message("artifacts/ios/unified-log-processes/no-clock"));
  if (lines > 0) context.note(message("artifacts/ios/unified-log/looked-at", { lines, kept: Math.min(counts.kept, MAX_KEPT_LINES) }));
  if (unresolved > 0) context.note(message("artifacts/ios/unified-log/no-format", { count: unresolved, lines }));
}
