import { sha1 } from "@noble/hashes/legacy.js";
import type { EvidenceDatabase } from "../../../formats/sqlite/database.ts";
import { asBytes, asNumber, asText, type SqlRow } from "../../../formats/sqlite/value.ts";
import { toHex } from "../../../model/json.ts";

/** A row of the table Files of Manifest.db. */
export interface CatalogueRow {
  readonly fileId: string;
  readonly domain: string;
  readonly relativePath: string;
  readonly flags: number;
  /** The MBFile, as stored. */
  readonly file: Uint8Array | undefined;
}

/** Kinds of entry by the column flags (apple_bom of the MBDB days; verified on 3,721 rows of a real catalogue). */
export const REGULAR_FILE = 1;
export const FOLDER = 2;
export const LINK = 4;

const COLUMNS = ["fileID", "domain", "relativePath", "flags", "file"] as const;

/** Rows whose columns are not what they should be come as undefined. */
export function* catalogueRows(database: EvidenceDatabase): Generator<CatalogueRow | undefined> {
  for (const batch of database.rows({ from: "Files", select: COLUMNS })) for (const row of batch) yield readRow(row);
}

const readRow = ([fileId, domain, relativePath, flags, file]: SqlRow): CatalogueRow | undefined => {
  const id = asText(fileId);
  const domainText = asText(domain);
  const flagsNumber = asNumber(flags);
  if (id === undefined || domainText === undefined || flagsNumber === undefined) return undefined;
  return { fileId: id, domain: domainText, relativePath: asText(relativePath) ?? "", flags: flagsNumber, file: asBytes(file) };
};

const FILE_ID = /^[0-9a-f]{40}$/;

/** Only such an id may become part of a path. */
export const isFileId = (fileId: string): boolean => FILE_ID.test(fileId);

/** The file id is the SHA-1 of domain, hyphen and relative path (all rows of a real catalogue agree). */
const encoder = new TextEncoder();
export const fileIdOf = (domain: string, relativePath: string): string => toHex(sha1(encoder.encode(`${domain}-${relativePath}`)));
