import type { ByteSource } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";
import { type CreateHasher, sha256OfSource } from "../../bytes/hasher.ts";
import type { EvidenceDatabase } from "../../formats/sqlite/database.ts";
import type { SqliteEngine } from "../../formats/sqlite/engine.ts";
import { message } from "../../model/message.ts";
import { basesHolding } from "../archive/bases-holding.ts";
import { containersOf } from "../archive/containers-of.ts";
import { AcquisitionError, type EvidenceFile, type FileProblem } from "../file-system.ts";
import { createFileSystem } from "../filesystems/listed.ts";
import { type FolderFile, fingerprintOf } from "../folder-files.ts";
import { type InputFile, type InputFolder, storedBytesOf } from "../input.ts";
import { type Acquisition, defineLoader, type Problem } from "../loader.ts";
import { onlyOne } from "../only-one.ts";
import { createWanted } from "../paths.ts";
import { asFolder } from "../unrecognized.ts";
import { readContainers } from "./ios-backup/containers.ts";
import { DECRYPTED_COPY, openLock } from "./ios-backup/lock.ts";
import { type MappedCatalogue, mapCatalogue, type PayloadPlace } from "./ios-backup/map-catalogue.ts";
import { liesOpen } from "./ios-backup/payload-content.ts";
import { listPayloads, type Payloads } from "./ios-backup/payloads.ts";
import { dateOf, deviceOf, isDemo, marksOf, type RootPlists, readRootPlists } from "./ios-backup/root-plists.ts";

const CATALOGUES = ["Manifest.db", "Manifest.mbdb"];
/** What has to be read before the paths of the other files are known. */
const METADATA = [...CATALOGUES, "Manifest.db-wal", "Manifest.plist", "Info.plist", "Status.plist"];

/**
 * A backup folder as iTunes, Finder and libimobiledevice make it, iOS 10 and later: Manifest.db lists the files, which lie as
 * <first two letters of the file id>/<file id>. An archive of the folder is read like it. Encrypted ones are read with what unlocks
 * them, or as far as they are clear; the Manifest.mbdb of iOS 9 is recognized and refused.
 * Layout: docs/paths.md; https://www.richinfante.com/2017/3/16/reverse-engineering-the-ios-backup
 */
export default defineLoader({
  id: "ios-backup",
  kinds: ["ios-backup", "ios-backup-encrypted"],
  metadata: METADATA,
  detect: (input) => input.kind === "folder" && basesHolding(input, CATALOGUES).length > 0,

  async open(input, context) {
    const { createHasher, sqlite, crypto, wanted } = context;
    const folder = asFolder(input);
    const base = baseOf(folder);
    await folder.archive?.bringIn(METADATA.map((name) => base + name));
    const catalogue = catalogueOf(folder, base);
    const plists = readRootPlists(folder, base);
    const lock = await openLock(catalogue, plists, folder.name, context);
    const payloads = listPayloads(folder, base);
    const place: PayloadPlace = { folder, base, payloads, lock, crypto, wanted };
    const { mapped, containers, problems } = lock.catalogue
      ? readCatalogue(lock.catalogue, sqlite(), place, plists)
      : { mapped: unreadCatalogue(payloads), containers: readContainers(plists.manifest, []), problems: [] };
    const files = [...rootFilesOf(place), ...mapped.files];
    await fetchWanted(place, files);
    const isOpenCopy = lock.state === "locked" && context.unlock === undefined && liesOpenIn(mapped);
    if (lock.state === "locked" && context.unlock === undefined && !isOpenCopy)
      throw new AcquisitionError("encrypted", { name: folder.name });
    return {
      info: {
        ...idOf(folder, catalogue, createHasher),
        // A copy that another tool has decrypted holds what only encrypted backups hold.
        kind: lock.isEncrypted ? "ios-backup-encrypted" : "ios-backup",
        device: deviceOf(plists),
        ...madeOf(plists),
        files: mapped.rowCount,
        catalogueSha256: fingerprintOf(storedIn(payloads), createHasher),
        isDemo: isDemo(plists),
      },
      fileSystem: createFileSystem(files),
      containers,
      problems: [
        ...(folder.archive?.problems() ?? []),
        ...plists.problems,
        ...lock.problems,
        ...(isOpenCopy ? DECRYPTED_COPY : []),
        ...problems,
        ...mapped.problems,
      ],
      marks: marksOf(plists),
      ...(lock.passwordKey && { key: lock.passwordKey }),
      ...(lock.state === "locked" && !isOpenCopy && { isLocked: true }),
    } satisfies Acquisition;
  },
});

const baseOf = (folder: InputFolder): string => onlyOne(folder, basesHolding(folder, CATALOGUES));

