import { closeSync, openSync, writeSync } from "node:fs";
import type { BackupEntry } from "../ios/backup.ts";
import { gzip } from "./gzip.ts";
import { type TarForm, type TarMember, writeTar } from "./tar.ts";
import { writeZip, type ZipMember, type ZipOptions } from "./zip.ts";

/** Every way in which a backup folder is packed. */
export const ARCHIVE_FORMS = ["tar", "tar-pax", "tar-gnu", "tar.gz", "zip", "zip-stored", "zip64", "zip-descriptors"] as const;
export type ArchiveForm = (typeof ARCHIVE_FORMS)[number];

export interface ArchiveOptions {
  readonly form: ArchiveForm;
  /** The folder that everything lies in, such as "Backup/00008110-0000"; nothing where it was packed from within. */
  readonly prefix?: string;
}

const ZIP_OPTIONS: Readonly<Record<"zip" | "zip-stored" | "zip64" | "zip-descriptors", ZipOptions>> = {
  zip: {},
  "zip-stored": {},
  zip64: { isZip64: true },
  "zip-descriptors": { hasDescriptors: true },
};

/** A backup as one file, piece by piece: no more than one of its files is in memory at a time. */
export function* backupArchive(entries: Iterable<BackupEntry>, { form, prefix = "" }: ArchiveOptions): Generator<Uint8Array> {
  const placed = withFolders(entries, prefix);
  switch (form) {
    case "tar":
      return yield* tarOf(placed, "ustar");
    case "tar-pax":
      return yield* tarOf(placed, "pax");
    case "tar-gnu":
      return yield* tarOf(placed, "gnu");
    case "tar.gz":
      return yield* gzip(tarOf(placed, "ustar"));
    default:
      return yield* writeZip(zipMembers(placed, form === "zip-stored" ? "stored" : "deflated"), ZIP_OPTIONS[form]);
  }
}

/** Writes the pieces of an archive to a file. */
export function writeArchive(path: string, pieces: Iterable<Uint8Array>): void {
  const file = openSync(path, "w");
  try {
    for (const piece of pieces) for (let written = 0; written < piece.length; ) written += writeSync(file, piece, written);
  } finally {
    closeSync(file);
  }
}

/** Archivers list a folder before what lies in it; a folder's name ends with a slash and it has no bytes. */
function* withFolders(entries: Iterable<BackupEntry>, prefix: string): Generator<BackupEntry> {
  const known = new Set<string>();
  for (const [path, bytes] of entries) {
    const whole = prefix === "" ? path : `${prefix}/${path}`;
    for (let slash = whole.indexOf("/"); slash >= 0; slash = whole.indexOf("/", slash + 1)) {
      const folder = whole.slice(0, slash + 1);
      if (known.has(folder)) continue;
      known.add(folder);
      yield [folder, new Uint8Array()];
    }
    yield [whole, bytes];
  }
}

const isFolder = (name: string): boolean => name.endsWith("/");

function* tarOf(entries: Iterable<BackupEntry>, form: TarForm): Generator<Uint8Array> {
  yield* writeTar(tarMembers(entries), form);
}

export function* tarMembers(entries: Iterable<BackupEntry>): Generator<TarMember> {
  for (const [name, content] of entries) yield { name, content, type: isFolder(name) ? "5" : "0" };
}

const FOLDER_ATTRIBUTES = ((0o040755 << 16) | 0x10) >>> 0;

export function* zipMembers(entries: Iterable<BackupEntry>, method: "stored" | "deflated" = "deflated"): Generator<ZipMember> {
  for (const [name, content] of entries)
    yield isFolder(name)
      ? { name, content, method: "stored", central: { externalAttributes: FOLDER_ATTRIBUTES } }
      : { name, content, method };
}
