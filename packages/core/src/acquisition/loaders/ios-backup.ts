import { readBytes } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";
import { type CreateHasher, sha256OfSource } from "../../bytes/hasher.ts";
import type { EvidenceDatabase } from "../../formats/sqlite/database.ts";
import type { SqliteEngine } from "../../formats/sqlite/engine.ts";
import { compareText } from "../../model/json.ts";
import { message } from "../../model/message.ts";
import { AcquisitionError, type EvidenceFile } from "../file-system.ts";
import { createFileSystem } from "../filesystems/listed.ts";
import type { Input, InputFile, InputFolder } from "../input.ts";
import { type Acquisition, defineLoader, type Problem } from "../loader.ts";
import { readContainers } from "./ios-backup/containers.ts";
import { type MappedCatalogue, mapCatalogue } from "./ios-backup/map-catalogue.ts";
import { listPayloads, type Payloads } from "./ios-backup/payloads.ts";
import {
  dateOf,
  deviceOf,
  hasKeybag,
  hasManifestKey,
  isDemo,
  isEncrypted,
  type RootPlists,
  readRootPlists,
} from "./ios-backup/root-plists.ts";

/**
 * A backup folder as iTunes, Finder and libimobiledevice make it, iOS 10 and later: Manifest.db lists the files, which lie as
 * <first two letters of the file id>/<file id>. Encrypted backups and the Manifest.mbdb of iOS 9 are recognized and refused.
 * Layout: docs/paths.md; https://www.richinfante.com/2017/3/16/reverse-engineering-the-ios-backup
 */
export default defineLoader({
  id: "ios-backup",
  kinds: ["ios-backup", "ios-backup-encrypted"],
  detect: (input) => input.kind === "folder" && candidatesOf(input).length > 0,

  async open(input, { createHasher, sqlite }) {
    const folder = asFolder(input);
    const base = baseOf(folder);
    const catalogue = folder.file(`${base}Manifest.db`);
    if (!catalogue) throw new AcquisitionError("unsupported", { name: folder.name, form: "Manifest.mbdb" });
    const plists = readRootPlists(folder, base);
    refuseLocked(catalogue, plists, folder.name);
    const payloads = listPayloads(folder, base);
    const { mapped, containers, problems } = readCatalogue(catalogue, sqlite(), folder, base, payloads, plists);
    const files = [...rootFilesOf(folder, base, payloads), ...mapped.files];
    return {
      info: {
        id: sha256OfSource(catalogue.open(), createHasher),
        // A copy that another tool has decrypted holds what only encrypted backups hold.
        kind: isEncrypted(plists) ? "ios-backup-encrypted" : "ios-backup",
        idOf: "manifest",
        device: deviceOf(plists),
        ...madeOf(plists),
        files: mapped.rowCount,
        catalogueSha256: fingerprintOf(payloads, createHasher),
        isDemo: isDemo(plists),
      },
      fileSystem: createFileSystem(files),
      containers,
      problems: [...plists.problems, ...decryptedCopy(plists), ...problems, ...mapped.problems],
    } satisfies Acquisition;
  },
});

const CATALOGUES = ["Manifest.db", "Manifest.mbdb"];
/** Sub-folders looked into for a backup. */
const MAX_SUBFOLDERS = 10_000;
/** Names shown when several backups lie in one folder. */
const MAX_NAMES = 10;

/** The sub-folders ("" for the folder itself) that hold a catalogue. */
function candidatesOf(folder: InputFolder): readonly string[] {
  const holds = (base: string): boolean => CATALOGUES.some((name) => folder.file(base + name) !== undefined);
  if (holds("")) return [""];
  const subfolders = (folder.list("") ?? []).filter(({ isFolder }) => isFolder).slice(0, MAX_SUBFOLDERS);
  return subfolders.map(({ name }) => `${name}/`).filter(holds);
}

