import type { EvidenceFile, EvidenceFileSystem } from "../acquisition/file-system.ts";
import { createFileSystem } from "../acquisition/filesystems/listed.ts";
import type { Acquisition, Problem } from "../acquisition/loader.ts";
import { createParseContext } from "../analysis/parse-context.ts";
import type { Artifact } from "../artifacts/artifact.ts";
import { bytesSource } from "../bytes/byte-source.ts";
import { FormatError } from "../bytes/format-error.ts";
import type { Detection, HitWithRecords, JoinedFact, SourcedRecord } from "../detections/detection.ts";
import type { SqliteEngine } from "../formats/sqlite/engine.ts";
import type { AcquisitionInfo } from "../model/acquisition.ts";
import type { Containers } from "../model/canonical-path.ts";
import type { Reason } from "../model/outcome.ts";
import type { Located } from "../model/record.ts";
import { type DamageOptions, damaged } from "./damage.ts";
import { createTestEngine } from "./sqlite.ts";

/** A file of an acquisition, in memory, at a canonical path. */
export const evidenceFile = (path: string, bytes: Uint8Array, rawPath = path): EvidenceFile => ({
  path,
  rawPath,
  containers: [],
  size: bytes.length,
  open: () => bytesSource(bytes),
});

/** A file system of files in memory, by canonical path. */
export const fileSystemOf = (files: Readonly<Record<string, Uint8Array>>): EvidenceFileSystem =>
  createFileSystem(Object.entries(files).map(([path, bytes]) => evidenceFile(path, bytes)));

/** An acquisition around a file system; nothing else is known of the phone but what `about` says. */
export const acquisitionOf = (
  fileSystem: EvidenceFileSystem,
  containers: Containers = new Map(),
  about: Partial<AcquisitionInfo> = {},
): Acquisition => ({
  info: {
    id: "0".repeat(64),
    kind: "ios-backup-encrypted",
    idOf: "listing",
    device: { platform: "ios" },
    files: fileSystem.fileCount,
    catalogueSha256: "0".repeat(64),
    isDemo: true,
    ...about,
  },
  fileSystem,
  containers,
  problems: [],
});

/** What is known of the phone that an artifact's platform implies. */
const phoneOf = (artifact: Artifact): Partial<AcquisitionInfo> =>
  artifact.id.startsWith("android/") ? { kind: "android-bugreport", device: { platform: "android" } } : {};

/** What an artifact made of one file. */
export interface Reading<T extends object> {
  readonly located: readonly Located<T>[];
  readonly records: readonly T[];
  /** Ids of the problems that make it partial, with their reason. */
  readonly problems: readonly { readonly problem: Problem; readonly reason: Reason }[];
  readonly notes: readonly Problem[];
  /** What it threw at the end, if it did; the runner would catch it. */
  readonly error: unknown;
}

let shared: Promise<SqliteEngine> | undefined;
/** Databases of tests that do not exhaust it are opened by one engine. */
const sharedEngine = (): Promise<SqliteEngine> => (shared ??= createTestEngine());

/**
 * Reads one file with an artifact as the runner does; other files (sidecars) may lie beside it. The acquisition is an encrypted backup
 * or a bug report, by the artifact's platform; `about` gives a zone (`{ zone: "Europe/Belgrade" }`) or another kind.
 */
export async function read<T extends object>(
  artifact: Artifact<T>,
  files: Readonly<Record<string, Uint8Array>>,
  path: string = Object.keys(files)[0]!,
  engine?: SqliteEngine,
  about: Partial<AcquisitionInfo> = {},
): Promise<Reading<T>> {
  const acquisition = acquisitionOf(fileSystemOf(files), new Map(), { ...phoneOf(artifact), ...about });
  const sqlite = engine ?? (await sharedEngine());
  const located: Located<T>[] = [];
  const problems: { problem: Problem; reason: Reason }[] = [];
  const notes: Problem[] = [];
  const file = acquisition.fileSystem.files(path)[0]!;
  const report = {
    problem: (problem: Problem, reason: Reason) => void problems.push({ problem, reason }),
    note: (note: Problem) => void notes.push(note),
  };
  const context = createParseContext(acquisition, file, () => sqlite, report);
  let error: unknown;
  try {
    for await (const batch of artifact.parse(file, context)) located.push(...batch);
  } catch (thrown) {
    error = thrown;
  } finally {
    context.close();
  }
  return { located, records: located.map(({ data }) => data), problems, notes, error };
}

/** The records of one file that must be read without any problem. */
export async function recordsOf<T extends object>(
  artifact: Artifact<T>,
  path: string,
  bytes: Uint8Array,
  engine?: SqliteEngine,
  about: Partial<AcquisitionInfo> = {},
): Promise<readonly T[]> {
  const { records, problems, error } = await read(artifact, { [path]: bytes }, path, engine, about);
  if (error !== undefined) throw error;
  if (problems.length > 0) throw new Error(`not read without problems: ${JSON.stringify(problems)}`);
  return records;
}

/** What damaged copies of a file end in, other than records or a FormatError: must be nothing. */
export async function faultsOf(
  artifact: Artifact,
  path: string,
  bytes: Uint8Array,
  options: DamageOptions = {},
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const { bytes: copy, damage } of damaged(bytes, { cuts: 20, flips: 80, ...options })) {
    const { error, located } = await read(artifact, { [path]: copy }, path);
    if (error !== undefined && !(error instanceof FormatError)) faults.push(`${damage}: ${error}`);
    for (const { data } of located) [...(artifact.observables?.(data) ?? []), ...(artifact.events?.(data) ?? [])];
  }
  return faults;
}

/** Records as detections see them. */
export const sourced = <T extends object>(artifact: Artifact<T>, records: readonly (T | Located<T>)[]): readonly SourcedRecord<T>[] =>
  records.map((record, index) => {
    const file = evidenceFile("/test", new Uint8Array());
    if ("at" in record && "data" in record) return { artifact: artifact.id, file, at: record.at, data: record.data };
    return { artifact: artifact.id, file, at: [{ kind: "line", line: index + 1 }], data: record as T };
  });

/** The hits of a `match` or `fold` over the records of one file. */
export function hitsOf(detection: Detection, records: readonly object[]): readonly HitWithRecords[] {
  if (detection.form !== "match" && detection.form !== "fold") throw new TypeError("it reads several artifacts");
  const all = sourced(detection.reads, records);
  if (detection.form === "match") {
    return all.flatMap((record) => {
      const hit = detection.match(record.data);
      return hit ? [{ ...hit, records: [record] }] : [];
    });
  }
  const state = detection.start();
  for (const record of all) detection.step(state, record);
  return detection.end(state);
}

/** The hits of a join over records of its parts, by the part's name; a part that is left out has none. */
export function joinedOf(detection: Detection, records: Readonly<Record<string, readonly object[]>>): readonly HitWithRecords[] {
  if (detection.form !== "join") throw new TypeError("not a join");
  const facts = Object.entries(detection.parts).map(([name, part]) => {
    const kept = new Map<string, JoinedFact>();
    for (const record of sourced(part.artifact, records[name] ?? [])) {
      const chosen = part.select(record.data);
      if (chosen && !kept.has(chosen.key)) kept.set(chosen.key, { fact: chosen.fact, record });
    }
    return [name, [...kept.values()]];
  });
  return detection.join(Object.fromEntries(facts));
}
