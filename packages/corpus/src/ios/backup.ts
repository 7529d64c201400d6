import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildDatabase, type Row } from "../database.ts";
import { mbFile } from "./mbfile.ts";
import { contentOf, type Phone, type PhoneFile } from "./phone.ts";
import { type Protection, UNPROTECTED } from "./protection.ts";
import { infoPlist, manifestPlist, statusPlist } from "./root-plists.ts";

/** A file of the backup folder: its path relative to it, and its bytes. */
export type BackupEntry = readonly [path: string, bytes: Uint8Array];

const FLAGS = { file: 1, directory: 2, link: 4 } as const;
const FIRST_INODE = 12_884_901_888;

/** Apple names a payload after the SHA-1 of domain and path; directories and links have the name without the payload. */
export const fileId = (domain: string, path: string): string => createHash("sha1").update(`${domain}-${path}`).digest("hex");

export const payloadPath = (domain: string, path: string): string => {
  const id = fileId(domain, path);
  return `${id.slice(0, 2)}/${id}`;
};

/** A backup as Finder leaves it. A Map holds all of it; use `backupEntries` for phones that are too large for that. */
export const buildBackup = (phone: Phone, protection: Protection = UNPROTECTED): Map<string, Uint8Array> =>
  new Map(backupEntries(phone, protection));

/** One file after the other: property lists, payloads, and last the catalogue, which holds what was learned on the way. */
export function* backupEntries(phone: Phone, protection: Protection = UNPROTECTED): Generator<BackupEntry> {
  yield ["Info.plist", infoPlist(phone)];
  yield ["Manifest.plist", manifestPlist(phone, protection)];
  yield ["Status.plist", statusPlist(phone)];
  const rows: Row[] = [];
  for (const file of withParents(phone.files)) {
    const content = file.kind === "file" ? contentOf(file) : new Uint8Array();
    const { stored, encryptionKey } = protection.seal(file, content);
    const inode = FIRST_INODE + rows.length;
    rows.push(catalogueRow(file, mbFile({ file, content, inode, ...(encryptionKey && { encryptionKey }) })));
    if (file.kind === "file") yield [payloadPath(file.domain, file.path), stored];
  }
  yield ["Manifest.db", protection.sealCatalogue(catalogue(rows))];
}

/** Writes entries below `folder`, which is made if need be. */
export function writeBackup(folder: string, entries: Iterable<BackupEntry>): void {
  const made = new Set<string>();
  for (const [path, bytes] of entries) {
    const place = join(folder, ...path.split("/"));
    const parent = dirname(place);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    writeFileSync(place, bytes);
  }
}

/** A catalogue lists each domain's root (empty path) and every directory above a file. */
function* withParents(files: Iterable<PhoneFile>): Generator<PhoneFile> {
  const known = new Set<string>();
  for (const file of files) {
    for (const path of parentsOf(file.path)) {
      if (known.has(`${file.domain}-${path}`)) continue;
      known.add(`${file.domain}-${path}`);
      yield {
        domain: file.domain,
        path,
        kind: "directory",
        birth: file.birth,
        modified: file.modified,
        ...(file.owner !== undefined && { owner: file.owner }),
      };
    }
    if (file.kind === "directory" && known.has(`${file.domain}-${file.path}`)) continue;
    known.add(`${file.domain}-${file.path}`);
    yield file;
  }
}

function parentsOf(path: string): readonly string[] {
  const parts = path.split("/");
  return parts.map((_, index) => parts.slice(0, index).join("/"));
}

const catalogueRow = ({ domain, path, kind }: PhoneFile, file: Uint8Array): Row => ({
  fileID: fileId(domain, path),
  domain,
  relativePath: path,
  flags: FLAGS[kind],
  file,
});

const catalogue = (rows: readonly Row[]): Uint8Array =>
  buildDatabase({
    schema: [
      "CREATE TABLE Files (fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB)",
      "CREATE TABLE Properties (key TEXT PRIMARY KEY, value BLOB)",
      "CREATE INDEX FilesDomainIdx ON Files(domain)",
      "CREATE INDEX FilesRelativePathIdx ON Files(relativePath)",
      "CREATE INDEX FilesFlagsIdx ON Files(flags)",
    ],
    tables: [{ table: "Files", rows }],
  }).main;
