import type { EvidenceFile } from "../acquisition/file-system.ts";
import { type CreateHasher, sha256OfSource } from "../bytes/hasher.ts";
import type { FileRead } from "../model/outcome.ts";

/** A file as the coverage lists it while its hash is not known, or cannot be. */
export const unhashed = (file: EvidenceFile): FileRead => ({ path: file.path, rawPath: rawPathOf(file), size: file.size, sha256: "" });

/** The file's bytes, hashed as stored. What cannot be opened throws. */
export const hashed = (file: EvidenceFile, createHasher: CreateHasher): FileRead => ({
  ...unhashed(file),
  sha256: sha256OfSource(file.openStored?.() ?? file.open(), createHasher),
});

/** The raw path with the archive members on the way to it. */
export const rawPathOf = (file: EvidenceFile): string =>
  [...file.containers.map((member) => `${member.container}#${member.index}`), file.rawPath].join("!/");
