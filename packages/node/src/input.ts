import { closeSync, fstatSync, openSync, readdirSync, readSync, realpathSync, type Stats, statSync } from "node:fs";
import { basename, join, sep } from "node:path";
import {
  AcquisitionError,
  type ByteSource,
  compareText,
  type Input,
  type InputEntry,
  type InputFile,
  type InputFolder,
} from "@bridle/core";

/** Files held open at a time: far below the usual 256 of macOS, far above what an artifact opens at once. */
export const MAX_OPEN_FILES = 64;

/** The file or folder at a path, as the loaders see it. Throws AcquisitionError `unreadable` when it is not there or not ours to read. */
export function nodeInput(path: string): Input {
  const name = basename(path) || path;
  const real = reading(name, () => realpathSync(path));
  const stats = reading(name, () => statSync(real));
  if (stats.isDirectory()) return folderInput(name, real);
  if (stats.isFile()) return fileInput(name, real, stats.size, createDescriptors());
  throw new AcquisitionError("unreadable", { name, detail: "neither a file nor a folder" });
}

function folderInput(name: string, root: string): InputFolder {
  const descriptors = createDescriptors();
  return {
    kind: "folder",
    name,
    list(path) {
      const folder = placeOf(root, path);
      const stats = folder === undefined ? undefined : lookAt(folder);
      return folder !== undefined && stats?.isDirectory() ? reading(path || name, () => entriesOf(root, path, folder)) : undefined;
    },
    file(path) {
      const place = placeOf(root, path);
      const stats = place === undefined ? undefined : lookAt(place);
      return place !== undefined && stats?.isFile() ? fileInput(basename(path), place, stats.size, descriptors) : undefined;
    },
  };
}

/** Entries by name; what is neither a file nor a folder inside the root (sockets, devices, links that lead out) is not there. */
function entriesOf(root: string, path: string, folder: string): InputEntry[] {
  const entries: InputEntry[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) entries.push({ name: entry.name, isFolder: true, size: 0 });
    else if (entry.isFile()) entries.push({ name: entry.name, isFolder: false, size: lookAt(join(folder, entry.name))?.size ?? 0 });
    else if (entry.isSymbolicLink()) {
      const target = placeOf(root, path === "" ? entry.name : `${path}/${entry.name}`);
      const stats = target === undefined ? undefined : lookAt(target);
      if (stats?.isDirectory()) entries.push({ name: entry.name, isFolder: true, size: 0 });
      else if (stats?.isFile()) entries.push({ name: entry.name, isFolder: false, size: stats.size });
    }
  }
  return entries.sort((a, b) => compareText(a.name, b.name));
}

/** The real place of a relative path, or undefined when there is none or it lies outside the root. */
function placeOf(root: string, path: string): string | undefined {
  if (path === "") return root;
  if (path.includes("\0") || path.split("/").some((part) => part === "" || part === "." || part === "..")) return undefined;
  try {
    const real = realpathSync(join(root, path));
    return real.startsWith(root.endsWith(sep) ? root : root + sep) ? real : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw unreadable(path, error);
  }
}

const lookAt = (place: string): Stats | undefined => {
  try {
    return statSync(place, { throwIfNoEntry: false });
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw unreadable(basename(place), error);
  }
};

const fileInput = (name: string, place: string, size: number, descriptors: Descriptors): InputFile => ({
  kind: "file",
  name,
  size,
  open: (): ByteSource => ({
    byteLength: size,
    readSync(offset, into) {
      const length = Math.max(0, Math.min(into.length, size - offset));
      return reading(name, () => readFully(descriptors.of(place), into.subarray(0, length), offset));
    },
  }),
});

/** The system may give fewer bytes than asked; only none means the end. */
function readFully(descriptor: number, into: Uint8Array, offset: number): number {
  let filled = 0;
  while (filled < into.length) {
    const got = readSync(descriptor, into, filled, into.length - filled, offset + filled);
    if (got === 0) break;
    filled += got;
  }
  return filled;
}

/** File descriptors, opened when first read from; the one used longest ago is closed when there are too many. */
interface Descriptors {
  of(place: string): number;
}

function createDescriptors(): Descriptors {
  const open = new Map<string, number>();
  return {
    of(place) {
      const known = open.get(place);
      if (known !== undefined) {
        open.delete(place);
        open.set(place, known);
        return known;
      }
      const [oldest] = open;
      if (oldest && open.size >= MAX_OPEN_FILES) {
        open.delete(oldest[0]);
        closeSync(oldest[1]);
      }
      const descriptor = openRegular(place);
      open.set(place, descriptor);
      return descriptor;
    },
  };
}

/** What was a file when it was listed may have become something that blocks; such a thing is not read. */
function openRegular(place: string): number {
  const descriptor = openSync(place, "r");
  if (fstatSync(descriptor).isFile()) return descriptor;
  closeSync(descriptor);
  throw new AcquisitionError("unreadable", { name: basename(place), detail: "no longer a file" });
}

function reading<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof AcquisitionError ? error : unreadable(name, error);
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && "code" in error ? String(error.code) : "");
const isMissing = (error: unknown): boolean => ["ENOENT", "ENOTDIR", "ELOOP"].includes(codeOf(error));
const unreadable = (name: string, error: unknown): AcquisitionError =>
  new AcquisitionError("unreadable", { name, detail: codeOf(error) || String(error) }, { cause: error });
