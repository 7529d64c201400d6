import { join } from "node:path";
import {
  type CaseView,
  EXIT,
  EXPORTED_REPORT,
  type ExitStatus,
  message,
  renderEnglish,
  reportHtml,
  terminalSummary,
  visible,
} from "@bridle/core";
import { CaseFolderError, claimReportInCase, createFileStore } from "@bridle/node";
import type { CliHost } from "../host.ts";
import { readCase } from "../read-case.ts";
import { UsageError } from "../usage-error.ts";

/** A case once more, from its own documents: the summary on the terminal, the page into exports/. */
export function report(folder: string, { io }: CliHost): ExitStatus {
  const { view, run } = readCase(folder);
  io.out(terminalSummary(view, { width: io.width, colour: io.colour, place: { folder, status: run.exitStatus ?? EXIT.internalError } }));
  writeReport(folder, view);
  io.error(`${visible(renderEnglish(message("exports/report-written", { path: join(folder, EXPORTED_REPORT) })))}\n`);
  return EXIT.nothingMatched;
}

function writeReport(folder: string, view: CaseView): void {
  try {
    claimReportInCase(folder);
    createFileStore(folder).write(EXPORTED_REPORT, reportHtml(view));
  } catch (error) {
    if (error instanceof CaseFolderError) throw new UsageError(error.reason);
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new UsageError(message("exports/unwritable", { path: join(folder, EXPORTED_REPORT), detail: error.message }));
  }
}
