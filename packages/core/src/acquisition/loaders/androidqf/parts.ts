import { FormatError } from "../../../bytes/format-error.ts";
import { sha256OfSource } from "../../../bytes/hasher.ts";
import type { AcquisitionKind } from "../../../model/acquisition.ts";
import { message } from "../../../model/message.ts";
import { containersOf } from "../../archive/containers-of.ts";
import { AcquisitionError, type ContainerMember, type EvidenceFile } from "../../file-system.ts";
import type { InputFile, InputFolder } from "../../input.ts";
import type { LoaderContext, Problem, UnreadPart } from "../../loader.ts";
import { openBackupFile } from "../android-backup/content.ts";
import { openBugreport } from "../android-bugreport/content.ts";
import type { StatedHashes } from "./hashes.ts";

/** Something that lies inside a collection, opened as far as it could be. Nothing that is wrong with it ends the run. */
export interface Part {
  readonly files: readonly EvidenceFile[];
  readonly problems: readonly Problem[];
  readonly unread: readonly UnreadPart[];
}

export const NO_PART: Part = { files: [], problems: [], unread: [] };

/** A folder that holds parts, and what was written down of their bytes. */
export interface PartPlace {
  readonly folder: InputFolder;
  readonly base: string;
  readonly hashes: StatedHashes["hashes"];
  readonly context: LoaderContext;
}

/** The bug report inside, if there is one. */
export const openBugreportPart = (place: PartPlace, name: string): Promise<Part> =>
  openPart(place, name, "android-bugreport", async (file, way) => {
    const content = await openBugreport(file, place.context, way);
    return content && { files: content.files, problems: content.problems };
  });

/** The backup inside, if there is one: opened with the password of the run. */
export const openBackupPart = (place: PartPlace, name: string): Promise<Part> =>
  openPart(place, name, "android-backup", async (file, way) => {
    const content = await openBackupFile(file, place.context, way);
    return { files: content.files, problems: content.problems() };
  });

type Open = (file: InputFile, way: readonly ContainerMember[]) => Promise<Omit<Part, "unread"> | undefined>;

export async function openPart(place: PartPlace, name: string, kind: AcquisitionKind, open: Open): Promise<Part> {
  const { folder, base } = place;
  const path = base + name;
  const file = folder.file(path);
  if (!file || file.size === 0) return NO_PART; // AndroidQF leaves an empty backup where the owner chose none
  try {
    const changed = hashProblems(place, name, file);
    const opened = await open(file, wayTo(folder, path));
    if (opened) return { files: opened.files, problems: [...changed, ...tellOf(file, name), ...opened.problems], unread: [] };
    return unread(kind, message("androidqf/part-unknown", { name }), "damaged");
  } catch (error) {
    return failed(error, name, kind);
  }
}

/** A file of a plain folder is one step of the way, too: what lies in it lies nowhere else. */
export const wayTo = (folder: InputFolder, path: string): readonly ContainerMember[] =>
  folder.archive ? containersOf(folder, path) : [{ container: "folder", index: 0, name: path }];

const tellOf = (file: InputFile, name: string): readonly Problem[] =>
  (file.problems?.() ?? []).map(({ problem }) => ({ file: name, problem }));

/** Whether a file that a loader reads by itself is what was collected. */
export function hashProblems({ hashes, context }: PartPlace, name: string, file: InputFile): readonly Problem[] {
  const stated = hashes.get(name);
  if (stated === undefined || stated === sha256OfSource(file.open(), context.createHasher)) return [];
  return [{ file: name, problem: message("androidqf/hash-differs", { count: 1, examples: name }) }];
}

function failed(error: unknown, name: string, kind: AcquisitionKind): Part {
  if (error instanceof AcquisitionError && error.code === "encrypted")
    return unread(kind, message("androidqf/part-locked", { name }), "no-key");
  if (error instanceof AcquisitionError && error.code === "wrong-password")
    return unread(kind, message("androidqf/part-wrong-password", { name }), "no-key");
  if (error instanceof AcquisitionError) {
    const detail = String(error.params["detail"] ?? error.code);
    return unread(kind, message("androidqf/part-damaged", { name, detail }), "damaged");
  }
  if (error instanceof FormatError) return unread(kind, message("androidqf/part-damaged", { name, detail: error.message }), "damaged");
  throw error;
}

const unread = (kind: AcquisitionKind, problem: Problem["problem"], why: UnreadPart["why"]): Part => ({
  files: [],
  problems: [{ problem }],
  unread: [{ kind, why }],
});
