import { atFile, atLine } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { ProgramTrace } from "../../model/program.ts";
import type { Located } from "../../model/record.ts";
import { between, compareTimes, type EvidenceTime, fromUnixSeconds } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { imageObservables, splitImage } from "../image-path.ts";
import { optional } from "../optional-field.ts";

/** A process that was still there when the phone was being shut down. */
export interface RemainingClient {
  readonly kind: "client";
  /** Number of the shutdown in this file, from 1. */
  readonly shutdown: number;
  readonly pid: number;
  readonly path: string;
  /** Of its main image. */
  readonly uuid?: string;
  /** Seconds from the start of the shutdown at which it was seen, the last of them. */
  readonly afterSeconds?: number;
  readonly time?: EvidenceTime;
}

/** A shutdown that was noted. */
export interface Shutdown {
  readonly kind: "shutdown";
  readonly shutdown: number;
  readonly clients: number;
  /** Seconds until the last client was gone; 0 where none was waited for. */
  readonly delaySeconds: number;
  /** False where the line that ends a shutdown is missing: the phone fell, or the file was copied while it was written. */
  readonly isEnded: boolean;
  readonly time?: EvidenceTime;
}

/** A file of the log: what it holds, and what it could. */
export interface ShutdownHistory {
  readonly kind: "history";
  readonly shutdowns: number;
  readonly keeps: ShutdownsKept;
}

/**
 * How far back a file of this system reaches: to the last update or erasure · to the last shutdown alone · several files take turns ·
 * not known, since the system's version is not.
 */
export type ShutdownsKept = "since-update" | "last" | "in-turns" | "unknown";

export type ShutdownLogRecord = RemainingClient | Shutdown | ShutdownHistory;

const AFTER = /^\s*After (\d{1,9}(?:\.\d{1,9})?)s, these clients are still here:/;
/** Greedy: a path may hold parentheses, and ends at the last. */
const CLIENT = /^\s*remaining client pid: (-?\d{1,10}) \((.*)\)\s*$/;
const END = /^\s*SIGTERM: \[(\d{1,12})(?:\.\d+)?\]/;
/** Clients of one shutdown; a phone runs some hundreds of processes. */
const MAX_CLIENTS = 20_000;

/**
 * What logd notes while the phone shuts down: who was still running after so many seconds, and when it was over. Implants have been
 * among them, for they would not go. Grammar: published analyses of the file and the code of four tools agree.
 */
export default defineArtifact<ShutdownLogRecord>({
  id: "ios/shutdown-log",
  version: 2,
  paths: [
    "/private/var/db/diagnostics/shutdown.log", // all versions known; since iOS 26 emptied at each shutdown by some builds
    "/private/var/db/diagnostics/shutdown.*.log", // generations of later iOS 26
  ],
  presence: { "ios-file-system": "expected", sysdiagnose: "expected" },
  scope: "device",
  emits: { "process:name": ["ran"], "file:path": ["ran"] },
  provenOn: "synthetic-only",
  references: [
    "https://securelist.com/shutdown-log-lightweight-ios-malware-detection-method/111734/",
    "https://github.com/KasperskyLab/iShutdown",
  ],

  *parse(file, context) {
    let block = startBlock(1);
    let previous: EvidenceTime | undefined;
    /** Ended without a time: they lie between those before and after. */
    let undated: Block[] = [];
    for (const lines of context.lines(file)) {
      for (const { text, line } of lines) {
        const after = AFTER.exec(text);
        const client = after ? null : CLIENT.exec(text);
        const end = after || client ? null : END.exec(text);
        if (after) block = seeAfter(block, Number(after[1]), line, undated);
        else if (client) seeClient(block, client, line, context);
        else if (end) {
          const time = fromUnixSeconds(Number(end[1]));
          if (!time) context.skip(message("artifacts/ios/shutdown-log/no-time"), [atLine(line)]);
          for (const earlier of undated) yield recordsOf(earlier, boundedTime(previous, time), false, context);
          yield recordsOf(block, time, true, context, line);
          undated = [];
          previous = time ?? previous;
          block = startBlock(block.number + 1);
        } else if (text.trim() !== "") context.skip(message("artifacts/ios/shutdown-log/unknown-line"), [atLine(line)]);
      }
    }
    if (block.line !== undefined) undated.push(block);
    const made = context.acquisition.made === undefined ? undefined : madeTime(context.acquisition.made);
    for (const last of undated) yield recordsOf(last, boundedTime(previous, made), false, context);
    // The number counts on from a shutdown that ended: what is under way has begun with a line of its own.
    const shutdowns = block.line === undefined ? block.number - 1 : block.number;
    const keeps = shutdownsKept(context.acquisition.device.osVersion, file.path);
    yield [{ at: [atFile], data: { kind: "history", shutdowns, keeps } }];
  },

  observables: (record) => (record.kind === "client" ? imageObservables(record.path) : []),
  programs: (record) => (record.kind === "client" ? [programOf(record)] : []),
  events: (record) =>
    record.kind === "shutdown" && record.time
      ? [{ time: record.time, kind: "shutdown", message: "artifacts/ios/shutdown-log/shut-down", params: { clients: record.clients } }]
      : [],
});

