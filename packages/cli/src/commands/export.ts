import { join } from "node:path";
import { EXIT, type ExitStatus, type ExportFormat, type ExportSource, exportFiles, message, renderEnglish, visible } from "@bridle/core";
import { CaseFolderError, claimExportFolder, claimExportInCase, createFileStore, type ExportFolder, readLines } from "@bridle/node";
import type { CliHost } from "../host.ts";
import { readCase } from "../read-case.ts";
import { UsageError } from "../usage-error.ts";

export interface ExportFlags {
  readonly format: ExportFormat;
  readonly output?: string;
}

/** No line that a run writes is near this: a record's texts have limits. */
const MAX_LINE_CHARACTERS = 1 << 27;

/** Writes a finished case in the form of another tool. */
export function exportCommand(folder: string, { format, output }: ExportFlags, { io }: CliHost): ExitStatus {
  const { view, run } = readCase(folder);
  const source: ExportSource = { view, run, lines: (path) => readLines(join(folder, path), MAX_LINE_CHARACTERS) };
  const { place, count } = failing(output ?? folder, () => {
    const target = output === undefined ? claimExportInCase(folder, format) : claimExportFolder(output);
    return { count: writeFiles(target, format, source), place: target.finish() };
  });
  io.out(`${visible(renderEnglish(message("exports/written", { count, folder: place })))}\n`);
  return EXIT.nothingMatched;
}

/** Gives how many files there are; one without a piece is none. */
function writeFiles({ path }: ExportFolder, format: ExportFormat, source: ExportSource): number {
  const store = createFileStore(path);
  const written = new Set<string>();
  for (const { name, pieces } of exportFiles(format, source))
    for (const piece of pieces) {
      store.append(name, piece);
      written.add(name);
    }
  store.flush();
  return written.size;
}

/** The folder's own trouble is said in a sentence; anything else is a fault of ours. */
function failing<T>(folder: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (error instanceof CaseFolderError) throw new UsageError(error.reason);
    if (error instanceof RangeError) throw new UsageError(message("exports/line-too-long", { path: error.message }));
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new UsageError(message("exports/unwritable", { path: folder, detail: error.message }));
  }
}