function baseOf(folder: InputFolder): string {
  const candidates = candidatesOf(folder);
  if (candidates.length === 1) return candidates[0]!;
  const names = candidates.map((candidate) => candidate.slice(0, -1));
  throw new AcquisitionError("ambiguous", { name: folder.name, count: names.length, names: names.slice(0, MAX_NAMES).join(", ") });
}

const asFolder = (input: Input): InputFolder => {
  if (input.kind === "folder") return input;
  throw new AcquisitionError("unrecognized", { name: input.name });
};

const SQLITE_MAGIC = "SQLite format 3\0";

/** A copy decrypted by another tool keeps a Manifest.plist that says IsEncrypted; its catalogue, encrypted since iOS 10.2, lies open. */
function refuseLocked(catalogue: InputFile, plists: RootPlists, name: string): void {
  if (catalogue.size === 0) throw new AcquisitionError("damaged", { name, file: "Manifest.db", detail: "0 bytes" });
  const isOpen = new TextDecoder("latin1").decode(readBytes(catalogue.open(), 0, SQLITE_MAGIC.length)) === SQLITE_MAGIC;
  const isLocked = isEncrypted(plists) ? !(isOpen && hasManifestKey(plists)) : !isOpen && hasKeybag(plists);
  if (isLocked) throw new AcquisitionError("encrypted", { name });
}

const decryptedCopy = (plists: RootPlists): readonly Problem[] =>
  isEncrypted(plists) ? [{ file: "bridle:/backup-root/Manifest.plist", problem: message("acquisition/decrypted-copy") }] : [];

interface ReadCatalogue {
  readonly mapped: MappedCatalogue;
  readonly containers: Acquisition["containers"];
  readonly problems: readonly Problem[];
}

function readCatalogue(
  catalogue: InputFile,
  engine: SqliteEngine,
  folder: InputFolder,
  base: string,
  payloads: Payloads,
  plists: RootPlists,
): ReadCatalogue {
  let database: EvidenceDatabase | undefined;
  try {
    const wal = folder.file(`${base}Manifest.db-wal`);
    database = engine.open(catalogue.open(), wal && wal.size > 0 ? { wal: wal.open() } : {});
    const mapped = mapCatalogue(database, folder, base, payloads);
    if (mapped.rowCount === 0) throw new FormatError("backup", "truncated", "the catalogue lists no files");
    const containers = readContainers(plists.manifest, mapped.hasContainerLinks ? database : undefined);
    const notes = database.notes.map((note) => ({ file: "bridle:/backup-root/Manifest.db", problem: message(`problem/${note}`) }));
    return { mapped, containers, problems: notes };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new AcquisitionError("damaged", { name: folder.name, file: "Manifest.db", detail: error.message }, { cause: error });
  } finally {
    database?.close();
  }
}

const madeOf = (plists: RootPlists): { readonly made?: string } => {
  const made = dateOf(plists);
  return made === undefined ? {} : { made };
};

/** The files beside the catalogue have no place on the phone. */
const rootFilesOf = (folder: InputFolder, base: string, { rootFiles }: Payloads): EvidenceFile[] =>
  rootFiles.map(({ name, size }) => ({
    path: `bridle:/backup-root/${name}`,
    rawPath: name,
    containers: [],
    size,
    open() {
      const file = folder.file(base + name);
      if (!file) throw new AcquisitionError("payload-missing", { path: name });
      return file.open();
    },
  }));

/** SHA-256 over the sorted raw paths and sizes of all stored files, one per line. */
function fingerprintOf({ sizes, rootFiles }: Payloads, createHasher: CreateHasher): string {
  const lines = [...[...sizes].map(([path, size]) => `${path}\t${size}\n`), ...rootFiles.map(({ name, size }) => `${name}\t${size}\n`)];
  const hasher = createHasher();
  hasher.update(new TextEncoder().encode(lines.sort(compareText).join("")));
  return hasher.hex();
}
