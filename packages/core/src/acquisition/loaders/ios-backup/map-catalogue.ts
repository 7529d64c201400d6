import type { CryptoProvider } from "../../../bytes/crypto.ts";
import { FormatError } from "../../../bytes/format-error.ts";
import type { EvidenceDatabase } from "../../../formats/sqlite/database.ts";
import { message } from "../../../model/message.ts";
import { containersOf } from "../../archive/containers-of.ts";
import { AcquisitionError, type EvidenceFile } from "../../file-system.ts";
import type { InputFile, InputFolder } from "../../input.ts";
import type { Problem } from "../../loader.ts";
import { createWanted } from "../../paths.ts";
import { createTally, type Tally } from "../../tally.ts";
import { type CatalogueRow, catalogueRows, FOLDER, fileIdOf, isFileId, LINK, REGULAR_FILE } from "./catalogue.ts";
import { type ContainerLink, targetOf } from "./containers.ts";
import { containerOf, folderOfDomain, pathInDomain } from "./domains.ts";
import type { Lock } from "./lock.ts";
import { type StoredFacts, storedFacts } from "./mb-file.ts";
import { type PayloadContent, payloadContent } from "./payload-content.ts";
import type { Payloads } from "./payloads.ts";

/** Entries of a catalogue that are read; full phones have some 300,000. */
export const MAX_CATALOGUE_ROWS = 5_000_000;

/** The catalogue as files on device paths. */
export interface MappedCatalogue {
  readonly files: readonly EvidenceFile[];
  readonly rowCount: number;
  /** Links of containers, which may tell a container's UUID. */
  readonly links: readonly ContainerLink[];
  readonly problems: readonly Problem[];
}

/** Where the payloads lie, how they are opened, and which will be asked for. */
export interface PayloadPlace {
  readonly folder: InputFolder;
  readonly base: string;
  readonly payloads: Payloads;
  readonly lock: Lock;
  readonly crypto: CryptoProvider;
  readonly wanted: readonly string[];
}

interface Mapping extends PayloadPlace {
  readonly isWanted: (path: string) => boolean;
  readonly files: EvidenceFile[];
  readonly listed: Set<string>;
  readonly domainFolders: Map<string, string | undefined>;
  readonly tallies: Readonly<Record<"unreadable" | "badId" | "misnamed" | "missing" | "unlisted", Tally>>;
  readonly links: ContainerLink[];
  rowCount: number;
}

/**
 * Maps every row that can be read. A damaged page, or the limit, ends the list there: what was read stands, and what ended it is a
 * problem, unless nothing could be read at all.
 */
export function mapCatalogue(database: EvidenceDatabase, place: PayloadPlace, maxRows = MAX_CATALOGUE_ROWS): MappedCatalogue {
  const mapping = startMapping(place);
  const damage = readRows(mapping, database, maxRows);
  for (const rawPath of place.payloads.sizes.keys()) if (!mapping.listed.has(rawPath)) addUnlisted(mapping, rawPath);
  const { files, rowCount, links, tallies } = mapping;
  return { files, rowCount, links, problems: [...damage, ...Object.values(tallies).flatMap((tally) => tally.problems())] };
}

const startMapping = (place: PayloadPlace): Mapping => ({
  ...place,
  isWanted: createWanted(place.wanted),
  files: [],
  listed: new Set(),
  domainFolders: new Map(),
  tallies: {
    unreadable: createTally("acquisition/catalogue-rows-unreadable", "damaged"),
    badId: createTally("acquisition/file-id-malformed"),
    misnamed: createTally("acquisition/file-id-mismatch"),
    missing: createTally("acquisition/payloads-missing"),
    unlisted: createTally("acquisition/payloads-unlisted"),
  },
  links: [],
  rowCount: 0,
});

const CATALOGUE = "bridle:/backup-root/Manifest.db";

function readRows(mapping: Mapping, database: EvidenceDatabase, maxRows: number): readonly Problem[] {
  try {
    for (const row of catalogueRows(database)) {
      if (mapping.rowCount >= maxRows)
        return [{ file: CATALOGUE, problem: message("acquisition/catalogue-too-long", { limit: maxRows }), reason: "over-budget" }];
      mapping.rowCount++;
      if (row) addRow(mapping, row);
      else mapping.tallies.unreadable.add(`row ${mapping.rowCount}`);
    }
  } catch (error) {
    if (!(error instanceof FormatError) || mapping.rowCount === 0) throw error;
    const problem = message("acquisition/catalogue-damaged", { rows: mapping.rowCount, detail: error.message });
    return [{ file: CATALOGUE, problem, reason: "damaged" }];
  }
  return [];
}

function addRow(mapping: Mapping, row: CatalogueRow): void {
  const { fileId, domain, relativePath, flags } = row;
  if (flags === LINK) addLink(mapping, row);
  if (!isFileId(fileId)) {
    mapping.tallies.badId.add(`${domain}-${relativePath}`);
    return;
  }
  const rawPath = `${fileId.slice(0, 2)}/${fileId}`;
  mapping.listed.add(rawPath);
  if (fileIdOf(domain, relativePath) !== fileId) mapping.tallies.misnamed.add(rawPath);
  const size = mapping.payloads.sizes.get(rawPath);
  // Bits beyond the three known kinds are reported by others; such an entry is a file when bytes are there.
  if (flags === FOLDER || flags === LINK || (flags !== REGULAR_FILE && size === undefined)) return;
  if (size === undefined) mapping.tallies.missing.add(rawPath);
  const path = pathInDomain(domain, relativePath, folderOf(mapping, domain));
  mapping.files.push(payloadFile(mapping, path, rawPath, size ?? 0, mapping.isWanted(path) ? storedFacts(row.file) : undefined));
}

function addLink(mapping: Mapping, { domain, file }: CatalogueRow): void {
  if (!containerOf(domain)) return;
  const target = targetOf(file);
  if (target !== undefined) mapping.links.push({ domain, target });
}

/** Some hundred domains for a hundred thousand rows. */
function folderOf({ domainFolders }: Mapping, domain: string): string | undefined {
  if (!domainFolders.has(domain)) domainFolders.set(domain, folderOfDomain(domain));
  return domainFolders.get(domain);
}

function addUnlisted(mapping: Mapping, rawPath: string): void {
  mapping.tallies.unlisted.add(rawPath);
  mapping.files.push(payloadFile(mapping, `bridle:/backup-unlisted/${rawPath}`, rawPath, mapping.payloads.sizes.get(rawPath)!, {}));
}

/** Without facts the file is one that nobody said to want: it can be read only where content is what is stored. */
function payloadFile(mapping: Mapping, path: string, rawPath: string, size: number, facts: StoredFacts | undefined): EvidenceFile {
  const { folder, base, lock, crypto } = mapping;
  const stored = (): InputFile => {
    const file = folder.file(base + rawPath);
    if (!file) throw new AcquisitionError("payload-missing", { path: rawPath });
    return file;
  };
  const content = (): PayloadContent => {
    if (!facts && lock.state !== "open") throw new TypeError(`${path} was not asked for when the backup was opened`);
    return payloadContent(stored().open(), facts ?? {}, lock, crypto);
  };
  const isKeyed = facts?.encryptionKey !== undefined && lock.state !== "open";
  return {
    path,
    rawPath,
    containers: containersOf(folder, base + rawPath),
    size,
    open: () => content().source,
    problems: () => [...(stored().problems?.() ?? []), ...content().problems],
    ...(isKeyed && { openStored: () => stored().open() }),
  };
}
