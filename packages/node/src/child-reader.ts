import { type ChildProcess, fork } from "node:child_process";
import { readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  AcquisitionError,
  type ArtifactResult,
  type ArtifactSink,
  artifacts,
  emptyResult,
  type IndexKeys,
  message,
  type OpenedAcquisition,
  type Reader,
  type RowPack,
  rowsOf,
  type Unlock,
} from "@bridle/core";
import { nearestFolder } from "./case-folder.ts";
import { type Answer, type Chunk, type OpenRequest, type Request, SPOOL_ARGUMENT } from "./protocol.ts";
import { type ChildEntry, childEntry } from "./runtime-paths.ts";
import { createSpoolFile, type SpoolFile } from "./sealed-spool.ts";

export interface ChildReaderOptions {
  readonly path: string;
  /** What to look for; what was published about it stays here. */
  readonly keys: IndexKeys;
  readonly records: OpenRequest["records"];
  readonly timeline: OpenRequest["timeline"];
  /** Artifacts that will be asked for; all, where nothing is said. */
  readonly artifacts?: readonly string[];
  /** What opens a locked acquisition. Only the first process derives its key; the others are given the key itself. */
  readonly unlock?: Unlock;
  /** Text of an age identity file: opens what was sealed for its recipient. */
  readonly identity?: string;
  /** The phone's zone on somebody's word (LoaderContext). */
  readonly zone?: string;
  /** Processes at most; the result is the same with any number. Default: by the size of the acquisition. */
  readonly workers?: number;
  /** Minutes that one artifact may take; the clock is the parent's. */
  readonly watchdogMinutes?: number;
  readonly signal?: AbortSignal;
  /** How the process is started; tests give another. */
  readonly entry?: ChildEntry;
  /**
   * Where the case will lie. In the nearest folder on the way there that exists, an archive's reader gets a file without a name for
   * what must be inflated out of order; it seals what it writes. Without this it has its memory only.
   */
  readonly spoolFolder?: string;
}

const DEFAULT_WATCHDOG_MINUTES = 60;
/** Below so many bytes to read a second process, which opens the acquisition once more, costs more than it saves. */
const BYTES_FOR_TWO = 96 << 20;
/** An archive is not: each process that opens one inflates it again. */
const isWorthTwo = ({ bytes, info }: OpenedAcquisition): boolean => bytes >= BYTES_FOR_TWO && info.idOf !== "file";
/** What is kept of a dying process's last words. */
const MAX_LAST_WORDS = 2_000;
/** Heap of a reading process, in MB; its memory is bounded by named limits long before. */
const HEAP_MB = 2_048;

/**
 * Reads in processes of their own that may only read. One that dies costs the artifact it was reading and is replaced; a fault of
 * the engine itself is thrown.
 */
export function createChildReader(options: ChildReaderOptions): Reader {
  const { signal } = options;
  const idle: Child[] = [];
  const all = new Set<Child>();
  let opened: OpenedAcquisition | undefined;
  let hasTimedOut = false;
  let unlock = options.unlock;
  signal?.addEventListener("abort", () => closeAll(all), { once: true });

  async function start(): Promise<{ child: Child; opened: OpenedAcquisition }> {
    const child = startChild(options);
    all.add(child);
    const { path, keys, records, timeline, artifacts, identity, zone } = options;
    const request: OpenRequest = {
      type: "open",
      path: realPath(path),
      keys,
      records,
      timeline,
      ...(artifacts && { artifacts }),
      ...(unlock && { unlock }),
      ...(identity !== undefined && { identity }),
      ...(zone !== undefined && { zone }),
    };
    const answer = await child.ask(request, () => undefined);
    if (answer.type === "opened") {
      if (answer.key) unlock = { kind: "key", key: answer.key };
      return { child, opened: answer.opened };
    }
    closeAll([child]);
    signal?.throwIfAborted();
    if (answer.type === "refused") throw new AcquisitionError(answer.code, answer.params);
    if (answer.type === "fault") throw faultOf(answer, options.spoolFolder);
    throw new Error(answer.type === "died" ? `the reading process ended while opening: ${answer.detail}` : "unexpected answer");
  }

  return {
    get width() {
      return options.workers ?? (opened && isWorthTwo(opened) ? 2 : 1);
    },
    hasTimedOut: () => hasTimedOut,
    async open() {
      const first = await start();
      idle.push(first.child);
      opened = first.opened;
      return opened;
    },
    async run(artifact, sink) {
      const child = idle.pop() ?? (await start()).child;
      const watchdog = setTimeout(
        () => {
          hasTimedOut = true;
          child.stop("watchdog");
        },
        (options.watchdogMinutes ?? DEFAULT_WATCHDOG_MINUTES) * 60_000,
      );
      const answer = await child
        .ask({ type: "run", artifact }, (chunk) => handOn(chunk, artifact, sink))
        .finally(() => clearTimeout(watchdog));
      signal?.throwIfAborted();
      if (answer.type === "fault") throw faultOf(answer, options.spoolFolder);
      if (answer.type === "result") {
        idle.push(child);
        return answer.result;
      }
      all.delete(child);
      return lost(artifact, answer.type === "died" ? answer.detail : answer.type);
    },
    async close() {
      closeAll(all);
    },
  };
}

/** A full disk is told as the system tells it, with the folder whose disk it is; all else is a fault of the engine. */
export const faultOf = ({ detail, code }: Extract<Answer, { type: "fault" }>, folder: string | undefined): Error =>
  code === undefined || folder === undefined ? new Error(detail) : Object.assign(new Error(detail), { code, path: nearestFolder(folder) });

export const realPath = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
};

