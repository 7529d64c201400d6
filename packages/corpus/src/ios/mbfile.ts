import { createHash } from "node:crypto";
import { createArchive } from "../keyed-archive.ts";
import { binaryPlist } from "../plist.ts";
import { MOBILE_USER, type PhoneFile } from "./phone.ts";

/** What a backup says about one entry; spec: the `file` column of Manifest.db is a keyed archive of an MBFile. */
export interface Metadata {
  readonly file: PhoneFile;
  readonly content: Uint8Array;
  readonly inode: number;
  /** The wrapped key of an encrypted backup. */
  readonly encryptionKey?: Uint8Array;
}

const TYPE_BITS = { file: 0o100000, directory: 0o040000, link: 0o120000 } as const;
const DEFAULT_PERMISSIONS = { file: 0o644, directory: 0o755, link: 0o755 } as const;
/** NSFileProtectionCompleteUntilFirstUserAuthentication, what most files have. */
export const DEFAULT_PROTECTION_CLASS = 3;

export function mbFile({ file, content, inode, encryptionKey }: Metadata): Uint8Array {
  const archive = createArchive();
  const isFile = file.kind === "file";
  const owner = file.owner ?? MOBILE_USER;
  const root = archive.addObject(["MBFile", "NSObject"], () => ({
    LastModified: Math.floor(file.modified),
    Flags: 0,
    GroupID: owner,
    LastStatusChange: Math.floor(file.changed ?? file.modified),
    RelativePath: archive.add(file.path),
    Birth: Math.floor(file.birth),
    Size: file.statedSize ?? content.length,
    InodeNumber: inode,
    UserID: owner,
    Mode: TYPE_BITS[file.kind] | (file.permissions ?? DEFAULT_PERMISSIONS[file.kind]),
    ProtectionClass: isFile ? (file.protectionClass ?? DEFAULT_PROTECTION_CLASS) : 0,
    ...(isFile && { Digest: archive.add(sha1(content)) }),
    ...(file.target !== undefined && { Target: archive.add(file.target) }),
    ...(file.extendedAttributes && { ExtendedAttributes: archive.add(binaryPlist(file.extendedAttributes)) }),
    ...(encryptionKey && {
      EncryptionKey: archive.addObject(["NSMutableData", "NSData", "NSObject"], () => ({ "NS.data": encryptionKey })),
    }),
  }));
  return archive.finish(root);
}

const sha1 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash("sha1").update(bytes).digest());
