import type { ContainerMember, EvidenceFile } from "../../file-system.ts";
import { evidenceIn, type FolderFile, filesOf } from "../../folder-files.ts";
import type { InputFolder, Problem } from "../../input.ts";
import type { LoaderContext } from "../../loader.ts";
import { createWanted } from "../../paths.ts";
import { createUnpacker } from "./packed.ts";
import { isMacMetadata } from "./places.ts";

/** A folder of what was handed over, and where its members lie on the phone. */
export interface Source {
  readonly folder: InputFolder;
  /** Prefix of the members. */
  readonly base: string;
  /** Members on the way to the folder, where it lies in an archive itself. */
  readonly outer: readonly ContainerMember[];
  /** Canonical path of a member, by its path below the base. */
  place(member: string): string;
  /** Members that are no evidence here: read as something else. */
  isElsewhere?(member: string): boolean;
  /** Brought into reach with what artifacts ask for. */
  isNeeded?(member: string): boolean;
}

export interface Mounted {
  readonly files: readonly EvidenceFile[];
  /** What was listed, in path order: what fingerprints are made of. */
  readonly listed: readonly FolderFile[];
  readonly problems: readonly Problem[];
}

/** Lists a source and, of an archive, brings what artifacts ask for into reach: the second and last pass. What is packed inside is opened. */
export async function mount(source: Source, context: LoaderContext): Promise<Mounted> {
  const { folder, base, outer } = source;
  const { files: all, problems } = filesOf(folder, base.slice(0, -1));
  const listed = all.filter(({ path }) => !isMacMetadata(path));
  const unpacker = createUnpacker(context);
  await bringIn(source, listed, unpacker.isWanted, context);
  const files: EvidenceFile[] = [];
  for (const file of listed) {
    const rawPath = file.path.slice(base.length);
    if (source.isElsewhere?.(rawPath)) continue;
    const evidence = { ...evidenceIn(folder, file, source.place(rawPath), outer), rawPath };
    files.push(...((await unpacker.open(evidence)) ?? [evidence]));
  }
  return { files, listed, problems: [...(folder.archive?.problems() ?? []), ...problems, ...unpacker.problems()] };
}

async function bringIn(
  { folder, base, place, isNeeded }: Source,
  listed: readonly FolderFile[],
  isWantedPacked: (path: string) => boolean,
  { wanted }: LoaderContext,
): Promise<void> {
  if (!folder.archive) return;
  const isWanted = createWanted(wanted);
  const isAskedFor = (member: string): boolean => {
    const path = place(member);
    return isWanted(path) || isWantedPacked(path) || (isNeeded?.(member) ?? false);
  };
  await folder.archive.bringIn(listed.map(({ path }) => path).filter((path) => isAskedFor(path.slice(base.length))));
}
