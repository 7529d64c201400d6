import {
  type CheckDocument,
  combined,
  EXIT,
  type ExitStatus,
  type Knowledge,
  MAX_ACQUISITIONS,
  type Message,
  message,
  renderEnglish,
  SCHEMA_VERSION,
  shownView,
  terminalSummary,
  toJson,
  visible,
} from "@bridle/core";
import type { CliHost } from "../host.ts";
import { readIdentityFile } from "../identity-file.ts";
import { loadKnowledge } from "../knowledge.ts";
import { passwordsOf } from "../password.ts";
import { usage } from "../usage-error.ts";
import { type CheckFlags, refuseBadFlags } from "./check-flags.ts";
import { type Examined, examine } from "./examine.ts";

type CaseEntry = CheckDocument["cases"][number];

/** Examines each path into a case of its own, or all of them into one. The status is what they make together. */
export async function check(paths: readonly string[], flags: CheckFlags, host: CliHost): Promise<ExitStatus> {
  refuseBadFlags(flags);
  if (flags.samePhone && paths.length > MAX_ACQUISITIONS)
    throw usage("too-many-acquisitions", { count: paths.length, most: MAX_ACQUISITIONS });
  const passwords = passwordsOf(flags, host);
  const identity = flags.identity === undefined ? undefined : readIdentityFile(flags.identity);
  const knowledge = await loadAndTell(flags, host);
  const examined: Examined[] = [];
  const cases = flags.samePhone ? [paths] : paths.map((path) => [path]);
  for (const ofCase of cases) {
    const one = await examine({
      paths: ofCase,
      isOneOfMany: cases.length > 1,
      flags,
      knowledge,
      passwords,
      host,
      ...(identity !== undefined && { identity }),
    });
    examined.push(one);
    if (!flags.json) tell(one, flags, host);
    if (one.status === EXIT.interrupted) break;
  }
  if (flags.json) host.io.out(`${toJson(documentOf(examined), 2)}\n`);
  return combined(examined.map(({ status }) => status));
}

/** The run's knowledge; what was asked for and takes no part is said. */
async function loadAndTell(flags: CheckFlags, host: CliHost): Promise<Knowledge> {
  const { knowledge, unreadable } = await loadKnowledge(flags, host.environment);
  for (const { why } of unreadable) say(host, why);
  if (flags.quiet) return knowledge;
  for (const { pack, reason, count } of knowledge.indicatorReport.notEvaluable) {
    say(host, message("indicators/summary", { pack, count }));
    say(host, message(`indicators/not-evaluable/${reason}`));
  }
  if (knowledge.indicatorReport.revoked > 0) say(host, message("indicators/revoked", { count: knowledge.indicatorReport.revoked }));
  return knowledge;
}

const say = (host: CliHost, sentence: Message): void => host.io.error(`${visible(renderEnglish(sentence))}\n`);

function tell({ status, folder, outcome, error }: Examined, { quiet }: CheckFlags, { io }: CliHost): void {
  if (error !== undefined) io.error(`${visible(error)}\n`);
  if (!outcome || quiet) return;
  const place = { folder: folder ?? "", auditHead: outcome.auditHead, status };
  io.out(terminalSummary(shownView(outcome.document, outcome.analysis), { width: io.width, colour: io.colour, place }));
}

/** What is printed is what `--redact` asked for: a document on the output is handed on as easily as a page. */
const documentOf = (examined: readonly Examined[]): CheckDocument => ({
  schemaVersion: SCHEMA_VERSION,
  cases: examined.map(({ status, folder, outcome, error }): CaseEntry => {
    const view = outcome && shownView(outcome.document, outcome.analysis);
    return {
      status,
      ...(folder !== undefined && { case: folder }),
      ...(error !== undefined && { error }),
      ...(view && { assessment: view.assessment, coverage: view.coverage }),
      findings: [...(view?.findings ?? [])],
    };
  }),
});
