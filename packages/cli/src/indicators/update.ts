import { createHash } from "node:crypto";
import { basename } from "node:path";
import { IndicatorError, type LoadedIndicators, renderEnglish } from "@bridle/core";
import { type FeedEntry, type FeedIndex, INDEX_URL, MAX_ENTRIES, readFeedIndex } from "./feed-index.ts";
import { FetchError } from "./fetch-error.ts";
import { parseYaml } from "./read-set.ts";
import { readFetched, whyOf } from "./stored-sets.ts";
import { contentOfFetched, type FetchedFile, markChecked, readUpdated, type UpdatedStore, writeUpdated } from "./updated.ts";

/** What a source of feeds gives for one file. */
export type Got =
  | { readonly kind: "unchanged" }
  | { readonly kind: "fetched"; readonly bytes: Uint8Array; readonly etag?: string }
  /** A folder that was carried over may lack some. */
  | { readonly kind: "missing" };

/** Where the index and its sets come from: the network, or files that were carried here. */
export interface FeedSource {
  index(etag: string | undefined, maxBytes: number): Promise<Got>;
  set(entry: FeedEntry, etag: string | undefined, maxBytes: number): Promise<Got>;
  /** True where an answer says how things stand with the publisher now. */
  readonly isPublisher: boolean;
}

/** Of one file, and of all sets together: the largest of 2026-09 has 2.2 MB, all have 6. */
export const UPDATE_LIMITS = { indexBytes: 1 << 20, setBytes: 64 << 20, allBytes: 256 << 20 } as const;
export type UpdateLimits = { readonly [name in keyof typeof UPDATE_LIMITS]: number };

export interface UpdatedSet {
  readonly entry: FeedEntry;
  readonly set: LoadedIndicators;
}
export interface UpdateResult {
  readonly sets: readonly UpdatedSet[];
  readonly fetched: number;
  readonly isChanged: boolean;
  /** When the bytes before came, where nothing has changed. */
  readonly since?: string;
  readonly elsewhere: readonly string[];
  readonly missing: readonly MissingSet[];
}

/** A set that the source lacks, and whether the copy from before stays. */
export interface MissingSet {
  readonly entry: FeedEntry;
  readonly isKept: boolean;
}

/** Brings the store to what the source has: whole or not at all. Throws FetchError, and then everything is as it was. */
export async function updateStore(
  data: string,
  source: FeedSource,
  now: string,
  limits: UpdateLimits = UPDATE_LIMITS,
): Promise<UpdateResult> {
  const run: Run = { data, source, now, limits, before: storeBefore(data), contents: new Map() };
  const index = await indexFrom(run);
  const { entries, elsewhere } = await entriesOf(run.contents.get(index.sha256)!);
  const { sets, files, missing } = await setsFrom(run, entries);
  if (files.length === 0) throw new FetchError("index-empty", { url: INDEX_URL });
  const isChanged = keep(run, index, files);
  const known = new Set(run.before?.version.sets.map(({ sha256 }) => sha256));
  const fetched = files.filter(({ sha256 }) => !known.has(sha256)).length;
  return { sets, fetched, isChanged, ...(run.before && { since: run.before.version.index.fetched }), elsewhere, missing };
}

/** One update under way. */
interface Run {
  readonly data: string;
  readonly source: FeedSource;
  readonly now: string;
  readonly limits: UpdateLimits;
  readonly before: UpdatedStore | undefined;
  /** All bytes that the new version will hold, by their SHA-256: nothing is written before the last of them is read. */
  readonly contents: Map<string, Uint8Array>;
}

/** A store that cannot be read is as good as none: the update makes it anew. */
function storeBefore(data: string): UpdatedStore | undefined {
  try {
    return readUpdated(data);
  } catch {
    return undefined;
  }
}

async function indexFrom(run: Run): Promise<FetchedFile> {
  const known = knownOf(run, run.before?.version.index);
  const file = fileOf(run, INDEX_URL, await run.source.index(known?.file.etag, run.limits.indexBytes), known);
  if (file === undefined) throw new FetchError("index", { url: INDEX_URL });
  return file;
}

async function entriesOf(bytes: Uint8Array): Promise<FeedIndex> {
  let index: FeedIndex | undefined;
  try {
    index = readFeedIndex(await parseYaml(bytes));
  } catch (error) {
    if (!(error instanceof IndicatorError)) throw error;
    throw new FetchError("index", { url: INDEX_URL }, error);
  }
  if (index === undefined) throw new FetchError("index", { url: INDEX_URL });
  if (index.entries.length === 0) throw new FetchError("index-empty", { url: INDEX_URL });
  if (index.entries.length + index.elsewhere.length > MAX_ENTRIES) throw new FetchError("too-many", { most: MAX_ENTRIES });
  return index;
}

