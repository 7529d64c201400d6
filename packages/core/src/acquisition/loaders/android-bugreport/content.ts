import { beginsDump } from "../../../formats/dumpstate/banner.ts";
import { toCanonical } from "../../../model/canonical-path.ts";
import { message } from "../../../model/message.ts";
import { containersOf } from "../../archive/containers-of.ts";
import { openArchive } from "../../archive/open-archive.ts";
import { AcquisitionError, type ContainerMember, type EvidenceFile, type FileProblem } from "../../file-system.ts";
import type { Input, InputFile, InputFolder, Problem } from "../../input.ts";
import type { LoaderContext } from "../../loader.ts";
import { onlyOne } from "../../only-one.ts";
import { createWanted } from "../../paths.ts";
import { createTally, type Tally } from "../../tally.ts";
import { unpackedFile } from "../../unpacked-file.ts";
import { type AndroidFacts, readFacts } from "./facts.ts";
import { findLayout, type Layout, MAIN_ENTRY } from "./layout.ts";
import { memberTime } from "./member-time.ts";
import { mountDump } from "./mount-dump.ts";
import { DUMPSTATE } from "./section-paths.ts";

/** A bug report, wherever it lay. */
export interface BugreportContent {
  readonly files: readonly EvidenceFile[];
  readonly problems: readonly Problem[];
  readonly facts: AndroidFacts;
  /** Files as they are stored, with their sizes: what a listing is made of. */
  readonly stored: readonly StoredFile[];
}

export interface StoredFile {
  readonly path: string;
  readonly size: number;
}

export type BugreportContext = Pick<LoaderContext, "inflate" | "spool" | "wanted" | "zone">;

/** Names in an archive that tell where the rest lies. */
export const METADATA = [MAIN_ENTRY];
/** Archives around a bug report: MIUI packs it twice. */
const MAX_PACKED = 3;

/**
 * Opens a bug report: a folder or an archive's content, a zip or text on its own, packed or not. `way`: the archive members that led to
 * it. Undefined where it is none. Throws AcquisitionError `damaged` where it is one and its main text cannot be had.
 */
export async function openBugreport(
  input: Input,
  context: BugreportContext,
  way: readonly ContainerMember[] = [],
): Promise<BugreportContent | undefined> {
  if (input.kind === "folder") return openFolder(input, context, way);
  const archive = await openArchive(input, { ...context, isMetadata: (name) => METADATA.includes(name) });
  if (archive) return openFolder(archive, context, way);
  const text = (await unpackedFile(input, context)) ?? input;
  return beginsDump(text.open())
    ? openText(text, context, text === input ? way : [...way, { container: "gz", index: 0, name: text.name }])
    : undefined;
}

function openText(text: InputFile, context: BugreportContext, containers: readonly ContainerMember[]): BugreportContent {
  const whole = wholeText(text, text.name, containers);
  const { files, problems } = mountDump(whole);
  const told = withFacts(factsOf(whole, files, context), [...tellProblems(whole), ...problems], context);
  return { ...told, files: [whole, ...files], stored: [{ path: text.name, size: text.size }] };
}

async function openFolder(
  folder: InputFolder,
  context: BugreportContext,
  way: readonly ContainerMember[],
): Promise<BugreportContent | undefined> {
  const layout = findLayout(folder);
  if (layout?.form === "packed") return openPacked(folder, layout.packed, context, way);
  if (!layout) return undefined;
  const { base, text: textPath } = layout;
  const unread = { deep: createTally("bugreport/too-deep"), many: createTally("bugreport/too-many") };
  const stored = storedFiles(folder, base, unread);
  await fetchWanted(folder, textPath, stored, context.wanted);
  const whole = await mainText(folder, layout, context, way);
  const { files: sections, problems } = mountDump(whole);
  const facts = factsOf(whole, sections, context);
  const others = stored
    .filter(({ path }) => path !== textPath)
    .map(({ path, size }) => memberFile(folder, { base, path, size }, facts.zone, way));
  const allProblems = [
    ...archiveProblems(folder, []),
    ...layout.problems,
    ...(folder.archive ? [] : tellProblems(whole)),
    ...problems,
    ...unread.deep.problems(),
    ...unread.many.problems(),
  ];
  return { ...withFacts(facts, allProblems, context), files: [whole, ...sections, ...others], stored };
}

/** MIUI's zip holds the phone's own bug report and logs of its maker. */
async function openPacked(
  folder: InputFolder,
  packed: readonly string[],
  context: BugreportContext,
  way: readonly ContainerMember[],
): Promise<BugreportContent | undefined> {
  if (way.length >= MAX_PACKED) return undefined;
  const path = onlyOne(folder, packed);
  await folder.archive?.bringIn([path]);
  const file = folder.file(path);
  const inside = file && (await openBugreport(file, context, [...way, ...wayTo(folder, path)]));
  if (!inside) return undefined;
  const told = { problem: message("bugreport/packed-inside", { name: path }) };
  return { ...inside, problems: [told, ...archiveProblems(folder, [path]), ...inside.problems] };
}

/** A file of a plain folder is one step of the way, too: what lies in it lies nowhere else. */
const wayTo = (folder: InputFolder, path: string): readonly ContainerMember[] =>
  folder.archive ? containersOf(folder, path) : [{ container: "folder", index: 0, name: path }];

