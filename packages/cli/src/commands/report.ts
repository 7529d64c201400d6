import { EXIT, type ExitStatus, terminalSummary } from "@bridle/core";
import type { CliHost } from "../host.ts";
import { readCase } from "../read-case.ts";

/** The summary of a case once more, from its own documents. */
export function report(folder: string, { io }: CliHost): ExitStatus {
  const { view, run } = readCase(folder);
  io.out(terminalSummary(view, { width: io.width, colour: io.colour, place: { folder, status: run.exitStatus ?? EXIT.internalError } }));
  return EXIT.nothingMatched;
}
