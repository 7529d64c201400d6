import { FormatError } from "../../../bytes/format-error.ts";
import { readKeyedObject } from "../../../formats/keyed-archive/read-keyed-object.ts";
import { type ArchivedDictionary, isArchivedObject } from "../../../formats/keyed-archive/value.ts";

/** The fields of an MBFile: what the phone said of a file, a keyed archive in the column `file`. Throws FormatError. */
export const readMbFile = (blob: Uint8Array): ArchivedDictionary => readKeyedObject(blob);

export const numberIn = (fields: ArchivedDictionary, key: string): number | undefined => {
  const value = fields.get(key);
  if (typeof value === "bigint") return Number(value);
  return typeof value === "number" ? value : undefined;
};

/** Data stands in the archive as itself, or within an NSMutableData. */
export const bytesIn = (fields: ArchivedDictionary, key: string): Uint8Array | undefined => {
  const field = fields.get(key);
  const value = isArchivedObject(field) ? field.fields.get("NS.data") : field;
  return value instanceof Uint8Array ? value : undefined;
};

/** What reading a stored file needs of its MBFile. */
export interface StoredFacts {
  /** Size of the content when the backup was made. */
  readonly size?: number;
  /** Of an encrypted file, as stored. */
  readonly encryptionKey?: Uint8Array;
  /** Why nothing is known. */
  readonly damage?: string;
}

export function storedFacts(blob: Uint8Array | undefined): StoredFacts {
  if (!blob || blob.length === 0) return {};
  try {
    const fields = readMbFile(blob);
    const size = numberIn(fields, "Size");
    const encryptionKey = bytesIn(fields, "EncryptionKey");
    return { ...(size !== undefined && { size }), ...(encryptionKey && { encryptionKey }) };
  } catch (error) {
    if (error instanceof FormatError) return { damage: error.message };
    throw error;
  }
}
