import { FormatError } from "../../bytes/format-error.ts";
import { sha256OfSource } from "../../bytes/hasher.ts";
import { message } from "../../model/message.ts";
import { openArchive } from "../archive/open-archive.ts";
import { AcquisitionError } from "../file-system.ts";
import { createFileSystem } from "../filesystems/listed.ts";
import { fingerprintOf } from "../folder-files.ts";
import { type InputFolder, storedBytesOf } from "../input.ts";
import { type Acquisition, defineLoader, type LoaderContext, type Problem } from "../loader.ts";
import { asFolder } from "../unrecognized.ts";
import { wayTo } from "./androidqf/parts.ts";
import { beginningOf, COLLECTOR_LOG, deviceOf, marksOf, REMOTE_FILE, VERSION_FILE } from "./sysdiagnose/device.ts";
import { type Mounted, mount, type Source } from "./sysdiagnose/mount.ts";
import { placeOf } from "./sysdiagnose/places.ts";
import { chooseRoot, rootsIn } from "./sysdiagnose/roots.ts";
import { type Stamp, stampIn } from "./sysdiagnose/stamp.ts";
import { archivesIn, olderArchives, treeBaseOf, treePlaceOf, versionIn } from "./sysdiagnose/tree.ts";

const METADATA = [COLLECTOR_LOG, REMOTE_FILE, VERSION_FILE];
const METADATA_NAMES = METADATA.map((path) => path.slice(path.lastIndexOf("/") + 1));

/**
 * What an owner makes with two buttons: sysdiagnose_<time>_iPhone-OS_iPhone_<build>.tar.gz, or its folder; or the phone's whole folder of
 * reports, with what lies in it. Members that lie on the phone keep their place there, so that the same artifact reads them in a
 * file-system dump; what the collectors wrote is `bridle:/sysdiagnose/<path>`. Paired devices' reports are kept apart. Layout: docs/paths.md.
 */
export default defineLoader({
  id: "sysdiagnose",
  kinds: ["sysdiagnose"],
  metadata: METADATA_NAMES,
  detect: (input) => input.kind === "folder" && (rootsIn(input).length > 0 || treeBaseOf(input) !== undefined),

  async open(input, context) {
    const folder = asFolder(input);
    const tree = rootsIn(folder).length > 0 ? undefined : treeBaseOf(folder);
    const opened = tree === undefined ? await openRoot(folder, [], context) : await openTree(folder, tree, context);
    const { problems, listed, files, about, isPart } = opened;
    const fingerprint = fingerprintOf(listed, context.createHasher);
    return {
      info: {
        ...(folder.archive
          ? { id: sha256OfSource(storedBytesOf(folder.archive.file), context.createHasher), idOf: "file" }
          : { id: fingerprint, idOf: "listing" }),
        kind: "sysdiagnose",
        device: about.device,
        ...(about.stamp && { made: about.stamp.made, zone: about.stamp.zone }),
        files: files.length,
        catalogueSha256: fingerprint,
        isDemo: about.isDemo,
      },
      fileSystem: createFileSystem(files),
      containers: new Map(),
      ...(about.marks && { marks: about.marks }),
      problems,
      ...(isPart && { isPart }),
    } satisfies Acquisition;
  },
});

/** What was opened, and what it tells of itself. */
interface Opened extends Mounted {
  readonly about: Pick<Acquisition, "marks"> & {
    readonly device: Acquisition["info"]["device"];
    readonly stamp?: Stamp;
    readonly isDemo: boolean;
  };
  /** Reports alone. */
  readonly isPart?: boolean;
}

const NO_STAMP: Problem = { problem: message("acquisition/sysdiagnose-no-stamp") };

/** A sysdiagnose by itself. */
async function openRoot(folder: InputFolder, outer: Source["outer"], context: LoaderContext): Promise<Opened> {
  const { base, problems: ofRoots } = chooseRoot(folder, rootsIn(folder));
  await folder.archive?.bringIn(METADATA.map((name) => base + name));
  const { files, listed, problems } = await mount({ folder, base, outer, place: placeOf }, context);
  const log = beginningOf(folder, base + COLLECTOR_LOG);
  const stamp = stampIn(log) ?? stampIn(base) ?? stampIn(folder.name);
  return {
    files,
    listed,
    problems: [...ofRoots, ...problems, ...(stamp ? [] : [NO_STAMP])],
    about: {
      device: deviceOf(folder, base, stamp?.osBuild),
      marks: marksOf(folder, base),
      ...(stamp && { stamp }),
      isDemo: log.startsWith("DEMO"),
    },
  };
}

/** The folder of reports, and the newest sysdiagnose that lies in it. */
async function openTree(folder: InputFolder, base: string, context: LoaderContext): Promise<Opened> {
  const archives = archivesIn(folder, base);
  const [newest] = archives;
  const isArchive = (member: string): boolean => base + member === newest;
  const tree = await mount({ folder, base, outer: [], place: treePlaceOf, isElsewhere: isArchive, isNeeded: isArchive }, context);
  const inner = newest === undefined ? undefined : await openInner(folder, newest, context);
  const alone: readonly Problem[] = newest === undefined ? [{ problem: message("acquisition/sysdiagnose-reports-alone") }] : [];
  const ofTree = tree.problems.filter(({ problem }) => problem.message !== "archive/nested");
  return {
    files: [...tree.files, ...(inner?.files ?? [])],
    listed: tree.listed,
    problems: [...ofTree, ...olderArchives(archives), ...alone, ...(inner?.problems ?? [])],
    about: inner?.about ?? { device: { platform: "ios", ...versionIn(folder, base) }, isDemo: false },
    ...(newest === undefined && { isPart: true }),
  };
}

/** The archive inside. What cannot be opened costs itself and is told: the reports beside it are read. */
async function openInner(
  folder: InputFolder,
  path: string,
  context: LoaderContext,
): Promise<Opened | { problems: Problem[]; files: []; about: undefined }> {
  const name = path.slice(path.lastIndexOf("/") + 1);
  try {
    const file = folder.file(path);
    const archive = file && (await openArchive(file, { ...context, isMetadata: (one) => METADATA_NAMES.includes(one) }));
    if (archive && rootsIn(archive).length > 0) return await openRoot(archive, wayTo(folder, path), context);
    return {
      problems: [{ file: name, problem: message("acquisition/sysdiagnose-inner-unknown"), reason: "damaged" }],
      files: [],
      about: undefined,
    };
  } catch (error) {
    if (!(error instanceof FormatError) && !(error instanceof AcquisitionError)) throw error;
    return {
      problems: [{ file: name, problem: message("acquisition/packed-unreadable", { detail: error.message }), reason: "damaged" }],
      files: [],
      about: undefined,
    };
  }
}
