/**
 * The process that reads evidence. Its parent starts it under Node's permission model: it may read the acquisition and its own
 * code, and may open nothing to write, start nothing and reach no network. Where it was handed an open file, it seals what it puts
 * there. It answers over the channel to its parent and ends with it.
 */
import { readFileSync } from "node:fs";
import {
  type Acquisition,
  AcquisitionError,
  type ArtifactSink,
  artifacts,
  createLocalReader,
  createMemorySpool,
  detections,
  type LoaderContext,
  openAcquisition,
  packRows,
  type Reader,
  type Spool,
  type TimelineRow,
  wantedBy,
} from "@bridle/core";
import { type FilePieces, openFile } from "./child-file.ts";
import { nodeCrypto } from "./crypto.ts";
import { nodeSha256 } from "./hasher.ts";
import { nodeInflate } from "./inflate.ts";
import { nodeInput } from "./input.ts";
import { type Answer, type FileRequest, type OpenRequest, type Request, SPOOL_ARGUMENT, SPOOL_DESCRIPTOR } from "./protocol.ts";
import { sqliteWasmPath } from "./runtime-paths.ts";
import { createSealedSpool } from "./sealed-spool.ts";
import { sqliteOnDemand } from "./sqlite-on-demand.ts";

/** Rows or lines that travel in one message. */
const CHUNK_ENTRIES = 2_000;
const CHUNK_CHARACTERS = 1 << 19;
/** Messages under way before reading waits for the parent. */
const MAX_UNDER_WAY = 8;

let reader: Reader | undefined;
let pieces: FilePieces | undefined;
let underWay = 0;
let wake: (() => void) | undefined;

function send(answer: Answer): void {
  underWay++;
  process.send!(answer, () => {
    underWay--;
    wake?.();
  });
}

const drained = (): Promise<void> | undefined => (underWay < MAX_UNDER_WAY ? undefined : new Promise<void>((done) => (wake = done)));

process.on("message", (request: Request) => void answer(request).catch(report));
process.on("disconnect", () => process.exit(0));

async function answer(request: Request): Promise<void> {
  if (request.type === "open") return open(request);
  if (request.type === "file") return findFile(request);
  if (request.type === "piece") return send(pieces!.next());
  const sink = chunkedSink(request.artifact);
  const result = await reader!.run(request.artifact, sink);
  sink.flush();
  send({ type: "result", result });
}

/** The one file that this process may write to, by the descriptor it was started with. It may open none. */
const hostSpool = (): Spool => (process.argv.includes(SPOOL_ARGUMENT) ? createSealedSpool(SPOOL_DESCRIPTOR) : createMemorySpool());

function contextFor(
  wanted: readonly string[],
  { unlock, identity, zone }: Pick<LoaderContext, "unlock" | "identity" | "zone">,
): LoaderContext {
  return {
    createHasher: nodeSha256,
    // Read now, so that its lack is no artifact's.
    sqlite: sqliteOnDemand(new Uint8Array(readFileSync(sqliteWasmPath()))),
    crypto: nodeCrypto,
    inflate: nodeInflate,
    spool: hostSpool(),
    wanted,
    ...(unlock && { unlock }),
    ...(identity !== undefined && { identity }),
    ...(zone !== undefined && { zone }),
  };
}

async function findFile(request: FileRequest): Promise<void> {
  const found = await openFile(request, (wanted) => contextFor(wanted, request));
  pieces = found.pieces;
  send({ type: "file", rawPaths: found.rawPaths });
}

async function open({ path, keys, records, timeline, artifacts: ids, ...given }: OpenRequest): Promise<void> {
  const asked = ids ? artifacts.filter(({ id }) => ids.includes(id)) : artifacts;
  const context = contextFor(wantedBy(asked), given);
  let key: Uint8Array | undefined;
  const openHere = async (): Promise<Acquisition> => {
    const acquisition = await openAcquisition(nodeInput(path), context);
    key = acquisition.key;
    return acquisition;
  };
  reader = createLocalReader(openHere, asked, {
    index: { keys },
    detections,
    sqlite: context.sqlite,
    createHasher: nodeSha256,
    records,
    timeline,
  });
  const opened = await reader.open();
  send({ type: "opened", opened, ...(key && { key }) });
}

function report(error: unknown): void {
  if (error instanceof AcquisitionError) send({ type: "refused", code: error.code, params: error.params });
  else send({ type: "fault", detail: error instanceof Error ? (error.stack ?? error.message) : String(error), ...fullDisk(error) });
}

const FULL_DISK = ["ENOSPC", "EDQUOT", "EFBIG"];
const fullDisk = (error: unknown): { code?: string } =>
  error instanceof Error && "code" in error && FULL_DISK.includes(String(error.code)) ? { code: String(error.code) } : {};

function chunkedSink(artifact: string): ArtifactSink & { flush(): void } {
  let lines: string[] = [];
  let rows: TimelineRow[] = [];
  let characters = 0;
  let records = 0;
  const flush = (): void => {
    if (lines.length + rows.length > 0)
      send({ type: "chunk", lines: lines.join(""), ...(rows.length > 0 && { rows: packRows(artifact, rows) }), records });
    lines = [];
    rows = [];
    characters = 0;
  };
  const added = (length: number): void => {
    characters += length;
    if (lines.length + rows.length >= CHUNK_ENTRIES || characters >= CHUNK_CHARACTERS) flush();
  };
  return {
    record(line) {
      lines.push(line);
      added(line.length);
    },
    timeline(row) {
      rows.push(row);
      added(row.message.length);
    },
    progress(count) {
      if (count - records < PROGRESS_STEP) return;
      records = count;
      send({ type: "chunk", lines: "", records });
    },
    drained,
    flush,
  };
}
/** Records between two reports of progress. */
const PROGRESS_STEP = 5_000;
