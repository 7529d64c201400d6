import { artifacts, EXIT, type ExitStatus, message, renderEnglish } from "@bridle/core";
import type { CliHost } from "../host.ts";

const ID_WIDTH = 26;

/** What this version reads, one source a line. */
export function listArtifacts({ io }: CliHost): ExitStatus {
  for (const { id } of artifacts) io.out(`${id.padEnd(ID_WIDTH)}${renderEnglish(message(`artifacts/${id}/title`))}\n`);
  return EXIT.nothingMatched;
}
