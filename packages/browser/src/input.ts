import { AcquisitionError, type ByteSource, chunkCached, foldersOf, type Input, type InputFile, type InputFolder } from "@bridle/core";

/** A file that a person chose or dropped, with its path inside what was chosen. Collected on the page, sent to the worker. */
export interface ChosenFile {
  /** Relative, `/` between components; a single file has its name only. */
  readonly path: string;
  readonly file: Blob;
}

/** Reads a piece of a file at once. In a worker that is FileReaderSync; tests bring their own. */
export type ReadBlob = (blob: Blob) => ArrayBuffer;

/** Bytes read from a file at a time: each read crosses into the browser's process, so few and large. */
const CHUNK = 1 << 18;
/** Chunks kept per file: an index page and the rows it points to are rarely far apart. */
const MAX_CHUNKS = 8;
/** Who asks for so much reads an archive in order: that goes past the chunks, in half the time. */
const AT_ONCE = 1 << 20;

/** The chosen files as loaders see them. Works in workers only: pages have no synchronous reader. */
export function browserInput(name: string, chosen: readonly ChosenFile[], read: ReadBlob = readSync()): Input {
  const [only] = chosen;
  if (only === undefined) throw new AcquisitionError("unreadable", { name, detail: "nothing was chosen" });
  if (chosen.length === 1 && !only.path.includes("/")) return chosenFile(only.path, only.file, read);
  return folderInput(name, withoutCommonFolder(chosen), read);
}

/** Files of an `<input webkitdirectory>` or `<input multiple>`, with their paths. */
export const chosenFiles = (files: Iterable<File>): ChosenFile[] =>
  [...files].map((file) => ({ path: (file as File & { webkitRelativePath?: string }).webkitRelativePath || file.name, file }));

function folderInput(name: string, chosen: readonly ChosenFile[], read: ReadBlob): InputFolder {
  const byPath = new Map(chosen.map(({ path, file }) => [path, file]));
  const folders = foldersOf(chosen.map(({ path, file }) => ({ path, size: file.size })));
  return {
    kind: "folder",
    name,
    list: (path) => folders.get(path),
    file(path) {
      const file = byPath.get(path);
      return file && chosenFile(path.slice(path.lastIndexOf("/") + 1), file, read);
    },
  };
}

/** Browsers put the chosen folder's own name before every path. */
function withoutCommonFolder(chosen: readonly ChosenFile[]): readonly ChosenFile[] {
  const first = chosen[0]!.path;
  const folder = first.slice(0, first.indexOf("/") + 1);
  if (folder === "" || !chosen.every(({ path }) => path.startsWith(folder))) return chosen;
  return chosen.map(({ path, file }) => ({ path: path.slice(folder.length), file }));
}

const chosenFile = (name: string, file: Blob, read: ReadBlob): InputFile => ({
  kind: "file",
  name,
  size: file.size,
  open: () => blobSource(name, file, read),
});

function blobSource(name: string, blob: Blob, read: ReadBlob): ByteSource {
  const piece = (offset: number, length: number): Uint8Array => readPiece(name, blob.slice(offset, offset + length), read);
  const cached = chunkCached({ byteLength: blob.size, chunkBytes: CHUNK, maxChunks: MAX_CHUNKS, read: piece });
  return {
    byteLength: blob.size,
    readSync(offset, into) {
      if (into.length < AT_ONCE) return cached.readSync(offset, into);
      const bytes = piece(offset, into.length);
      into.set(bytes);
      return bytes.length;
    },
  };
}

/** A file that changed or vanished after it was chosen makes the reader throw. */
function readPiece(name: string, piece: Blob, read: ReadBlob): Uint8Array {
  try {
    return new Uint8Array(read(piece));
  } catch (error) {
    throw new AcquisitionError("unreadable", { name, detail: error instanceof Error ? error.name : "unknown" }, { cause: error });
  }
}

/** Told by hand: the type stands in the library of workers only, and tests are checked with that of pages. */
interface SyncReader {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}

const readSync = (): ReadBlob => {
  const { FileReaderSync } = globalThis as { FileReaderSync?: new () => SyncReader };
  if (!FileReaderSync) throw new TypeError("files are read in workers, where FileReaderSync is");
  const reader = new FileReaderSync();
  return (blob) => reader.readAsArrayBuffer(blob);
};