const programOf = ({ path, uuid, pid, time }: RemainingClient): ProgramTrace => ({
  path,
  pid,
  ...optional("imageUuid", uuid),
  ...optional("first", time),
  ...optional("last", time),
});

/** Began the file anew at each shutdown: 26.0 and 26.1 (iVerify, October 2025; a published reading of logd). The build that changed it is inferred. */
const LAST_ONLY = /^26(?:\.[01](?:\.\d+)?)?$/;

function shutdownsKept(osVersion: string | undefined, path: string): ShutdownsKept {
  if (/\/shutdown\.\d+\.log$/.test(path)) return "in-turns";
  if (osVersion === undefined) return "unknown";
  if (LAST_ONLY.test(osVersion)) return "last";
  return Number.parseInt(osVersion, 10) < 26 ? "since-update" : "in-turns";
}

interface Block {
  readonly number: number;
  readonly clients: Map<string, { pid: number; path: string; uuid?: string; after?: number; line: number }>;
  after: number | undefined;
  delay: number;
  /** Of its first line. */
  line: number | undefined;
}

const startBlock = (number: number): Block => ({ number, clients: new Map(), after: undefined, delay: 0, line: undefined });

/** Counts from the start of the shutdown and therefore grows; where it falls, another shutdown has begun and the last never ended. */
function seeAfter(block: Block, seconds: number, line: number, undated: Block[]): Block {
  const isNext = block.after !== undefined && seconds < block.after;
  if (isNext) undated.push(block);
  const current = isNext ? startBlock(block.number + 1) : block;
  current.after = seconds;
  current.delay = Math.max(current.delay, seconds);
  current.line ??= line;
  return current;
}

/** The same process is listed at each look: it is kept once, with its last. */
function seeClient(block: Block, [, pid, image]: RegExpExecArray, line: number, context: ParseContext): void {
  block.line ??= line;
  const { path, uuid } = splitImage(image!);
  const known = block.clients.get(`${pid} ${image}`);
  if (known) {
    if (block.after !== undefined) known.after = block.after;
  } else if (block.clients.size < MAX_CLIENTS) {
    const client = { pid: Number(pid), path: context.canonical(path), ...optional("uuid", uuid), ...optional("after", block.after), line };
    block.clients.set(`${pid} ${image}`, client);
  } else context.skip(message("artifacts/ios/shutdown-log/too-many-clients", { limit: MAX_CLIENTS }), [atLine(line)], "over-budget");
}

function recordsOf(
  block: Block,
  time: EvidenceTime | undefined,
  isEnded: boolean,
  context: ParseContext,
  endLine?: number,
): Located<ShutdownLogRecord>[] {
  if (!isEnded) context.note(message("artifacts/ios/shutdown-log/not-ended"), [atLine(block.line ?? 1)]);
  const { number: shutdown, clients, delay: delaySeconds } = block;
  const own: Shutdown = { kind: "shutdown", shutdown, clients: clients.size, delaySeconds, isEnded, ...optional("time", time) };
  return [
    ...[...clients.values()].map(({ pid, path, uuid, after, line }): Located<ShutdownLogRecord> => {
      const client: RemainingClient = {
        kind: "client",
        shutdown,
        pid,
        path,
        ...optional("uuid", uuid),
        ...optional("afterSeconds", after),
        ...optional("time", time),
      };
      return { at: [atLine(line)], data: client };
    }),
    { at: [atLine(endLine ?? block.line ?? 1)], data: own },
  ];
}

/** Between the last shutdown that is dated and what came after. */
function boundedTime(before: EvidenceTime | undefined, after: EvidenceTime | undefined): EvidenceTime | undefined {
  return before && after && compareTimes(before, after) <= 0 ? between(before, after, "") : undefined;
}

const madeTime = (made: string): EvidenceTime | undefined => fromUnixSeconds(Math.floor(Date.parse(made) / 1000));
