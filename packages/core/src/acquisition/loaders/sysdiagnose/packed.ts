import { FormatError } from "../../../bytes/format-error.ts";
import { message } from "../../../model/message.ts";
import { openArchive } from "../../archive/open-archive.ts";
import { AcquisitionError, type EvidenceFile } from "../../file-system.ts";
import { evidenceIn, filesOf } from "../../folder-files.ts";
import type { InputFile, Problem } from "../../input.ts";
import type { LoaderContext } from "../../loader.ts";
import { createWanted } from "../../paths.ts";
import { unpackedFile } from "../../unpacked-file.ts";

/** Listings of whole volumes lie in archives of their own. */
const LISTINGS = /\/FilesystemMeta-[^/]*\.fsmeta\.tgz$/;
const LISTING_ENDING = ".fslisting";
/** Packed members that are opened: a phone keeps a diary a day for some weeks. */
const MAX_PACKED = 500;

/** Opens members that are packed themselves: older diaries (`.PLSQL.gz`), listings of volumes (`.fsmeta.tgz`). */
export interface Unpacker {
  /** Whether what a member unpacks to is asked for, by the member's canonical path. */
  isWanted(path: string): boolean;
  /** The files that it unpacks to; undefined of what is not packed or not asked for. What cannot be opened is told. */
  open(file: EvidenceFile): Promise<readonly EvidenceFile[] | undefined>;
  problems(): readonly Problem[];
}

export function createUnpacker(context: LoaderContext): Unpacker {
  const isAskedFor = createWanted(context.wanted);
  const problems: Problem[] = [];
  let opened = 0;
  const isWanted = (path: string): boolean => {
    if (LISTINGS.test(path)) return isAskedFor(folderOf(path) + LISTING_ENDING);
    return path.endsWith(".gz") && isAskedFor(path.slice(0, -".gz".length));
  };
  return {
    isWanted,
    async open(file) {
      if (!isWanted(file.path)) return undefined;
      if (++opened > MAX_PACKED) {
        problems.push({ file: file.path, problem: message("acquisition/too-many-packed", { limit: MAX_PACKED }), reason: "over-budget" });
        return undefined;
      }
      try {
        return await (LISTINGS.test(file.path) ? openListings(file, context, problems) : inflated(file, context));
      } catch (error) {
        if (!(error instanceof FormatError) && !(error instanceof AcquisitionError)) throw error;
        problems.push({ file: file.path, problem: message("acquisition/packed-unreadable", { detail: error.message }) });
        return undefined;
      }
    },
    problems: () => problems,
  };
}

/** The archive's name without its ending stands for it as a folder. */
const folderOf = (path: string): string => `${path.slice(0, -".tgz".length)}/`;

/** A diary as it was before it was packed. Its hash is that of the packed bytes. */
async function inflated(file: EvidenceFile, context: LoaderContext): Promise<readonly EvidenceFile[] | undefined> {
  const content = await unpackedFile(asInput(file), context);
  if (!content) return undefined;
  return [
    {
      path: file.path.slice(0, -".gz".length),
      rawPath: file.rawPath,
      containers: [...file.containers, { container: "gz", index: 0, name: file.rawPath }],
      size: content.size,
      open: () => content.open(),
      openStored: () => file.open(),
      problems: () => content.problems?.() ?? [],
    },
  ];
}

async function openListings(file: EvidenceFile, context: LoaderContext, problems: Problem[]): Promise<readonly EvidenceFile[] | undefined> {
  const archive = await openArchive(asInput(file), { ...context, isMetadata: (name) => name.endsWith(LISTING_ENDING) });
  if (!archive) return undefined;
  // What was lost of it concerns the listings alone: no other source is missed for that.
  problems.push(
    ...archive.archive!.problems().map(({ problem, count }) => ({ problem, file: file.path, ...(count !== undefined && { count }) })),
  );
  const way = [...file.containers, { container: "file", index: 0, name: file.rawPath }];
  return filesOf(archive).files.map((member) => evidenceIn(archive, member, folderOf(file.path) + member.path, way));
}

const asInput = (file: EvidenceFile): InputFile => ({
  kind: "file",
  name: file.path.slice(file.path.lastIndexOf("/") + 1),
  size: file.size,
  open: () => file.open(),
  problems: () => file.problems?.() ?? [],
});