type Sets = Pick<UpdateResult, "sets" | "missing"> & { readonly files: readonly FetchedFile[] };

async function setsFrom(run: Run, entries: readonly FeedEntry[]): Promise<Sets> {
  const sets: UpdatedSet[] = [];
  const files: FetchedFile[] = [];
  const missing: MissingSet[] = [];
  let left = run.limits.allBytes;
  for (const entry of entries) {
    const { file, isMissing } = await setFrom(run, entry, left);
    if (isMissing) missing.push({ entry, isKept: file !== undefined });
    if (file === undefined) continue;
    left -= file.bytes;
    sets.push({ entry, set: await readable(file, run.contents.get(file.sha256)!) });
    files.push(file);
  }
  return { sets, files, missing };
}

async function setFrom(run: Run, entry: FeedEntry, left: number): Promise<{ file: FetchedFile | undefined; isMissing: boolean }> {
  const { setBytes, allBytes } = run.limits;
  const known = knownOf(
    run,
    run.before?.version.sets.find(({ url }) => url === entry.url),
  );
  try {
    const got = await run.source.set(entry, known?.file.etag, Math.min(left, setBytes));
    const file = fileOf(run, entry.url, got, known);
    const { repository, path, title, references } = entry;
    const about = { repository, path, ...(title !== undefined && { title }), references };
    return { file: file && { ...file, ...about }, isMissing: got.kind === "missing" };
  } catch (error) {
    if (left >= setBytes || !(error instanceof FetchError) || error.code !== "too-large") throw error;
    throw new FetchError("all-too-large", { most: allBytes }, error);
  }
}

interface Known {
  readonly file: FetchedFile;
  readonly bytes: Uint8Array;
}

/** What is kept of a file, where its bytes are still those that came: else the publisher is asked for all of it. */
function knownOf({ data, before }: Run, file: FetchedFile | undefined): Known | undefined {
  const bytes = before && file && contentOfFetched(data, before.pointer.current, file);
  return bytes && { file, bytes };
}

/** Bytes that are the same as before keep their date. */
function fileOf({ contents, now }: Run, url: string, got: Got, known: Known | undefined): FetchedFile | undefined {
  if (got.kind !== "fetched") {
    if (known === undefined) return undefined;
    contents.set(known.file.sha256, known.bytes);
    return known.file;
  }
  const { bytes, etag } = got;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  contents.set(sha256, bytes);
  const fetched = known?.file.sha256 === sha256 ? known.file.fetched : now;
  return { url, sha256, bytes: bytes.length, ...(etag !== undefined && { etag }), fetched };
}

/** A set that cannot be read, or holds nothing any more, is a fault of the feed and not news. */
async function readable(file: FetchedFile, bytes: Uint8Array): Promise<LoadedIndicators> {
  const name = basename(file.path ?? file.url);
  let set: LoadedIndicators;
  try {
    set = await readFetched(file, bytes);
  } catch (error) {
    throw new FetchError("set", { url: file.url, why: renderEnglish(whyOf(name, error)) }, error);
  }
  if (set.indicators.length === 0) throw new FetchError("set-empty", { url: file.url });
  return set;
}

/** Writes what has changed; files that were carried here say nothing of what the publisher has today. */
function keep({ data, source, before, contents, now }: Run, index: FetchedFile, sets: readonly FetchedFile[]): boolean {
  const isChanged = !before || namesOf(before.version.index, before.version.sets) !== namesOf(index, sets) || isDamaged(data, before);
  if (isChanged) writeUpdated(data, { schema: 1, index, sets }, contents, source.isPublisher ? now : undefined);
  else if (source.isPublisher) markChecked(data, before, now);
  return isChanged;
}

const namesOf = (index: FetchedFile, sets: readonly FetchedFile[]): string =>
  [index, ...sets].map(({ url, sha256, title, references }) => JSON.stringify([url, sha256, title, references])).join("\n");

/** True where one of the copies is not what came any more: then all are written again. */
const isDamaged = (data: string, { pointer, version }: UpdatedStore): boolean =>
  [version.index, ...version.sets].some((file) => contentOfFetched(data, pointer.current, file) === undefined);
