/** A member of a zip file, as its central directory describes it. */
export interface ZipEntry {
  /** Place in the directory, from 0. */
  readonly index: number;
  readonly name: string;
  readonly kind: "file" | "folder" | "link" | "device";
  /** Whether the system that wrote it separates folders by a backslash. */
  readonly isFromDos: boolean;
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly crc32: number;
  /** Bytes in the archive. */
  readonly storedSize: number;
  /** Bytes of the file. */
  readonly size: number;
  /** Where its local header begins. */
  readonly headerOffset: number;
  /** Date and time as MS-DOS writes them, in the upper and lower 16 bits: the writer's wall clock, in steps of two seconds. */
  readonly dosTime: number;
  /** Whether a second time, in UTC, stands beside it (Info-ZIP's field 0x5455): phones write none. */
  readonly hasUnixTime: boolean;
  /** The name's bytes in the directory, to compare with the local header's; undefined where there was no directory. */
  readonly nameAt: { readonly offset: number; readonly length: number } | undefined;
}

/** Methods that are read (APPNOTE 4.4.5). */
export const STORED = 0;
export const DEFLATED = 8;

/** What was not as it should be. */
export type ZipNote =
  | "zip-prefix" // so many bytes stand before the archive
  | "zip-trailing" // so many bytes follow it
  | "zip-split" // a part of an archive in several files
  | "zip-count" // the directory holds another number of members than the end record states
  | "zip-directory-damaged" // the directory is no directory from this byte on
  | "zip-no-directory" // there is none: members were found one after the other
  | "zip-cut-off"; // the file ends inside a member
