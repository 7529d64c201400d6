import {
  type CaseOutcome,
  type CaseRequest,
  compileSqlite,
  createLocalReader,
  createMemorySpool,
  createMemoryStore,
  createSqliteEngine,
  detections,
  isAskedFor,
  type Knowledge,
  type LoaderContext,
  openAcquisition,
  portableSha256,
  runCase,
  type Unlock,
  wantedBy,
} from "@bridle/core";
import { browserCrypto } from "./crypto.ts";
import { browserInflate } from "./inflate.ts";
import { browserInput, type ChosenFile, type ReadBlob } from "./input.ts";

/** What a worker is asked to examine. */
export interface BrowserRequest {
  /** Name of what was chosen, for messages only. */
  readonly name: string;
  readonly chosen: readonly ChosenFile[];
  /** Bytes of @sqlite.org/sqlite-wasm/sqlite3.wasm, which the page brings along: nothing is fetched here. */
  readonly wasm: Uint8Array<ArrayBuffer>;
  readonly knowledge: Knowledge;
  readonly options: CaseRequest["options"];
  readonly progress?: CaseRequest["progress"];
  readonly signal?: AbortSignal;
  /** What opens a locked acquisition. */
  readonly unlock?: Unlock;
  /** Text of an age identity file. */
  readonly identity?: string;
  /** The worker's synchronous reader of files; tests bring their own. */
  readonly read?: ReadBlob;
}

/** A case that never left the browser: its files are text in memory, by path. */
export interface BrowserCase extends CaseOutcome {
  readonly files: ReadonlyMap<string, string>;
}

/** Examines chosen files in this worker. Nothing is uploaded and nothing is stored. Throws AcquisitionError as the loaders do. */
export async function examineChosen(request: BrowserRequest): Promise<BrowserCase> {
  const { knowledge, options } = request;
  const asked = knowledge.artifacts.filter((artifact) => isAskedFor(artifact, options));
  const engine = createSqliteEngine(await compileSqlite(request.wasm));
  const sqlite = (): typeof engine => engine;
  const input = browserInput(request.name, request.chosen, request.read);
  const context: LoaderContext = {
    createHasher: portableSha256,
    sqlite,
    crypto: browserCrypto,
    inflate: browserInflate,
    spool: createMemorySpool(),
    wanted: wantedBy(asked),
    ...(request.unlock && { unlock: request.unlock }),
    ...(request.identity !== undefined && { identity: request.identity }),
  };
  const reader = createLocalReader(() => openAcquisition(input, context), knowledge.artifacts, {
    index: knowledge.index,
    detections,
    sqlite,
    createHasher: portableSha256,
    records: options.records,
    timeline: options.timeline,
    ...(request.signal && { signal: request.signal }),
  });
  const store = createMemoryStore();
  try {
    const opened = await reader.open();
    const progress = request.progress && { progress: request.progress };
    const outcome = await runCase({ parts: [{ reader, opened }], knowledge, options, store, host: BROWSER_HOST, ...progress });
    return { ...outcome, files: store.files };
  } finally {
    await reader.close();
  }
}

const BROWSER_HOST: CaseRequest["host"] = {
  now: () => new Date().toISOString(),
  run: { runtime: "browser", platform: "web", isolation: "worker", workers: 1 },
  isReproducible: () => true,
};
