import {
  type Acquisition,
  AcquisitionError,
  type ByteSource,
  type EvidenceFile,
  FormatError,
  type LoaderContext,
  literalPattern,
  openAcquisition,
  readBytes,
  sha256OfSource,
  toCanonical,
} from "@bridle/core";
import { nodeSha256 } from "./hasher.ts";
import { nodeInput } from "./input.ts";
import type { Answer, FileRequest } from "./protocol.ts";

/** Bytes that travel in one message. */
const PIECE_BYTES = 1 << 20;

/** The content of a file from its beginning on; the last answer is its end. */
export interface FilePieces {
  next(): Answer;
}

/** The files of the path that was asked for; pieces where there is exactly one. */
export interface FoundFile {
  readonly rawPaths: readonly string[];
  readonly pieces?: FilePieces;
}

export async function openFile(request: FileRequest, contextFor: (wanted: readonly string[]) => LoaderContext): Promise<FoundFile> {
  const { path, file, rawPath } = request;
  const spellings = [file, toCanonical(file, "ios"), toCanonical(file, "android")];
  const acquisition = await openAcquisition(nodeInput(path), contextFor([...new Set(spellings)].map(literalPattern)));
  const all = filesAt(acquisition, file);
  const files = all.filter((one) => rawPath === undefined || one.rawPath === rawPath || placeOf(one) === rawPath);
  const rawPaths = files.map(all.every((one) => one.rawPath === all[0]!.rawPath) ? placeOf : (one) => one.rawPath);
  return files.length === 1 ? { rawPaths, pieces: readable(files[0]!, () => piecesOf(files[0]!)) } : { rawPaths };
}

/** Two sections of one text have its raw path both: the line at which each begins tells them apart. */
const placeOf = ({ rawPath, part }: EvidenceFile): string => (part ? `${rawPath}#${part.line + 1}` : rawPath);

/** By its very name, else by what the name stands for on this phone. */
function filesAt({ fileSystem, info }: Acquisition, file: string): readonly EvidenceFile[] {
  const exact = fileSystem.files(file);
  return exact.length > 0 ? exact : fileSystem.files(toCanonical(file, info.device.platform));
}

function piecesOf(file: EvidenceFile): FilePieces {
  const source = file.open();
  const hasher = nodeSha256();
  let offset = 0;
  return {
    next: () =>
      readable(file, () => {
        const bytes = readBytes(source, offset, PIECE_BYTES);
        hasher.update(bytes);
        offset += bytes.length;
        return bytes.length > 0 ? { type: "piece", bytes } : endOf(file, source, offset, hasher.hex());
      }),
  };
}

function endOf(file: EvidenceFile, source: ByteSource, size: number, sha256: string): Answer {
  if (size !== source.byteLength) throw new FormatError("file", "truncated", `${size} of ${source.byteLength} bytes`);
  const storedSha256 = file.openStored ? sha256OfSource(file.openStored(), nodeSha256) : sha256;
  return { type: "file-end", size, sha256, storedSha256, problems: (file.problems?.() ?? []).map(({ problem }) => problem) };
}

/** Damage of the file is the evidence's and not ours. */
function readable<T>({ path }: EvidenceFile, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new AcquisitionError("damaged", { file: path, detail: error.message }, { cause: error });
  }
}
