import { type ByteSource, readBytes } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";
import { type CatalogProcess, MAX_CATALOG_BYTES, readCatalog } from "../../formats/tracev3/catalog.ts";
import { CATALOG, chunksIn, HEADER } from "../../formats/tracev3/chunks.ts";
import { readHeader, type TraceHeader } from "../../formats/tracev3/header.ts";
import { wallClock } from "../../formats/tracev3/timesync.ts";
import { atOffset } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { ProgramTrace } from "../../model/program.ts";
import type { Located } from "../../model/record.ts";
import { type EvidenceTime, fromUnixNanoseconds } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { imageObservables } from "../image-path.ts";
import { optional } from "../optional-field.ts";
import { BESIDE_LOGS, type Beside, createBeside, LOG_FILES } from "../unified-log-beside.ts";

/** A process that wrote into the unified log, as one file of it knows it. */
export interface LogProcess {
  readonly pid: number;
  /** Effective user: 0 is root, 501 the phone's owner. */
  readonly euid: number;
  readonly boot: string;
  /** Of the main image. */
  readonly imageUuid?: string;
  readonly path?: string;
  /** The log's own table of names was there, and this image is not in it. */
  readonly isUnresolved: boolean;
  /** Of the chunks that hold its messages: it spoke between these times. */
  readonly first?: EvidenceTime;
  readonly last?: EvidenceTime;
}

const besideOf = createBeside();
/** Processes of one file; a phone starts some thousands a day. */
const MAX_PROCESSES = 200_000;

/**
 * Who wrote into the unified log: its catalogs list each process with user and image, and no message has to be unpacked for that. Names
 * come from the tables beside the log, times from its clocks.
 */
export default defineArtifact<LogProcess>({
  id: "ios/unified-log-processes",
  version: 1,
  paths: LOG_FILES,
  needs: BESIDE_LOGS,
  presence: { "ios-file-system": "expected", sysdiagnose: "expected" },
  scope: "device",
  emits: { "process:name": ["ran"], "file:path": ["ran"] },
  provenOn: "real-data",
  references: ["https://github.com/libyal/dtformats", "https://github.com/mandiant/macos-UnifiedLogs"],

  *parse(file, context) {
    const source = context.bytes(file);
    const known = besideOf(context);
    let header: TraceHeader | undefined;
    const processes = new Map<string, Seen>();
    let damage: FormatError | undefined;
    try {
      for (const { tag, offset, length } of chunksIn(source)) {
        if (tag === HEADER) header = readHeader(readBytes(source, offset, length));
        else if (tag === CATALOG && header) seeCatalog(processes, header, { source, offset, length }, context);
      }
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      damage = error;
    }
    if (processes.size > 0 && known.clocks.size === 0) context.skip(message("artifacts/ios/unified-log-processes/no-clock"));
    // What was read before damage stands.
    yield [...processes.values()].map((seen) => processOf(seen, known));
    if (damage) throw damage;
  },

  observables: ({ path }) => (path === undefined ? [] : imageObservables(path)),
  programs: programsOf,
  events: ({ first, path, pid }) =>
    first
      ? [{ time: first, kind: "usage", message: "artifacts/ios/unified-log-processes/spoke", params: { name: path ?? String(pid) } }]
      : [],
});

/** Where the tables of names are not there at all, that an image has none says nothing. */
function programsOf({ path, imageUuid, isUnresolved, pid, euid, first, last }: LogProcess): readonly ProgramTrace[] {
  if (path === undefined && !isUnresolved) return [];
  const seen = { pid, uid: euid, ...optional("first", first), ...optional("last", last) };
  return [{ ...optional("path", path), ...optional("imageUuid", imageUuid), ...seen }];
}

/** A process with the place of the catalog that named it first. */
interface Seen {
  readonly at: number;
  readonly header: TraceHeader;
  process: CatalogProcess;
}

/** Where a catalog lies. */
interface Place {
  readonly source: ByteSource;
  readonly offset: number;
  readonly length: number;
}

function seeCatalog(processes: Map<string, Seen>, header: TraceHeader, place: Place, context: ParseContext): void {
  for (const process of catalogAt(place, context)) {
    const key = `${header.bootUuid} ${process.procId} ${process.imageUuid}`;
    const known = processes.get(key);
    if (known) known.process = widened(known.process, process);
    else if (processes.size < MAX_PROCESSES) processes.set(key, { at: place.offset, header, process });
    else {
      context.skip(message("artifacts/shared/too-many", { limit: MAX_PROCESSES }), [atOffset(place.offset)], "over-budget");
      return;
    }
  }
}

/** One damaged catalog costs itself: the others are whole. */
function catalogAt({ source, offset, length }: Place, context: ParseContext): readonly CatalogProcess[] {
  if (length > MAX_CATALOG_BYTES) {
    context.skip(message("artifacts/ios/unified-log-processes/catalog-too-large"), [atOffset(offset)], "over-budget");
    return [];
  }
  try {
    return readCatalog(readBytes(source, offset, length));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    context.skip(message("artifacts/ios/unified-log-processes/catalog-damaged", { detail: error.message }), [atOffset(offset)], "damaged");
    return [];
  }
}

/** From the first to the last that either knows. */
function widened(a: CatalogProcess, b: CatalogProcess): CatalogProcess {
  if (b.firstTick === undefined || b.lastTick === undefined) return a;
  if (a.firstTick === undefined || a.lastTick === undefined) return { ...a, firstTick: b.firstTick, lastTick: b.lastTick };
  return {
    ...a,
    firstTick: b.firstTick < a.firstTick ? b.firstTick : a.firstTick,
    lastTick: b.lastTick > a.lastTick ? b.lastTick : a.lastTick,
  };
}

function processOf({ at, header, process }: Seen, known: Beside): Located<LogProcess> {
  const { pid, euid, imageUuid, firstTick, lastTick } = process;
  const path = imageUuid === undefined ? undefined : known.pathOf(imageUuid);
  const clock = known.clocks.get(header.bootUuid);
  const timeAt = (tick: bigint | undefined): EvidenceTime | undefined =>
    clock && tick !== undefined ? fromUnixNanoseconds(wallClock(clock, tick)) : undefined;
  const data: LogProcess = {
    pid,
    euid,
    boot: header.bootUuid,
    ...optional("imageUuid", imageUuid),
    ...optional("path", path),
    isUnresolved: known.hasNames && path === undefined,
    ...optional("first", timeAt(firstTick)),
    ...optional("last", timeAt(lastTick)),
  };
  return { at: [atOffset(at)], data };
}
