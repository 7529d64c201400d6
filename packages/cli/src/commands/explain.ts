import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { compareText, EXIT, type ExitStatus, explainFinding, type Finding, type StoredCase } from "@bridle/core";
import { DEFAULT_PARENT } from "@bridle/node";
import type { CliHost } from "../host.ts";
import { readCase } from "../read-case.ts";
import { UsageError, usage } from "../usage-error.ts";

/** One finding from the rule to the byte, by its id or the beginning of it: of a case, or of the newest case here that has it. */
export function explain(id: string, folder: string | undefined, { io }: CliHost): ExitStatus {
  if (id === "") throw usage("no-such-finding", { id });
  const cases = folder === undefined ? casesHere() : [readCase(folder)];
  const withIt = cases
    .map(({ view }) => ({ view, found: view.findings.filter((finding) => finding.id.startsWith(id.toLowerCase())) }))
    .find(({ found }) => found.length > 0) ?? { view: undefined, found: [] };
  io.out(explainFinding(only(withIt.found, id), io.width, { acquisitions: withIt.view?.case.acquisitions ?? [] }));
  return EXIT.nothingMatched;
}

function only(found: readonly Finding[], id: string): Finding {
  if (found.length === 0) throw usage("no-such-finding", { id });
  if (found.length > 1) throw usage("several-findings", { id, count: found.length });
  return found[0]!;
}

/** Finished cases of the default folder, newest first. */
function casesHere(): StoredCase[] {
  if (!existsSync(DEFAULT_PARENT)) return [];
  const cases = readdirSync(DEFAULT_PARENT).flatMap((name) => finished(join(DEFAULT_PARENT, name)));
  return cases.sort((a, b) => compareText(b.run.ended ?? "", a.run.ended ?? ""));
}

function finished(folder: string): StoredCase[] {
  try {
    return [readCase(folder)];
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}
