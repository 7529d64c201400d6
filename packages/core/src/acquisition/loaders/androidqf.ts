import { readBytes } from "../../bytes/byte-source.ts";
import { sha256OfSource } from "../../bytes/hasher.ts";
import type { AcquisitionInfo } from "../../model/acquisition.ts";
import { message } from "../../model/message.ts";
import { toIso } from "../../model/time.ts";
import { parseLocal } from "../../model/wall-clock.ts";
import type { EvidenceFile } from "../file-system.ts";
import { createFileSystem } from "../filesystems/listed.ts";
import { evidenceIn, type FolderFile, filesOf, fingerprintOf } from "../folder-files.ts";
import { type InputFile, type InputFolder, storedBytesOf } from "../input.ts";
import { type Acquisition, defineLoader, type LoaderContext, type Problem } from "../loader.ts";
import { onlyOne } from "../only-one.ts";
import { createWanted } from "../paths.ts";
import { createTally } from "../tally.ts";
import { unlessUnreadable } from "../unless-unreadable.ts";
import { asFolder } from "../unrecognized.ts";
import { type AndroidFacts, readFacts } from "./android-bugreport/facts.ts";
import { mountDump } from "./android-bugreport/mount-dump.ts";
import { openIntrusionLogs } from "./android-intrusion-log/content.ts";
import { readStatedHashes } from "./androidqf/hashes.ts";
import { isOldBugreport, openOldBugreports } from "./androidqf/old-bugreports.ts";
import { hashProblems, openBackupPart, openBugreportPart, type Part, type PartPlace } from "./androidqf/parts.ts";
import { collectedPathOf, INTRUSION_FOLDERS, isIntrusionLog } from "./androidqf/paths.ts";

const [ABOUT, HASHES, PROPERTIES, DUMPS, BUGREPORT, BACKUP] = [
  "acquisition.json",
  "hashes.csv",
  "getprop.txt",
  "dumpsys.txt",
  "bugreport.zip",
  "backup.ab",
] as const;
/** Read whatever artifacts ask for. */
const METADATA = [ABOUT, HASHES, PROPERTIES, DUMPS, BUGREPORT, BACKUP];

/**
 * What AndroidQF collected from a phone: its folder, or a zip with the entries at the root or under one folder. The bug report, the
 * backup and the intrusion logs that lie in it are opened as well; what cannot be opened of them is told and costs itself.
 * Layout: https://github.com/mvt-project/androidqf
 */
export default defineLoader({
  id: "androidqf",
  kinds: ["androidqf"],
  metadata: METADATA,
  detect: (input) => input.kind === "folder" && basesIn(input).length > 0,

  async open(input, context) {
    const folder = asFolder(input);
    const base = baseOf(folder);
    const { files: named, problems: ofList } = filesOf(folder, base.slice(0, -1));
    const copies = copiesIn(folder, base);
    const listed = [...named, ...copies];
    await fetchWanted(folder, base, listed, context);
    const names = new Set(named.map(({ path }) => path.slice(base.length)));
    const hashList = { names, copies: namesOfCopies(copies, base) };
    const stated = unlessUnreadable(() => readStatedHashes(folder.file(base + HASHES), hashList)) ?? readStatedHashes(undefined, hashList);
    const place: PartPlace = { folder, base, hashes: stated.hashes, context };
    const own = ownFiles(place, listed);
    const bugreport = await openBugreportPart(place, BUGREPORT);
    const backup = await openBackupPart(place, BACKUP);
    const logs = await intrusionLogs(place);
    const older = await openOldBugreports(place, names, BUGREPORT);
    const dumps = readDumps(own, bugreport);
    const changedDumps = changedIn(place, DUMPS);
    const files = [...own, ...dumps.files, ...bugreport.files, ...backup.files, ...logs.files, ...older.files];
    const { marks, ...facts } = factsOf(place, files);
    return {
      info: {
        ...idOf(folder, fingerprintOf(listed, context.createHasher), context),
        kind: "androidqf",
        ...facts,
        files: listed.length,
      },
      fileSystem: createFileSystem(files),
      containers: new Map(),
      marks,
      problems: [
        ...problemsOf(folder),
        ...tellCopies(copies, base),
        ...ofList,
        ...stated.problems,
        ...changedDumps,
        ...[bugreport, backup, logs, dumps, older].flatMap(({ problems }) => problems),
      ],
      unread: [...bugreport.unread, ...backup.unread],
    } satisfies Acquisition;
  },
});

