import { createHash } from "node:crypto";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { MAX_SET_BYTES } from "./added.ts";
import { makePrivateFolder, readIfThere, writePrivateFile } from "./private-files.ts";

/** A file that `bridle indicators update` fetched, as it stands in a version's state. */
export interface FetchedFile {
  readonly url: string;
  /** `owner/name` on GitHub, and the path in it, where the index names the file so. */
  readonly repository?: string;
  readonly path?: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly etag?: string;
  /** When these bytes came, ISO 8601 UTC. */
  readonly fetched: string;
  /** What the index says of the set. */
  readonly title?: string;
  readonly references?: readonly string[];
}

/** One whole state of the feeds: the index and every set it names that could be read. Never changed once it has its name. */
export interface UpdatedVersion {
  readonly schema: 1;
  readonly index: FetchedFile;
  readonly sets: readonly FetchedFile[];
}

/** Which version holds, and which held before. Written last, and by renaming: an update is there whole or not at all. */
export interface UpdatedPointer {
  readonly schema: 1;
  readonly current: string;
  readonly previous?: string;
  /** When the publisher was last asked and everything that the index names was had, ISO 8601 UTC; absent where files were carried here. */
  readonly checked?: string;
}

/** States are a few KB. */
const MAX_STATE_BYTES = 4 * 1024 * 1024;
const VERSION_NAME = /^version-[\da-f]{16}$/;

const folderOf = (data: string): string => join(data, "indicators", "updated");
const pointerOf = (data: string): string => join(folderOf(data), "current.json");
const stateOf = (data: string, version: string): string => join(folderOf(data), version, "state.json");
const contentOf = (data: string, version: string, sha256: string): string => join(folderOf(data), version, `${sha256}.set`);

export interface UpdatedStore {
  readonly pointer: UpdatedPointer;
  readonly version: UpdatedVersion;
}

/** What the last update left; undefined where there was none. Throws where it cannot be read as we write it. */
export function readUpdated(data: string): UpdatedStore | undefined {
  const pointer = jsonAt(pointerOf(data));
  if (pointer === undefined) return undefined;
  if (!isPointer(pointer)) throw new TypeError("current.json is not as Bridle writes it");
  const version = jsonAt(stateOf(data, pointer.current));
  if (!isVersion(version)) throw new TypeError("state.json is not as Bridle writes it");
  return { pointer, version };
}

/** The bytes of a fetched file; undefined where they are gone or are not what was fetched. */
export function contentOfFetched(data: string, version: string, { sha256 }: Pick<FetchedFile, "sha256">): Uint8Array | undefined {
  const bytes = readIfThere(contentOf(data, version, sha256), MAX_SET_BYTES);
  return bytes && createHash("sha256").update(bytes).digest("hex") === sha256 ? bytes : undefined;
}

/** Writes a version beside those that are there, then makes it the current one and keeps the one before. */
export function writeUpdated(
  data: string,
  version: UpdatedVersion,
  contents: ReadonlyMap<string, Uint8Array>,
  checked: string | undefined,
): UpdatedPointer {
  const text = `${JSON.stringify(version, undefined, 1)}\n`;
  const name = `version-${createHash("sha256").update(text).digest("hex").slice(0, 16)}`;
  const before = pointerIn(data);
  const folder = join(folderOf(data), name);
  makePrivateFolder(folderOf(data));
  makePrivateFolder(folder);
  for (const { sha256 } of [version.index, ...version.sets]) writePrivateFile(contentOf(data, name, sha256), contents.get(sha256)!);
  writePrivateFile(stateOf(data, name), text);
  const previous = before?.current === name ? before.previous : before?.current;
  const pointer: UpdatedPointer = {
    schema: 1,
    current: name,
    ...(previous !== undefined && { previous }),
    ...(checked !== undefined && { checked }),
  };
  writePrivateFile(pointerOf(data), `${JSON.stringify(pointer, undefined, 1)}\n`);
  removeOthers(data, pointer);
  return pointer;
}

/** Nothing new: only that the publisher was asked. */
export function markChecked(data: string, { pointer }: UpdatedStore, checked: string): UpdatedPointer {
  const marked = { ...pointer, checked };
  writePrivateFile(pointerOf(data), `${JSON.stringify(marked, undefined, 1)}\n`);
  return marked;
}

function pointerIn(data: string): UpdatedPointer | undefined {
  try {
    const pointer = jsonAt(pointerOf(data));
    return isPointer(pointer) ? pointer : undefined;
  } catch {
    return undefined;
  }
}

function removeOthers(data: string, { current, previous }: UpdatedPointer): void {
  for (const name of readdirSync(folderOf(data))) {
    if (VERSION_NAME.test(name) && name !== current && name !== previous)
      rmSync(join(folderOf(data), name), { recursive: true, force: true });
  }
}

function jsonAt(file: string): unknown {
  const bytes = readIfThere(file, MAX_STATE_BYTES);
  return bytes === undefined ? undefined : (JSON.parse(Buffer.from(bytes).toString("utf8")) as unknown);
}

type Members = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Members => typeof value === "object" && value !== null && !Array.isArray(value);

const isPointer = (value: unknown): value is UpdatedPointer =>
  isObject(value) &&
  value["schema"] === 1 &&
  VERSION_NAME.test(String(value["current"])) &&
  (value["previous"] === undefined || VERSION_NAME.test(String(value["previous"]))) &&
  (value["checked"] === undefined || typeof value["checked"] === "string");

const isFetched = (value: unknown): value is FetchedFile =>
  isObject(value) &&
  ["url", "fetched"].every((name) => typeof value[name] === "string") &&
  /^[\da-f]{64}$/.test(String(value["sha256"])) &&
  ["repository", "path", "etag", "title"].every((name) => value[name] === undefined || typeof value[name] === "string") &&
  (value["references"] === undefined ||
    (Array.isArray(value["references"]) && value["references"].every((link) => typeof link === "string")));

const isVersion = (value: unknown): value is UpdatedVersion =>
  isObject(value) && value["schema"] === 1 && isFetched(value["index"]) && Array.isArray(value["sets"]) && value["sets"].every(isFetched);
