import { type ByteSource, readBytes } from "../../../bytes/byte-source.ts";
import { FormatError } from "../../../bytes/format-error.ts";
import { compareText } from "../../../model/json.ts";
import { message } from "../../../model/message.ts";
import { AcquisitionError } from "../../file-system.ts";
import type { InputFolder } from "../../input.ts";
import type { Problem } from "../../loader.ts";

/** What a folder holds of a bug report. */
export type Layout =
  | { readonly form: "text"; readonly base: string; readonly text: string; readonly problems: readonly Problem[] }
  /** A bug report that lies packed inside, as MIUI does it. */
  | { readonly form: "packed"; readonly packed: readonly string[] };

/** Names the main text; since Android 7. */
export const MAIN_ENTRY = "main_entry.txt";
/**
 * Main texts: Google's, Samsung's (dumpState_…), those of dumpstate run by hand. The log of dumpstate itself (dumpstate_log.txt,
 * …-dumpstate_log-123.txt) is none.
 */
const MAIN_TEXT = /^(?:bugreport|dumpstate|dumpState)[-_](?!.*dumpstate_log)(?!log).*\.(?:txt|log)(?:\.gz)?$/;
const PACKED = /^(?:.*[-_])?bugreport.*\.zip$/i;
/** Beside a packed bug report these make the whole a collection of AndroidQF: more than a bug report. */
const COLLECTION = ["acquisition.json", "getprop.txt", "packages.json"];
/** How deep below the top an archive's main text is looked for; in a folder the top and the folders directly in it. */
const MAX_DEPTH = 8;
const MAX_PACKED_DEPTH = 2;
/** Names of several texts that are told. */
const MAX_NAMES = 5;
/** main_entry.txt holds one name. */
const MAX_ENTRY_BYTES = 1_024;
/** Entries of a plain folder that are looked at. */
const MAX_ENTRIES = 10_000;

/** Where the main text lies, by names alone. The shallowest place wins. */
export function findLayout(folder: InputFolder): Layout | undefined {
  const paths = pathsToLookAt(folder);
  const entries = paths.filter((path) => baseName(path) === MAIN_ENTRY);
  const texts = paths.filter((path) => MAIN_TEXT.test(baseName(path)));
  const base = [...entries, ...texts].map(folderOf).sort(byDepth)[0];
  if (base !== undefined) {
    const named = entries.includes(base + MAIN_ENTRY) ? namedText(folder, base) : undefined;
    const text = chosenText(folder, base, named, texts);
    if (text) return { form: "text", base, ...text };
  }
  const packed = paths.filter((path) => depthOf(path) <= MAX_PACKED_DEPTH && PACKED.test(baseName(path)));
  const isCollection = paths.some((path) => depthOf(path) <= MAX_PACKED_DEPTH && COLLECTION.includes(baseName(path)));
  return packed.length > 0 && !isCollection ? { form: "packed", packed } : undefined;
}

const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);
const depthOf = (path: string): number => path.split("/").length;
const byDepth = (a: string, b: string): number => depthOf(a) - depthOf(b) || compareText(a, b);

function pathsToLookAt(folder: InputFolder): readonly string[] {
  if (folder.archive) return [...folder.archive.members.keys()].filter((path) => depthOf(path) <= MAX_DEPTH && !/(?:^|\/)FS\//.test(path));
  const top = (folder.list("") ?? []).slice(0, MAX_ENTRIES);
  return top.flatMap(({ name, isFolder }) =>
    isFolder
      ? (folder.list(name) ?? []).slice(0, MAX_ENTRIES).flatMap((entry) => (entry.isFolder ? [] : [`${name}/${entry.name}`]))
      : [name],
  );
}

/** The name that main_entry.txt holds; undefined where it cannot be read yet, or holds none. */
function namedText(folder: InputFolder, base: string): string | undefined {
  const name = decoded(() => folder.file(base + MAIN_ENTRY)?.open());
  return name !== undefined && /^[^/\\\0]{1,256}$/.test(name) ? name : undefined;
}

function decoded(open: () => ByteSource | undefined): string | undefined {
  try {
    const source = open();
    return source && new TextDecoder().decode(readBytes(source, 0, MAX_ENTRY_BYTES)).trim();
  } catch (error) {
    // Not in reach, or damaged: the text is found by its name.
    if (error instanceof FormatError || error instanceof AcquisitionError) return undefined;
    throw error;
  }
}

function chosenText(
  folder: InputFolder,
  base: string,
  named: string | undefined,
  texts: readonly string[],
): { text: string; problems: readonly Problem[] } | undefined {
  if (named !== undefined && folder.file(base + named)) return { text: base + named, problems: [] };
  const here = texts.filter((path) => folderOf(path) === base).sort((a, b) => sizeOf(folder, b) - sizeOf(folder, a) || compareText(a, b));
  const text = here[0];
  if (text === undefined) return undefined;
  const used = baseName(text);
  const others = here.slice(1, MAX_NAMES + 1).map(baseName);
  return {
    text,
    problems: [
      ...(named === undefined ? [] : [{ problem: message("bugreport/main-entry-dangling", { name: named, used }) }]),
      ...(others.length === 0
        ? []
        : [{ problem: message("bugreport/several-texts", { count: here.length, used, names: others.join(", ") }) }]),
    ],
  };
}

const sizeOf = (folder: InputFolder, path: string): number => folder.archive?.members.get(path)?.size ?? folder.file(path)?.size ?? 0;