/** A file of the collection; `copyOf`: the path of the first file of its name, where it is not that one. */
interface CollectedFile extends FolderFile {
  readonly copyOf?: string;
}

const nameOf = ({ path, copyOf }: CollectedFile, base: string): string => (copyOf ?? path).slice(base.length);

/** Names that AndroidQF has given to its files since its beginning. */
const TYPICAL = [
  ABOUT,
  "command.log",
  PROPERTIES,
  DUMPS,
  "packages.json",
  "files.json",
  "processes.txt",
  "processes.json",
  "ps.txt",
].concat(["root_binaries.json", "settings_global.txt", "settings_secure.txt", "selinux.txt", "env.txt", "services.txt"]);
/** acquisition.json and one more, or so many of the others: old collections lack it. */
const ENOUGH = 3;

/** The folders that look like a collection: the top, else those directly below it. */
function basesIn(folder: InputFolder): readonly string[] {
  if (isCollection(folder, "")) return [""];
  const inner = (folder.list("") ?? []).filter(({ isFolder }) => isFolder).map(({ name }) => `${name}/`);
  return inner.filter((base) => isCollection(folder, base));
}

function isCollection(folder: InputFolder, base: string): boolean {
  const names = new Set((folder.list(base.slice(0, -1)) ?? []).filter(({ isFolder }) => !isFolder).map(({ name }) => name));
  const count = TYPICAL.filter((name) => names.has(name)).length;
  return count >= (names.has(ABOUT) ? 2 : ENOUGH);
}

const baseOf = (folder: InputFolder): string => onlyOne(folder, basesIn(folder));

/** Of an archive, brings what will be asked for into reach, at once: some can be read twice only. */
async function fetchWanted(folder: InputFolder, base: string, listed: readonly CollectedFile[], { wanted }: LoaderContext): Promise<void> {
  if (!folder.archive) return;
  const isWanted = createWanted(wanted);
  const isAskedFor = (name: string): boolean =>
    METADATA.some((one) => one === name) || isIntrusionLog(name) || isOldBugreport(name) || isWanted(collectedPathOf(name));
  await folder.archive.bringIn(listed.filter((file) => isAskedFor(nameOf(file, base))).map(({ path }) => path));
}

function ownFiles({ folder, base, hashes }: PartPlace, listed: readonly CollectedFile[]): readonly EvidenceFile[] {
  return listed.flatMap((file) => {
    const name = nameOf(file, base);
    if (isIntrusionLog(name)) return [];
    const stated = hashes.get(file.path.slice(base.length));
    return [{ ...evidenceIn(folder, file, collectedPathOf(name)), ...(stated !== undefined && { statedSha256: stated }) }];
  });
}

async function intrusionLogs({ folder, base, context }: PartPlace): Promise<Part> {
  const files: EvidenceFile[] = [];
  const problems: Problem[] = [];
  for (const name of INTRUSION_FOLDERS) {
    const logs = await openIntrusionLogs(folder, context, { below: base + name });
    files.push(...logs.files);
    problems.push(...logs.problems);
  }
  return { files, problems, unread: [] };
}

/** The services in dumpsys.txt, but for those that the bug report printed whole: both say the same, minutes apart. */
function readDumps(own: readonly EvidenceFile[], bugreport: Part): Part {
  const text = own.find(({ path }) => path === `bridle:/androidqf/${DUMPS}`);
  const whole = new Set(bugreport.files.filter((file) => file.part && !hasLost(file)).map(({ path }) => path));
  const mounted = text && text.size > 0 ? mountedDumps(text) : undefined;
  const files = mounted?.files.filter(({ path }) => !whole.has(path)) ?? [];
  const hasBugreport = bugreport.files.length > 0;
  const missing = hasBugreport ? [] : [{ problem: message(files.length > 0 ? "androidqf/no-bugreport" : "androidqf/no-dumps") }];
  return { files, problems: [...missing, ...(hasBugreport ? [] : (mounted?.problems ?? []))], unread: [] };
}

