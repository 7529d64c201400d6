import { type ByteSource, readBytes } from "../bytes/byte-source.ts";
import type { FormatError } from "../bytes/format-error.ts";
import { type GzipNote, gunzip } from "../formats/gzip/gunzip.ts";
import { isGzip } from "../formats/gzip/member-header.ts";
import { message } from "../model/message.ts";
import { allowedBytes } from "./archive/limits.ts";
import { spoolMember } from "./archive/member-spool.ts";
import type { FileProblem } from "./file-system.ts";
import { type InputFile, storedBytesOf } from "./input.ts";
import type { LoaderContext } from "./loader.ts";

/** Notes by what they are for a single file. */
const KINDS: Partial<Record<GzipNote, string>> = {
  "gzip-cut-off": "archive/file-cut-off",
  "gzip-damaged": "archive/file-damaged",
  "gzip-checksum": "archive/file-checksum",
  "gzip-length": "archive/file-size",
};

/** What a gzip file that is no archive unpacks to; undefined of other files. Its hash stays that of the file as it was handed over. */
export async function unpackedFile(
  file: InputFile,
  { inflate, spool }: Pick<LoaderContext, "inflate" | "spool">,
): Promise<InputFile | undefined> {
  const source = file.open();
  if (!isGzip(readBytes(source, 0, 2))) return undefined;
  const piece = spoolMember(spool);
  const room = allowedBytes(source.byteLength);
  const problems: FileProblem[] = [...(file.problems?.() ?? [])];
  let isTooLong = false;
  await gunzip({
    source,
    inflate,
    take(bytes) {
      isTooLong ||= piece.length + bytes.length > room;
      return !isTooLong && piece.append(bytes);
    },
    note(kind) {
      const id = KINDS[kind];
      if (id) problems.push({ problem: message(id), reason: "damaged" });
    },
  });
  if (isTooLong) problems.push({ problem: message("archive/unpacks-too-far", { examples: source.byteLength }), reason: "over-budget" });
  const content = piece.finish();
  return {
    kind: "file",
    name: file.name.replace(/\.gz$/i, ""),
    size: piece.length,
    open: () => bytesOf(content),
    openStored: () => storedBytesOf(file),
    problems: () => problems,
  };
}

const bytesOf = (content: ByteSource | FormatError): ByteSource => {
  if ("readSync" in content) return content;
  throw content;
};
