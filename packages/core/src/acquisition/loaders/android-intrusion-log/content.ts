import { FormatError } from "../../../bytes/format-error.ts";
import { containersOf } from "../../archive/containers-of.ts";
import { openArchive } from "../../archive/open-archive.ts";
import { AcquisitionError, type ContainerMember, type EvidenceFile } from "../../file-system.ts";
import { evidenceIn, type FolderFile, filesOf } from "../../folder-files.ts";
import type { InputFolder, Problem } from "../../input.ts";
import type { LoaderContext } from "../../loader.ts";
import { createTally } from "../../tally.ts";

/** Intrusion logs, wherever they lay. */
export interface IntrusionLogContent {
  readonly files: readonly EvidenceFile[];
  readonly problems: readonly Problem[];
}

type Context = Pick<LoaderContext, "inflate" | "spool">;

/** Canonical place of the logs (docs/paths.md). */
const PLACE = "bridle:/intrusion-logs/";
/** What a phone's download, or who passes it on, makes of a log. */
const LOG = /\.(?:txt|json|jsonl|ndjson|log)$/i;
const ARCHIVE = /\.(?:zip|tar|tgz|tar\.gz)$/i;
/** A download is one archive; who packs several days packs them once more. */
const MAX_ARCHIVE_DEPTH = 3;
const MAX_ARCHIVES = 500;

const tallies = () => ({
  other: createTally("intrusion-logs/other-files"),
  unread: createTally("intrusion-logs/archive-unread"),
  deep: createTally("intrusion-logs/too-deep"),
  many: createTally("intrusion-logs/too-many"),
});

interface Walk {
  readonly context: Context;
  readonly files: EvidenceFile[];
  readonly problems: Problem[];
  readonly tally: ReturnType<typeof tallies>;
  archives: number;
}

/** The logs below a folder, and in the archives that lie there. `way`: the members on the way to the folder. */
export async function openIntrusionLogs(
  folder: InputFolder,
  context: Context,
  { below = "", way = [] }: { readonly below?: string; readonly way?: readonly ContainerMember[] } = {},
): Promise<IntrusionLogContent> {
  const walk: Walk = { context, files: [], problems: [], tally: tallies(), archives: 0 };
  await addFolder(walk, folder, below, way, "", 0);
  const { other, unread, deep, many } = walk.tally;
  return {
    files: walk.files,
    problems: [...walk.problems, ...[other, unread, deep, many].flatMap((tally) => tally.problems())],
  };
}

async function addFolder(
  walk: Walk,
  folder: InputFolder,
  below: string,
  way: readonly ContainerMember[],
  prefix: string,
  depth: number,
): Promise<void> {
  const { files: found, problems } = filesOf(folder, below);
  walk.problems.push(...problems);
  await folder.archive?.bringIn(found.filter(({ path }) => LOG.test(path) || ARCHIVE.test(path)).map(({ path }) => path));
  for (const file of found) {
    const name = prefix + (below === "" ? file.path : file.path.slice(below.length + 1));
    if (LOG.test(file.path)) walk.files.push(evidenceIn(folder, file, PLACE + name, way));
    else if (ARCHIVE.test(file.path)) await addArchive(walk, folder, file, way, name, depth);
    else walk.tally.other.add(name);
  }
}

async function addArchive(
  walk: Walk,
  folder: InputFolder,
  { path }: FolderFile,
  way: readonly ContainerMember[],
  name: string,
  depth: number,
): Promise<void> {
  if (depth >= MAX_ARCHIVE_DEPTH) return walk.tally.deep.add(name);
  if (++walk.archives > MAX_ARCHIVES) return walk.tally.many.add(name);
  const inside = await opened(walk, folder, path);
  if (!inside) return walk.tally.unread.add(name);
  const own = folder.archive ? containersOf(folder, path) : [{ container: "folder", index: 0, name: path }];
  await addFolder(walk, inside, "", [...way, ...own], `${name}/`, depth + 1);
  walk.problems.push(...(inside.archive?.problems() ?? []).filter(({ problem }) => problem.message !== "archive/nested"));
}

/** An archive that is damaged costs itself, whatever else lies beside it. */
async function opened({ context }: Walk, folder: InputFolder, path: string): Promise<InputFolder | undefined> {
  try {
    const file = folder.file(path);
    return file && (await openArchive(file, { ...context, isMetadata: () => true }));
  } catch (error) {
    if (error instanceof FormatError || error instanceof AcquisitionError) return undefined;
    throw error;
  }
}