/** The catalogue, if its bytes can be had: an archive may hold it encrypted, damaged or too large. */
function catalogueOf(folder: InputFolder, base: string): InputFile {
  const catalogue = folder.file(`${base}Manifest.db`);
  if (!catalogue) throw new AcquisitionError("unsupported", { name: folder.name, form: "Manifest.mbdb" });
  try {
    catalogue.open();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new AcquisitionError("damaged", { name: folder.name, file: "Manifest.db", detail: error.message }, { cause: error });
  }
  return catalogue;
}

/** Of a single file its own hash; of a folder that of its catalogue. */
const idOf = (folder: InputFolder, catalogue: InputFile, createHasher: CreateHasher): Pick<Acquisition["info"], "id" | "idOf"> =>
  folder.archive
    ? { id: sha256OfSource(storedBytesOf(folder.archive.file), createHasher), idOf: "file" }
    : { id: sha256OfSource(catalogue.open(), createHasher), idOf: "manifest" };

/** Of an archive, brings what will be asked for into reach. */
async function fetchWanted({ folder, base, wanted }: PayloadPlace, files: readonly EvidenceFile[]): Promise<void> {
  if (!folder.archive) return;
  const isWanted = createWanted(wanted);
  await folder.archive.bringIn(files.filter(({ path }) => isWanted(path)).map(({ rawPath }) => base + rawPath));
}

/** What can be said of a catalogue that is locked: that it lists about as many files as there are. */
const unreadCatalogue = ({ sizes }: Payloads): MappedCatalogue => ({
  files: [],
  rowCount: sizes.size,
  links: [],
  problems: [],
});

/** Whether files that have a key in the catalogue lie open all the same: another tool has decrypted them. */
const liesOpenIn = ({ files }: MappedCatalogue): boolean =>
  files.some(({ size, openStored }) => size > 0 && openStored !== undefined && storedLiesOpen(openStored));

function storedLiesOpen(openStored: () => ByteSource): boolean {
  try {
    return liesOpen(openStored());
  } catch (error) {
    // A member of an archive that cannot be had tells nothing.
    if (error instanceof FormatError) return false;
    throw error;
  }
}

interface ReadCatalogue {
  readonly mapped: MappedCatalogue;
  readonly containers: Acquisition["containers"];
  readonly problems: readonly Problem[];
}

function readCatalogue(catalogue: ByteSource, engine: SqliteEngine, place: PayloadPlace, plists: RootPlists): ReadCatalogue {
  let database: EvidenceDatabase | undefined;
  try {
    // A log beside an encrypted catalogue would be encrypted with a key that is written nowhere.
    const wal = place.lock.isCatalogueClear ? place.folder.file(`${place.base}Manifest.db-wal`) : undefined;
    database = engine.open(catalogue, wal && wal.size > 0 ? { wal: wal.open() } : {});
    const mapped = mapCatalogue(database, place);
    if (mapped.rowCount === 0) throw new FormatError("backup", "truncated", "the catalogue lists no files");
    const containers = readContainers(plists.manifest, mapped.links);
    const notes = database.notes.map((note) => ({
      file: "bridle:/backup-root/Manifest.db",
      problem: message(`problem/${note}`),
      ...(note === "salvaged" && { reason: "damaged" as const }),
    }));
    return { mapped, containers, problems: notes };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new AcquisitionError("damaged", { name: place.folder.name, file: "Manifest.db", detail: error.message }, { cause: error });
  } finally {
    database?.close();
  }
}

const madeOf = (plists: RootPlists): { readonly made?: string } => {
  const made = dateOf(plists);
  return made === undefined ? {} : { made };
};

/** The files beside the catalogue have no place on the phone. They are clear, but for the catalogue. */
const rootFilesOf = ({ folder, base, payloads, lock }: PayloadPlace): EvidenceFile[] =>
  payloads.rootFiles.map(({ name, size }) => {
    const openStored = (): ByteSource => {
      const file = folder.file(base + name);
      if (!file) throw new AcquisitionError("payload-missing", { path: name });
      return file.open();
    };
    const openCatalogue = (): ByteSource => {
      if (!lock.catalogue) throw new AcquisitionError("encrypted");
      return lock.catalogue;
    };
    const isEncryptedCatalogue = name === "Manifest.db" && !lock.isCatalogueClear && lock.state !== "open";
    const path = `bridle:/backup-root/${name}`;
    const problems = (): readonly FileProblem[] => folder.file(base + name)?.problems?.() ?? [];
    const file = { path, rawPath: name, containers: containersOf(folder, base + name), size, problems };
    return isEncryptedCatalogue ? { ...file, open: openCatalogue, openStored } : { ...file, open: openStored };
  });

const storedIn = ({ sizes, rootFiles }: Payloads): readonly FolderFile[] => [
  ...[...sizes].map(([path, size]) => ({ path, size })),
  ...rootFiles.map(({ name, size }) => ({ path: name, size })),
];
