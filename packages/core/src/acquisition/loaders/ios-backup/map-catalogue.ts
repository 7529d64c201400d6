import { FormatError } from "../../../bytes/format-error.ts";
import type { EvidenceDatabase } from "../../../formats/sqlite/database.ts";
import { message } from "../../../model/message.ts";
import { AcquisitionError, type EvidenceFile } from "../../file-system.ts";
import type { InputFolder } from "../../input.ts";
import type { Problem } from "../../loader.ts";
import { type CatalogueRow, catalogueRows, FOLDER, fileIdOf, isFileId, LINK, REGULAR_FILE } from "./catalogue.ts";
import { CONTAINER_DOMAINS, folderOfDomain, pathInDomain } from "./domains.ts";
import type { Payloads } from "./payloads.ts";
import { createTally, type Tally } from "./tally.ts";

/** The catalogue as files on device paths. */
export interface MappedCatalogue {
  readonly files: readonly EvidenceFile[];
  readonly rowCount: number;
  /** Whether links of containers are listed, which may tell a container's UUID. */
  readonly hasContainerLinks: boolean;
  readonly problems: readonly Problem[];
}

interface Mapping {
  readonly folder: InputFolder;
  readonly base: string;
  readonly payloads: Payloads;
  readonly files: EvidenceFile[];
  readonly listed: Set<string>;
  readonly domainFolders: Map<string, string | undefined>;
  readonly tallies: Readonly<Record<"unreadable" | "badId" | "misnamed" | "missing" | "unlisted", Tally>>;
  hasContainerLinks: boolean;
  rowCount: number;
}

/**
 * Maps every row that can be read. A damaged page ends the list there: what was read stands, and the damage is a problem, unless
 * nothing could be read at all.
 */
export function mapCatalogue(database: EvidenceDatabase, folder: InputFolder, base: string, payloads: Payloads): MappedCatalogue {
  const mapping = startMapping(folder, base, payloads);
  const damage = readRows(mapping, database);
  for (const rawPath of payloads.sizes.keys()) if (!mapping.listed.has(rawPath)) addUnlisted(mapping, rawPath);
  const { files, rowCount, hasContainerLinks, tallies } = mapping;
  return { files, rowCount, hasContainerLinks, problems: [...damage, ...Object.values(tallies).flatMap((tally) => tally.problems())] };
}

const startMapping = (folder: InputFolder, base: string, payloads: Payloads): Mapping => ({
  folder,
  base,
  payloads,
  files: [],
  listed: new Set(),
  domainFolders: new Map(),
  tallies: {
    unreadable: createTally("acquisition/catalogue-rows-unreadable"),
    badId: createTally("acquisition/file-id-malformed"),
    misnamed: createTally("acquisition/file-id-mismatch"),
    missing: createTally("acquisition/payloads-missing"),
    unlisted: createTally("acquisition/payloads-unlisted"),
  },
  hasContainerLinks: false,
  rowCount: 0,
});

function readRows(mapping: Mapping, database: EvidenceDatabase): readonly Problem[] {
  try {
    for (const row of catalogueRows(database)) {
      mapping.rowCount++;
      if (row) addRow(mapping, row);
      else mapping.tallies.unreadable.add(`row ${mapping.rowCount}`);
    }
  } catch (error) {
    if (!(error instanceof FormatError) || mapping.rowCount === 0) throw error;
    const problem = message("acquisition/catalogue-damaged", { rows: mapping.rowCount, detail: error.message });
    return [{ file: "bridle:/backup-root/Manifest.db", problem }];
  }
  return [];
}

function addRow(mapping: Mapping, row: CatalogueRow): void {
  const { fileId, domain, relativePath, flags } = row;
  if (!isFileId(fileId)) {
    mapping.tallies.badId.add(`${domain}-${relativePath}`);
    return;
  }
  const rawPath = `${fileId.slice(0, 2)}/${fileId}`;
  mapping.listed.add(rawPath);
  if (fileIdOf(domain, relativePath) !== fileId) mapping.tallies.misnamed.add(rawPath);
  if (flags === LINK) mapping.hasContainerLinks ||= CONTAINER_DOMAINS.has(domain.slice(0, domain.indexOf("-")));
  const size = mapping.payloads.sizes.get(rawPath);
  // Bits beyond the three known kinds are reported by others; such an entry is a file when bytes are there.
  if (flags === FOLDER || flags === LINK || (flags !== REGULAR_FILE && size === undefined)) return;
  if (size === undefined) mapping.tallies.missing.add(rawPath);
  mapping.files.push(payloadFile(mapping, pathInDomain(domain, relativePath, folderOf(mapping, domain)), rawPath, size ?? 0));
}

/** Some hundred domains for a hundred thousand rows. */
function folderOf({ domainFolders }: Mapping, domain: string): string | undefined {
  if (!domainFolders.has(domain)) domainFolders.set(domain, folderOfDomain(domain));
  return domainFolders.get(domain);
}

function addUnlisted(mapping: Mapping, rawPath: string): void {
  mapping.tallies.unlisted.add(rawPath);
  mapping.files.push(payloadFile(mapping, `bridle:/backup-unlisted/${rawPath}`, rawPath, mapping.payloads.sizes.get(rawPath)!));
}

const payloadFile = ({ folder, base }: Mapping, path: string, rawPath: string, size: number): EvidenceFile => ({
  path,
  rawPath,
  containers: [],
  size,
  open() {
    const file = folder.file(base + rawPath);
    if (!file) throw new AcquisitionError("payload-missing", { path: rawPath });
    return file.open();
  },
});
