import { artifacts, EXIT, type ExitStatus, message, renderEnglish } from "@bridle/core";
import type { CliHost } from "../host.ts";

const GAP = 2;

/** What this version reads, one source a line. */
export function listArtifacts({ io }: CliHost): ExitStatus {
  const width = Math.max(...artifacts.map(({ id }) => id.length)) + GAP;
  for (const { id } of artifacts) io.out(`${id.padEnd(width)}${renderEnglish(message(`artifacts/${id}/title`))}\n`);
  return EXIT.nothingMatched;
}
