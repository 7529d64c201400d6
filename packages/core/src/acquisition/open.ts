import { openAge } from "./age-file.ts";
import { openArchive } from "./archive/open-archive.ts";
import { withGivenZone } from "./given-zone.ts";
import type { Input } from "./input.ts";
import type { Acquisition, Loader, LoaderContext } from "./loader.ts";
import androidBackup from "./loaders/android-backup.ts";
import androidBugreport from "./loaders/android-bugreport.ts";
import androidIntrusionLog from "./loaders/android-intrusion-log.ts";
import androidqf from "./loaders/androidqf.ts";
import iosBackup from "./loaders/ios-backup.ts";
import sysdiagnose from "./loaders/sysdiagnose.ts";
import { unpackedFile } from "./unpacked-file.ts";
import { unrecognized } from "./unrecognized.ts";

/** In order: the first that recognizes the input opens it. Those that recognize by a weaker sign stand later. */
export const loaders: readonly Loader[] = [iosBackup, sysdiagnose, androidqf, androidBackup, androidBugreport, androidIntrusionLog];

/** What is sealed with age is opened first: the loaders see what it holds. */
export async function openAcquisition(given: Input, context: LoaderContext, from: readonly Loader[] = loaders): Promise<Acquisition> {
  const { input, problems } = await openAge(given, context);
  const acquisition = withGivenZone(await openKnown(input, context, from), context.zone);
  return problems.length === 0 ? acquisition : { ...acquisition, problems: [...problems, ...acquisition.problems] };
}

/** A file that no loader knows is looked into as an archive, and its content is offered to the same loaders. */
async function openKnown(input: Input, context: LoaderContext, from: readonly Loader[]): Promise<Acquisition> {
  const known = from.find((candidate) => candidate.detect(input));
  if (known) return known.open(input, context);
  const content = await contentOf(input, context, from);
  const loader = content && from.find((candidate) => candidate.detect(content));
  if (content && loader) return loader.open(content, context);
  throw unrecognized(content?.kind === "folder" ? content : input, input.name);
}

/** What an archive holds, or the one file that a gzip file holds. */
async function contentOf(input: Input, context: LoaderContext, from: readonly Loader[]): Promise<Input | undefined> {
  if (input.kind === "folder") return undefined;
  const names = new Set(from.flatMap(({ metadata }) => metadata ?? []));
  const { inflate, spool } = context;
  return (await openArchive(input, { inflate, spool, isMetadata: (name) => names.has(name) })) ?? unpackedFile(input, context);
}
