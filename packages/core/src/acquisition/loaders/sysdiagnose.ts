import { type CreateHasher, sha256OfSource } from "../../bytes/hasher.ts";
import { message } from "../../model/message.ts";
import { basesHolding } from "../archive/bases-holding.ts";
import type { EvidenceFile } from "../file-system.ts";
import { createFileSystem } from "../filesystems/listed.ts";
import { evidenceIn, type FolderFile, filesOf, fingerprintOf } from "../folder-files.ts";
import type { InputFolder } from "../input.ts";
import { type Acquisition, defineLoader, type Problem } from "../loader.ts";
import { onlyOne } from "../only-one.ts";
import { createWanted } from "../paths.ts";
import { asFolder } from "../unrecognized.ts";
import { beginningOf, COLLECTOR_LOG, deviceOf, marksOf, REMOTE_FILE, VERSION_FILE } from "./sysdiagnose/device.ts";
import { isMacMetadata, placeOf } from "./sysdiagnose/places.ts";
import { stampIn } from "./sysdiagnose/stamp.ts";

/** What every sysdiagnose of a phone has at its root; one is enough, since collectors fail. */
const MARKS = [COLLECTOR_LOG, "ps_thread.txt", "taskinfo.txt", "spindump-nosymbols.txt"];
const METADATA = [COLLECTOR_LOG, REMOTE_FILE, VERSION_FILE];

/**
 * What an owner makes with two buttons: sysdiagnose_<time>_iPhone-OS_iPhone_<build>.tar.gz, or its folder. Members that lie on the phone
 * keep their place there, so that the same artifact reads them in a file-system dump; what the collectors wrote is
 * `bridle:/sysdiagnose/<path>`. Paired devices' reports are kept apart. Layout: docs/paths.md.
 */
export default defineLoader({
  id: "sysdiagnose",
  kinds: ["sysdiagnose"],
  metadata: METADATA.map((path) => path.slice(path.lastIndexOf("/") + 1)),
  detect: (input) => input.kind === "folder" && rootsIn(input).length > 0,

  async open(input, { createHasher, wanted }) {
    const folder = asFolder(input);
    const base = rootOf(folder);
    await folder.archive?.bringIn(METADATA.map((name) => base + name));
    const { files: all, problems } = filesOf(folder, base.slice(0, -1));
    const listed = all.filter(({ path }) => !isMacMetadata(path));
    const files = listed.map((file) => memberOf(folder, file, base));
    await bringIn(folder, files, base, wanted);
    const fingerprint = fingerprintOf(listed, createHasher);
    const log = beginningOf(folder, base + COLLECTOR_LOG);
    const stamp = stampIn(log) ?? stampIn(base) ?? stampIn(folder.name);
    return {
      info: {
        ...idOf(folder, fingerprint, createHasher),
        kind: "sysdiagnose",
        device: deviceOf(folder, base, stamp?.osBuild),
        ...(stamp && { made: stamp.made, zone: stamp.zone }),
        files: files.length,
        catalogueSha256: fingerprint,
        isDemo: log.startsWith("DEMO"),
      },
      fileSystem: createFileSystem(files),
      containers: new Map(),
      marks: marksOf(folder, base),
      problems: [...(folder.archive?.problems() ?? []), ...problems, ...(stamp ? [] : [NO_STAMP])],
    } satisfies Acquisition;
  },
});

const NO_STAMP: Problem = { problem: message("acquisition/sysdiagnose-no-stamp") };

/** A watch's own sysdiagnose within the phone's has the same marks. */
const rootsIn = (folder: InputFolder): readonly string[] =>
  basesHolding(folder, MARKS).filter((base) => !/(?:^|\/)ProxiedDevice-/.test(base) && !/(?:^|\/)\._/.test(base));

/** The root; a folder of marks below another root is a part of it. */
function rootOf(folder: InputFolder): string {
  const roots = rootsIn(folder);
  return onlyOne(
    folder,
    roots.filter((root) => !roots.some((other) => other !== root && root.startsWith(other))),
  );
}

/** A member, named as it stands below the root. */
function memberOf(folder: InputFolder, file: FolderFile, base: string): EvidenceFile {
  const rawPath = file.path.slice(base.length);
  return { ...evidenceIn(folder, file, placeOf(rawPath)), rawPath };
}

/** Of an archive, brings what artifacts will ask for into reach: the second and last pass. */
async function bringIn(folder: InputFolder, files: readonly EvidenceFile[], base: string, wanted: readonly string[]): Promise<void> {
  if (!folder.archive) return;
  const isWanted = createWanted(wanted);
  await folder.archive.bringIn(files.filter(({ path }) => isWanted(path)).map(({ rawPath }) => base + rawPath));
}

const idOf = (folder: InputFolder, listing: string, createHasher: CreateHasher): Pick<Acquisition["info"], "id" | "idOf"> =>
  folder.archive ? { id: sha256OfSource(folder.archive.file.open(), createHasher), idOf: "file" } : { id: listing, idOf: "listing" };
