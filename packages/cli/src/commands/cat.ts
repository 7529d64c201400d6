import { tmpdir } from "node:os";
import { basename } from "node:path";
import { AcquisitionError, EXIT, type ExitStatus, message, renderEnglish, type Unlock, visible } from "@bridle/core";
import { createFileReader, type FileEnd, type FileReader } from "@bridle/node";
import type { CliHost } from "../host.ts";
import { readIdentityFile } from "../identity-file.ts";
import { Interrupted } from "../interrupted.ts";
import { passwordsOf } from "../password.ts";
import { refusal } from "../refusal.ts";
import { createScreenGuard } from "../screen-guard.ts";
import { usage } from "../usage-error.ts";

export interface CatFlags {
  readonly passwordFile?: string;
  readonly identity?: string;
  readonly raw?: string;
  readonly force?: boolean;
}

/** Raw paths shown where several files share one path. */
const MAX_SHOWN = 10;

/** Writes the bytes of one file to the output, decrypted where they are stored encrypted, and tells their hashes beside it. */
export async function cat(path: string, file: string, flags: CatFlags, host: CliHost): Promise<ExitStatus> {
  const identity = flags.identity === undefined ? undefined : readIdentityFile(flags.identity);
  let reader: FileReader | undefined;
  const attempt = async (unlock?: Unlock): Promise<readonly string[]> => {
    reader?.close();
    reader = createFileReader({
      path,
      file,
      ...(flags.raw !== undefined && { rawPath: flags.raw }),
      ...(unlock && { unlock }),
      ...(identity !== undefined && { identity }),
      spoolFolder: tmpdir(),
      signal: host.signal,
    });
    return reader.open();
  };
  try {
    const { opened: rawPaths } = await passwordsOf(flags, host).open(basename(path), attempt);
    refuseUnlessOne(rawPaths, path, file);
    return await write(reader!, flags, host);
  } catch (error) {
    return failed(error, path, host);
  } finally {
    reader?.close();
  }
}

function refuseUnlessOne(rawPaths: readonly string[], path: string, file: string): void {
  if (rawPaths.length === 0) throw usage("no-such-file", { name: basename(path), file });
  if (rawPaths.length > 1) throw usage("several-files", { file, count: rawPaths.length, names: rawPaths.slice(0, MAX_SHOWN).join(", ") });
}

/** The next reader of a pipe may have enough before the end: that is its right, and no hash is told then. */
async function write(reader: FileReader, { force }: CatFlags, host: CliHost): Promise<ExitStatus> {
  const guard = host.io.isOutputTerminal && !force ? createScreenGuard() : undefined;
  try {
    const end = await reader.read(async (piece) => {
      if (guard?.isHarmful(piece)) throw usage("binary-on-screen");
      if (!(await host.io.bytes(piece))) throw new OutputClosed();
    });
    tell(end, host);
    return EXIT.nothingMatched;
  } catch (error) {
    if (error instanceof OutputClosed) return EXIT.nothingMatched;
    throw error;
  }
}

class OutputClosed extends Error {}

function tell({ size, sha256, storedSha256, problems }: FileEnd, { io }: CliHost): void {
  for (const problem of problems) io.error(`${visible(renderEnglish(problem))}\n`);
  io.error(`${renderEnglish(message("cli/cat-written", { size, sha256 }))}\n`);
  io.error(`${renderEnglish(message("cli/cat-stored", { sha256: storedSha256 }))}\n`);
}

function failed(error: unknown, path: string, host: CliHost): ExitStatus {
  if (host.signal.aborted || error instanceof Interrupted) return EXIT.interrupted;
  if (hasCode(error) && "path" in error) throw usage("spool-unwritable", { folder: String(error.path), detail: error.code });
  if (hasCode(error) && "syscall" in error) throw usage("output-unwritable", { detail: error.code });
  if (!(error instanceof AcquisitionError)) throw error;
  host.io.error(`${visible(renderEnglish(refusal(error, path, "cat")))}\n`);
  return EXIT.nothingExamined;
}

/** Of the system: a full disk, a connection that broke. */
const hasCode = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && !(error instanceof AcquisitionError) && "code" in error && typeof error.code === "string";
