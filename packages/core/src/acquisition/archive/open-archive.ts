import { type ByteSource, readBytes } from "../../bytes/byte-source.ts";
import { gunzip } from "../../formats/gzip/gunzip.ts";
import { isGzip } from "../../formats/gzip/member-header.ts";
import { BLOCK } from "../../formats/tar/header.ts";
import { beginsTar } from "../../formats/tar/parser.ts";
import { findZipEnd } from "../../formats/zip/end-record.ts";
import type { InputFile, InputFolder } from "../input.ts";
import type { LoaderContext } from "../loader.ts";
import { openTarGzip } from "./packed-tar-archive.ts";
import { openTar } from "./tar-archive.ts";
import { openZip } from "./zip-archive.ts";

/** What reading an archive takes. */
export interface ArchiveContext extends Pick<LoaderContext, "inflate" | "spool"> {
  /** Whether members of this name, in whatever folder, are kept when a compressed archive is first read. */
  isMetadata(name: string): boolean;
}

/** A file as the folder it holds, told by its bytes and not by its name; undefined when it is no archive that is read. */
export async function openArchive(file: InputFile, context: ArchiveContext): Promise<InputFolder | undefined> {
  const source = file.open();
  const first = readBytes(source, 0, BLOCK);
  if (isGzip(first)) return (await holdsTar(source, context)) ? openTarGzip(file, context) : undefined;
  if (beginsZip(first)) return openZip(file, context);
  if (beginsTar(first)) return openTar(file);
  return findZipEnd(source) ? openZip(file, context) : undefined;
}

/** A local header, the end record of an empty zip, or the mark of one in several files (APPNOTE 4.3.7, 4.3.16, 8.5.3). */
const ZIP_BEGINNINGS = ["PK\x03\x04", "PK\x05\x06", "PK\x07\x08"];
const beginsZip = (bytes: Uint8Array): boolean => ZIP_BEGINNINGS.includes(String.fromCharCode(...bytes.subarray(0, 4)));

async function holdsTar(source: ByteSource, { inflate }: ArchiveContext): Promise<boolean> {
  const block = new Uint8Array(BLOCK);
  let filled = 0;
  await gunzip({
    source,
    inflate,
    take(bytes) {
      block.set(bytes.subarray(0, BLOCK - filled), filled);
      filled = Math.min(BLOCK, filled + bytes.length);
      return filled < BLOCK;
    },
    note: () => {},
  });
  return filled === BLOCK && beginsTar(block);
}
