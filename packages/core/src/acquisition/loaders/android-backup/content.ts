import type { ByteSource } from "../../../bytes/byte-source.ts";
import { FormatError } from "../../../bytes/format-error.ts";
import { type BackupHeader, readBackupHeader } from "../../../formats/android-backup/header.ts";
import { type MasterKey, openMasterKey } from "../../../formats/android-backup/master-key.ts";
import { openPayload } from "../../../formats/android-backup/payload.ts";
import { unzlib } from "../../../formats/zlib/unzlib.ts";
import { message } from "../../../model/message.ts";
import type { ArchiveContext } from "../../archive/open-archive.ts";
import { openPackedTar } from "../../archive/packed-tar-archive.ts";
import { openTar } from "../../archive/tar-archive.ts";
import { AcquisitionError, type ContainerMember, type EvidenceFile } from "../../file-system.ts";
import { evidenceIn, type FolderFile, filesOf } from "../../folder-files.ts";
import { type InputFile, type InputFolder, storedBytesOf } from "../../input.ts";
import type { LoaderContext, Problem } from "../../loader.ts";
import { createWanted } from "../../paths.ts";
import { devicePathOf } from "./paths.ts";

/** What a backup holds, at its places on the phone. */
export interface BackupContent {
  readonly files: readonly EvidenceFile[];
  readonly listed: readonly FolderFile[];
  /** Asked for after `files` were fetched. */
  problems(): readonly Problem[];
}

type Context = Pick<LoaderContext, "crypto" | "inflate" | "spool" | "unlock" | "wanted">;

/** Names that tell what a backup is of, whatever lies where. */
const METADATA = "_manifest";

/**
 * The content of an .ab file. Throws AcquisitionError: `encrypted` where it is and no password was given, `wrong-password`, `damaged`
 * where its header cannot be read. Behind a good header everything is read as far as it goes.
 */
export async function openBackupFile(file: InputFile, context: Context, outer: readonly ContainerMember[] = []): Promise<BackupContent> {
  const stored = file.open();
  const header = headerOf(stored, file.name);
  const master = await masterKeyOf(header, file.name, context);
  const { source, isCut } = openPayload(stored, header, master, context.crypto);
  const plain: InputFile = {
    kind: "file",
    name: file.name,
    size: source.byteLength,
    open: () => source,
    openStored: () => storedBytesOf(file),
  };
  const folder = header.isCompressed ? await openCompressed(plain, context) : openTar(plain, "ab");
  const content = await contentOf(folder, context, outer);
  const cut: Problem[] = isCut ? [{ problem: message("acquisition/backup-cut") }] : [];
  return { ...content, problems: () => [...cut, ...content.problems()] };
}

const openCompressed = (plain: InputFile, { inflate, spool }: Context): Promise<InputFolder> => {
  const context: ArchiveContext = { inflate, spool, isMetadata: (name) => name === METADATA };
  return openPackedTar(plain, context, { form: "ab", unpack: (sink) => unzlib({ source: plain.open(), inflate, ...sink }) });
};

/** The content of a folder that a backup was unpacked into, or of an .ab file opened as one. */
export async function contentOf(
  folder: InputFolder,
  { wanted }: Pick<Context, "wanted">,
  outer: readonly ContainerMember[] = [],
  base = "",
): Promise<BackupContent> {
  const { files: listed, problems } = filesOf(folder, base.replace(/\/$/, ""));
  const files = listed.map((file) => evidenceIn(folder, file, devicePathOf(file.path.slice(base.length)), outer));
  const isWanted = createWanted(wanted);
  await folder.archive?.bringIn(files.filter(({ path }) => isWanted(path)).map(({ rawPath }) => rawPath));
  return { files, listed, problems: () => [...problems, ...(folder.archive?.problems() ?? [])] };
}

function headerOf(stored: ByteSource, name: string): BackupHeader {
  try {
    return readBackupHeader(stored);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new AcquisitionError("damaged", { name, file: "header", detail: error.message }, { cause: error });
  }
}

async function masterKeyOf(header: BackupHeader, name: string, { unlock, crypto }: Context): Promise<MasterKey | undefined> {
  const { encryption } = header;
  if (!encryption) return undefined;
  if (unlock?.kind !== "password") throw new AcquisitionError("encrypted", { name });
  const master = await openMasterKey({ ...header, encryption }, unlock.password, crypto);
  if (!master) throw new AcquisitionError("wrong-password", { name });
  return master;
}