/** Whatever of its sections is asked for: the file was collected, and is another. */
const changedIn = (place: PartPlace, name: string): readonly Problem[] => {
  const file = place.folder.file(place.base + name);
  return (file && unlessUnreadable(() => hashProblems(place, name, file))) ?? [];
};

const hasLost = (file: EvidenceFile): boolean => (file.problems?.() ?? []).some(({ reason }) => reason !== undefined);

/** Out of reach or damaged, no artifact could read it either: its sections are told as missing. */
const mountedDumps = (text: EvidenceFile): ReturnType<typeof mountDump> | undefined =>
  unlessUnreadable(() => mountDump(text, { servicesOnly: true }));

/** That archives lie inside is known, and they were opened; copies are told by tellCopies. */
const TOLD_OTHERWISE = ["archive/nested", "archive/duplicate"];
const problemsOf = ({ archive }: InputFolder): readonly Problem[] =>
  (archive?.problems() ?? []).filter(({ problem }) => !TOLD_OTHERWISE.includes(problem.message));

/** AndroidQF streams the parts of an app into its zip under one name: the second of a name is a file like the first. */
function copiesIn({ archive }: InputFolder, base: string): readonly CollectedFile[] {
  const below = [...(archive?.copies ?? [])].filter(([path]) => path.startsWith(base));
  return below.map(([path, { size, copyOf }]) => ({ path, size, copyOf }));
}

/** By the name that they share, in the order of the archive: as their rows stand in hashes.csv. */
const namesOfCopies = (copies: readonly CollectedFile[], base: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...Map.groupBy(copies, (file) => nameOf(file, base))].map(([name, of]) => [name, of.map(({ path }) => path.slice(base.length))]),
  );

const APKS = "apks/";
/** Parts of apps are expected; whatever else bears another's name is worth a sentence. */
function tellCopies(copies: readonly CollectedFile[], base: string): readonly Problem[] {
  const tally = createTally("androidqf/copies");
  for (const name of copies.map((file) => nameOf(file, base)).filter((one) => !one.startsWith(APKS))) tally.add(name);
  return tally.problems();
}

function idOf(
  folder: InputFolder,
  fingerprint: string,
  { createHasher }: LoaderContext,
): Pick<AcquisitionInfo, "id" | "idOf" | "catalogueSha256"> {
  const catalogueSha256 = fingerprint;
  return folder.archive
    ? { id: sha256OfSource(storedBytesOf(folder.archive.file), createHasher), idOf: "file", catalogueSha256 }
    : { id: fingerprint, idOf: "listing", catalogueSha256 };
}

/** Longest acquisition.json; real ones have a few hundred bytes. */
const MAX_ABOUT_BYTES = 1 << 16;
const STARTED = /"started"\s*:\s*"([^"]{10,40})"/;

/** Device and zone by the properties, from the collection or its bug report; when it was made as AndroidQF says, in UTC. */
function factsOf({ folder, base }: PartPlace, files: readonly EvidenceFile[]): AndroidFacts {
  const properties = files.filter(({ path }) => path === "bridle:/getprop");
  const own = properties.find(({ part }) => !part) ?? properties[0];
  const facts = unlessUnreadable(() => readFacts(own)) ?? readFacts(undefined);
  const about = unlessUnreadable(() => bytesOf(folder.file(base + ABOUT)));
  const started = about && STARTED.exec(new TextDecoder().decode(about))?.[1];
  const made = started === undefined ? undefined : utcOf(started);
  return { ...facts, ...(made !== undefined && { made }) };
}

const bytesOf = (file: InputFile | undefined): Uint8Array | undefined => file && readBytes(file.open(), 0, MAX_ABOUT_BYTES);

/** RFC 3339, with Go's nine digits and the computer's offset. */
function utcOf(text: string): string | undefined {
  const time = parseLocal(text.replace(/Z$/, "+00:00"), undefined);
  return time?.clock === "utc" ? toIso(time.earliest, "second") : undefined;
}
