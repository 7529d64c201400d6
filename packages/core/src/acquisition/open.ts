import { openAge } from "./age-file.ts";
import { openArchive } from "./archive/open-archive.ts";
import { AcquisitionError } from "./file-system.ts";
import type { ArchiveFacts, Input } from "./input.ts";
import type { Acquisition, Loader, LoaderContext } from "./loader.ts";
import androidBackup from "./loaders/android-backup.ts";
import androidBugreport from "./loaders/android-bugreport.ts";
import androidIntrusionLog from "./loaders/android-intrusion-log.ts";
import androidqf from "./loaders/androidqf.ts";
import iosBackup from "./loaders/ios-backup.ts";
import { unpackedFile } from "./unpacked-file.ts";

/** In order: the first that recognizes the input opens it. Those that recognize by a weaker sign stand later. */
export const loaders: readonly Loader[] = [iosBackup, androidqf, androidBackup, androidBugreport, androidIntrusionLog];

/** Entries named when nothing is recognized, so that a person sees what was looked at. */
const MAX_NAMES = 5;

/** What is sealed with age is opened first: the loaders see what it holds. */
export async function openAcquisition(given: Input, context: LoaderContext, from: readonly Loader[] = loaders): Promise<Acquisition> {
  const { input, problems } = await openAge(given, context);
  const acquisition = await openKnown(input, context, from);
  return problems.length === 0 ? acquisition : { ...acquisition, problems: [...problems, ...acquisition.problems] };
}

/** A file that no loader knows is looked into as an archive, and its content is offered to the same loaders. */
async function openKnown(input: Input, context: LoaderContext, from: readonly Loader[]): Promise<Acquisition> {
  const known = from.find((candidate) => candidate.detect(input));
  if (known) return known.open(input, context);
  const content = await contentOf(input, context, from);
  const loader = content && from.find((candidate) => candidate.detect(content));
  if (content && loader) return loader.open(content, context);
  throw new AcquisitionError("unrecognized", { name: input.name, ...summaryOf(content?.kind === "folder" ? content : input) });
}

/** What an archive holds, or the one file that a gzip file holds. */
async function contentOf(input: Input, context: LoaderContext, from: readonly Loader[]): Promise<Input | undefined> {
  if (input.kind === "folder") return undefined;
  const names = new Set(from.flatMap(({ metadata }) => metadata ?? []));
  const { inflate, spool } = context;
  return (await openArchive(input, { inflate, spool, isMetadata: (name) => names.has(name) })) ?? unpackedFile(input, context);
}

type Given = "file" | "folder" | "empty" | "archive" | "hollow" | "broken" | "split" | "nested";

/** What was given, in a few words: the size of a file, the first entries of a folder or an archive. */
function summaryOf(input: Input): { kind: Given; holds: string } {
  if (input.kind === "file") return { kind: "file", holds: `${input.size} bytes` };
  const names = (input.list("") ?? []).map(({ name }) => name);
  const holds = names.slice(0, MAX_NAMES).join(", ") + (names.length > MAX_NAMES ? ", …" : "");
  if (input.archive) return { kind: kindOfArchive(input.archive), holds };
  return { kind: names.length === 0 ? "empty" : "folder", holds };
}

/** Problems after which what makes an acquisition known may be missing. */
const BREAKS = [
  "gzip-cut-off",
  "gzip-damaged",
  "tar-cut-off",
  "tar-bad-header",
  "unpacks-too-far",
  "zip-no-directory",
  "zip-directory-damaged",
].map((kind) => `archive/${kind}`);

function kindOfArchive(archive: ArchiveFacts): Given {
  const shows = (id: string): boolean => archive.problems().some(({ problem }) => problem.message === id);
  if (shows("archive/zip-split")) return "split";
  if (BREAKS.some(shows)) return "broken";
  if (archive.members.size === 0) return "hollow";
  return shows("archive/nested") ? "nested" : "archive";
}
