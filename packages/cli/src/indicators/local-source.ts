import { dirname, resolve } from "node:path";
import { createMemorySpool, type InputFile, type InputFolder, openArchive } from "@bridle/core";
import { nodeInflate, nodeInput } from "@bridle/node";
import { type FeedEntry, INDEX_PATH, INDEX_REPOSITORY } from "./feed-index.ts";
import { FetchError } from "./fetch-error.ts";
import type { FeedSource, Got } from "./update.ts";

/** Copies of the repositories hold some thousand files; what holds more is something else. */
const MAX_FILES = 50_000;
const MAX_DEPTH = 8;
const YAML_ENDING = /\.ya?ml$/i;

/**
 * The index and its sets as they were carried to a machine without a network: a folder or an archive that holds copies of the
 * repositories (GitHub's own zip files unpacked, clones, or the files as MVT names them), or the index alone with those beside it.
 */
export async function localSource(path: string, signal: AbortSignal): Promise<FeedSource> {
  const { folder, index } = await opened(path);
  const files = filesIn(folder, signal);
  const indexPath = index ?? shallowest(files.filter((file) => nameOf(file) === INDEX_PATH));
  if (indexPath === undefined) throw new FetchError("index", { url: path });
  return {
    isPublisher: false,
    index: (_etag, maxBytes) => bytesOf(folder, indexPath, maxBytes),
    async set(entry, _etag, maxBytes) {
      const file = copyOf(entry, files, indexPath);
      return file === undefined ? { kind: "missing" } : bytesOf(folder, file, maxBytes);
    },
  };
}

async function opened(path: string): Promise<{ folder: InputFolder; index?: string }> {
  try {
    const input = nodeInput(path);
    if (input.kind === "folder") return { folder: input };
    if (YAML_ENDING.test(path)) return { folder: nodeInput(dirname(resolve(path))) as InputFolder, index: nameOf(path) };
    const folder = await openArchive(input, { inflate: nodeInflate, spool: createMemorySpool(), isMetadata: () => false });
    if (folder) return { folder };
  } catch (error) {
    throw new FetchError(
      "file",
      { name: path, detail: error instanceof Error && "code" in error ? String(error.code) : String(error) },
      error,
    );
  }
  throw new FetchError("index", { url: path });
}

const nameOf = (path: string): string => path.slice(path.replaceAll("\\", "/").lastIndexOf("/") + 1);

/** Every file, nearest first; hidden folders (`.git`) hold none of ours. */
function filesIn(folder: InputFolder, signal: AbortSignal): string[] {
  const files: string[] = [];
  let folders = [""];
  for (let depth = 0; depth < MAX_DEPTH && folders.length > 0; depth++) {
    const below: string[] = [];
    for (const path of folders) {
      signal.throwIfAborted();
      for (const { name, isFolder } of folder.list(path) ?? []) {
        const whole = path === "" ? name : `${path}/${name}`;
        if (isFolder && !name.startsWith(".")) below.push(whole);
        else if (!isFolder && files.length < MAX_FILES) files.push(whole);
      }
    }
    folders = below;
  }
  return files;
}

const shallowest = (files: readonly string[]): string | undefined => files[0];

/** The names under which copies of a file lie, surest first. */
function copyOf({ repository, branch, path }: FeedEntry, files: readonly string[], index: string): string | undefined {
  const name = repository.slice(repository.indexOf("/") + 1);
  const beside = repository === INDEX_REPOSITORY ? [index.slice(0, index.lastIndexOf("/") + 1) + path] : [];
  const ends = [
    `${repository}/${path}`,
    `${name}-${branch}/${path}`,
    `${name}/${path}`,
    `raw.githubusercontent.com_${repository.replace("/", "_")}_${branch}_${path.replaceAll("/", "_")}`,
  ];
  return [...beside.filter((file) => files.includes(file)), ...ends.flatMap((end) => files.filter((file) => isAt(file, end)))][0];
}

const isAt = (file: string, end: string): boolean => file === end || file.endsWith(`/${end}`);

async function bytesOf(folder: InputFolder, path: string, maxBytes: number): Promise<Got> {
  await folder.archive?.bringIn([path]);
  const file = folder.file(path);
  if (file === undefined) return { kind: "missing" };
  if (file.size > maxBytes) throw new FetchError("too-large", { url: path, most: maxBytes });
  return { kind: "fetched", bytes: wholeOf(file, path) };
}

function wholeOf(file: InputFile, path: string): Uint8Array {
  try {
    const source = file.open();
    const bytes = new Uint8Array(source.byteLength);
    const got = source.readSync(0, bytes);
    if (got !== bytes.length) throw new FetchError("cut-off", { url: path });
    return bytes;
  } catch (error) {
    if (error instanceof FetchError) throw error;
    throw new FetchError(
      "file",
      { name: path, detail: error instanceof Error && "code" in error ? String(error.code) : String(error) },
      error,
    );
  }
}