function handOn({ lines, rows, records }: Chunk, artifact: string, sink: ArtifactSink): void {
  if (lines !== "") sink.record(lines);
  // Whose rows they are is not for the reading process to say.
  if (rows) addRows({ ...rows, artifact }, sink);
  sink.progress(records);
}

function addRows(pack: RowPack, sink: ArtifactSink): void {
  if (sink.timelinePack) sink.timelinePack(pack);
  else for (const row of rowsOf(pack)) sink.timeline(row);
}

/** The artifact whose process is gone: nothing of it is kept, and that is said. */
function lost(id: string, detail: string): ArtifactResult {
  const artifact = artifacts.find((candidate) => candidate.id === id)!;
  return detail === "watchdog"
    ? emptyResult(artifact, "failed", "watchdog", [{ problem: message("problem/watchdog") }])
    : emptyResult(artifact, "failed", "process-died", [{ problem: message("problem/process-died", { detail }) }]);
}

const closeAll = (children: Iterable<Child>): void => {
  for (const child of [...children]) child.stop("closed");
};

export interface Child {
  /** One request at a time; `died` when the process ended instead of answering. */
  ask(request: Request, onChunk: (chunk: Chunk) => void): Promise<Exclude<Answer, Chunk> | { type: "died"; detail: string }>;
  stop(why: string): void;
}

export function startChild(options: Pick<ChildReaderOptions, "path" | "entry" | "spoolFolder">): Child {
  const acquisition = realPath(options.path);
  const spool = spoolFor(acquisition, options.spoolFolder);
  const { process: child, lastWords } = spawnReader(options.entry ?? childEntry(), acquisition, spool);
  let stopped: string | undefined;
  let ended: { code: number | null; by: string | null } | undefined;
  child.on("exit", (code, by) => {
    ended = { code, by };
    spool?.close();
  });
  const detail = (): string => stopped ?? [ended?.by ?? `status ${ended?.code}`, lastWords()].filter(Boolean).join(": ");
  return {
    ask: (request, onChunk) =>
      new Promise((resolve, reject) => {
        const end = (): void => void child.off("message", listen).off("exit", died);
        const finish = (answer: Parameters<typeof resolve>[0]): void => {
          end();
          resolve(answer);
        };
        const listen = (answer: unknown): void => {
          const known = answer as Answer;
          try {
            if (known.type === "chunk") onChunk(known);
            else finish(known);
          } catch (error) {
            // A full disk: what the process still sends has no place to go.
            end();
            child.kill("SIGKILL");
            reject(error);
          }
        };
        // The channel may still hold an answer when the process has ended: look once more after it is drained.
        const died = (): void => void setImmediate(() => finish({ type: "died", detail: detail() }));
        if (ended) return resolve({ type: "died", detail: detail() });
        child.on("message", listen).on("exit", died);
        child.send(request, (error) => error && died());
      }),
    stop(why) {
      stopped ??= why;
      child.kill("SIGKILL");
    },
  };
}

/**
 * Archives are inflated, and a folder may hold some (AndroidQF's does). Where no file can be made memory must do; if it is for the disk,
 * writing the case will say so.
 */
function spoolFor(acquisition: string, folder: string | undefined): SpoolFile | undefined {
  if (folder === undefined) return undefined;
  try {
    return statSync(acquisition).isFile() || holdsArchive(acquisition) ? createSpoolFile(nearestFolder(folder)) : undefined;
  } catch {
    return undefined;
  }
}

/** Looks where collections keep theirs: at the top, and down to where a phone's folder of reports keeps a sysdiagnose. */
function holdsArchive(folder: string): boolean {
  let level: readonly string[] = [folder];
  let looked = 0;
  for (let depth = 0; depth <= ARCHIVE_DEPTH; depth++) {
    const next: string[] = [];
    for (const path of level) {
      if (++looked > MAX_FOLDERS) return false;
      const entries = readdirSync(path, { withFileTypes: true });
      if (entries.some(({ name }) => ARCHIVE.test(name))) return true;
      next.push(...entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(path, name)));
    }
    level = next;
  }
  return false;
}
const ARCHIVE = /\.(?:zip|ab|gz|tgz)$/i;
/** DiagnosticLogs/sysdiagnose/, logs/powerlogs/. */
const ARCHIVE_DEPTH = 2;
/** An iPhone's backup has 256 folders, and no archive in them; a sysdiagnose has some two hundred. */
const MAX_FOLDERS = 300;

function spawnReader(
  { file, execArgv, readable }: ChildEntry,
  acquisition: string,
  spool: SpoolFile | undefined,
): { process: ChildProcess; lastWords: () => string } {
  const allowed = [...readable, acquisition].map((path) => `--allow-fs-read=${path}`);
  const child = fork(file, spool ? [SPOOL_ARGUMENT] : [], {
    execArgv: [
      "--permission",
      ...allowed,
      `--max-old-space-size=${HEAP_MB}`,
      "--disable-warning=SecurityWarning",
      "--disable-warning=ExperimentalWarning",
      ...execArgv,
    ],
    env: withoutSecrets(),
    serialization: "advanced",
    // In this order: the spool's is SPOOL_DESCRIPTOR.
    stdio: ["ignore", "ignore", "pipe", "ipc", ...(spool ? [spool.descriptor] : [])],
  });
  let words = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    words = (words + text).slice(-MAX_LAST_WORDS);
  });
  return {
    process: child,
    lastWords: () =>
      words
        .split("\n")
        .find((line) => /error|fatal/i.test(line))
        ?.trim() ?? "",
  };
}

/** The child needs nothing of our environment but its zone and language; Windows starts no process without SystemRoot. */
const withoutSecrets = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    ["TZ", "LANG", "LC_ALL", "SystemRoot"].flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
