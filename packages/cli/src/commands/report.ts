import { join } from "node:path";
import {
  CASE_FILES,
  type CaseView,
  createDeviceEventCounter,
  EXIT,
  EXPORTED_REPORT,
  type ExitStatus,
  message,
  type Redaction,
  redact,
  renderEnglish,
  reportHtml,
  type StoredCase,
  terminalSummary,
  visible,
} from "@bridle/core";
import { CaseFolderError, claimReportInCase, createFileStore, readLines } from "@bridle/node";
import type { CliHost } from "../host.ts";
import { readCase } from "../read-case.ts";
import { UsageError } from "../usage-error.ts";

export interface ReportFlags {
  readonly redact?: Redaction | "none";
}

/** A case once more, from its own documents: the summary on the terminal, the page into exports/. */
export function report(folder: string, flags: ReportFlags, { io }: CliHost): ExitStatus {
  const stored = readCase(folder);
  const { run } = stored;
  const view = shown(stored, flags);
  io.out(terminalSummary(view, { width: io.width, colour: io.colour, place: { folder, status: run.exitStatus ?? EXIT.internalError } }));
  writeReport(folder, view);
  io.error(`${visible(renderEnglish(message("exports/report-written", { path: join(folder, EXPORTED_REPORT) })))}\n`);
  return EXIT.nothingMatched;
}

/** With what is asked for now left out, else what the run left out. */
function shown({ view, redaction }: StoredCase, { redact: asked = redaction ?? "none" }: ReportFlags): CaseView {
  return asked === "none" ? view : redact(view, asked);
}

/** A line of the timeline is a sentence and a place; one that is longer is none of ours, and what follows it is left out. */
const MAX_LINE_CHARACTERS = 1 << 20;

/** From the timeline, which may have more lines than fit into memory. */
function deviceEvents(folder: string): NonNullable<CaseView["deviceEvents"]> {
  const counter = createDeviceEventCounter();
  try {
    for (const line of readLines(join(folder, CASE_FILES.timeline), MAX_LINE_CHARACTERS)) counter.line(line);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return counter.events();
}

function writeReport(folder: string, view: CaseView): void {
  try {
    claimReportInCase(folder);
    createFileStore(folder).write(EXPORTED_REPORT, reportHtml({ ...view, deviceEvents: deviceEvents(folder) }));
  } catch (error) {
    if (error instanceof CaseFolderError) throw new UsageError(error.reason);
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new UsageError(message("exports/unwritable", { path: join(folder, EXPORTED_REPORT), detail: error.message }));
  }
}