async function fetchWanted(folder: InputFolder, text: string, stored: readonly StoredFile[], wanted: readonly string[]): Promise<void> {
  if (!folder.archive) return;
  const isWanted = createWanted(wanted);
  const base = text.slice(0, text.lastIndexOf("/") + 1);
  await folder.archive.bringIn([text, ...stored.map(({ path }) => path).filter((path) => isWanted(devicePath(path.slice(base.length))))]);
}

async function mainText(
  folder: InputFolder,
  { base, text }: Extract<Layout, { form: "text" }>,
  context: BugreportContext,
  way: readonly ContainerMember[],
): Promise<EvidenceFile> {
  const file = folder.file(text);
  if (!file) throw new AcquisitionError("damaged", { name: folder.name, file: text, detail: "not there" });
  const unpacked = await unpackedFile(file, context);
  const gzip = unpacked ? [{ container: "gz", index: 0, name: unpacked.name }] : [];
  return wholeText(unpacked ?? file, text.slice(base.length), [...way, ...containersOf(folder, text), ...gzip]);
}

/** The main text. Of one that was packed by itself, the hash is that of the file as it is stored. */
function wholeText(file: InputFile, rawPath: string, containers: readonly ContainerMember[]): EvidenceFile {
  return {
    path: DUMPSTATE,
    rawPath,
    containers,
    size: file.size,
    open: () => file.open(),
    problems: () => file.problems?.() ?? [],
  };
}

const tellProblems = (whole: EvidenceFile): readonly Problem[] =>
  (whole.problems?.() ?? []).map(({ problem }) => ({ file: whole.path, problem }));

const factsOf = (whole: EvidenceFile, sections: readonly EvidenceFile[], { zone }: BugreportContext): AndroidFacts =>
  readFacts(
    sections.find(({ path }) => path === "bridle:/getprop"),
    whole.open(),
    zone,
  );

function withFacts(
  facts: AndroidFacts,
  problems: readonly Problem[],
  { zone }: BugreportContext,
): Pick<BugreportContent, "facts" | "problems"> {
  const unknown = facts.zone === undefined && zone === undefined ? [{ problem: message("bugreport/zone-unknown") }] : [];
  return { facts, problems: [...problems, ...unknown] };
}

/** Copies of files below FS/ lie at their place on the phone; mail-hostile endings got another (AOSP dumpstate.cpp, AddZipEntry). */
const COPIED = "FS/";
const RENAMED = /\.renamed$/;

const devicePath = (name: string): string =>
  name.startsWith(COPIED) ? toCanonical(`/${name.slice(COPIED.length).replace(RENAMED, "")}`, "android") : `bridle:/bugreport/${name}`;

interface PlacedFile extends StoredFile {
  readonly base: string;
}

function memberFile(
  folder: InputFolder,
  { base, path, size }: PlacedFile,
  zone: string | undefined,
  way: readonly ContainerMember[],
): EvidenceFile {
  const rawPath = path.slice(base.length);
  // In a folder of another's making the times are those of another's clock.
  const dosTime = base === "" ? folder.archive?.members.get(path)?.dosTime : undefined;
  const modified = dosTime === undefined ? undefined : memberTime(dosTime, zone);
  return {
    path: devicePath(rawPath),
    rawPath,
    containers: [...way, ...containersOf(folder, path)],
    size,
    ...(modified && { modified }),
    open() {
      const file = folder.file(path);
      if (!file) throw new AcquisitionError("payload-missing", { path });
      return file.open();
    },
    problems: (): readonly FileProblem[] => folder.file(path)?.problems?.() ?? [],
  };
}

/** No phone nests folders so deep, and copies so many files; a link that leads back up does. */
const MAX_DEPTH = 32;
const MAX_FILES = 200_000;

function storedFiles(folder: InputFolder, base: string, unread: { readonly deep: Tally; readonly many: Tally }): readonly StoredFile[] {
  const files: StoredFile[] = [];
  const all = folder.archive
    ? [...folder.archive.members].filter(([path]) => path.startsWith(base)).map(([path, { size }]) => ({ path, size }))
    : filesBelow(folder, base.slice(0, -1), 0, unread.deep);
  for (const file of all) {
    if (files.length >= MAX_FILES) {
      unread.many.add(file.path);
      break;
    }
    files.push(file);
  }
  return files;
}

function* filesBelow(folder: InputFolder, path: string, depth: number, tooDeep: Tally): Generator<StoredFile> {
  if (depth > MAX_DEPTH) return tooDeep.add(path);
  for (const { name, isFolder, size } of folder.list(path) ?? []) {
    const below = path === "" ? name : `${path}/${name}`;
    if (isFolder) yield* filesBelow(folder, below, depth + 1, tooDeep);
    else yield { path: below, size };
  }
}

/** Archives that each bug report holds, pictures of its windows, are worth no sentence; nor is what was opened. */
const KNOWN_ARCHIVE = /(?:^|\/)visible_windows\.zip$/;
const ARCHIVE = /\.(?:zip|tar|tgz|gz|7z|rar)$/i;

function archiveProblems({ archive }: InputFolder, opened: readonly string[]): readonly Problem[] {
  if (!archive) return [];
  const isUnread = (path: string): boolean => ARCHIVE.test(path) && !KNOWN_ARCHIVE.test(path) && !opened.includes(path);
  const hasUnread = [...archive.members.keys()].some((path) => path.split("/").length <= 2 && isUnread(path));
  return archive.problems().filter(({ problem }) => hasUnread || problem.message !== "archive/nested");
}
