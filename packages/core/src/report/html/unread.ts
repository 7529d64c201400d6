import { message } from "../../model/message.ts";
import type { ArtifactCoverage, ProblemDocument } from "../../model/outcome.ts";
import type { CaseView } from "../case-view.ts";
import { artifactInWords, spanInWords } from "../facts.ts";
import { locatorsInWords } from "../locators.ts";
import type { Say } from "../say.ts";
import { html, type Markup } from "./markup.ts";
import { folded, list, section, table } from "./parts.ts";

/** Problems shown of one source; coverage.json lists more. */
const MAX_PROBLEMS = 20;

export const unreadSection = ({ assessment, coverage }: CaseView, say: Say): Markup =>
  section(
    "unread",
    say(message("report/unread-heading")),
    list(assessment.coverage.map(say)),
    assessment.floor.length > 0 ? html`<h3>${say(message("report/unread-floor"))}</h3>${list(assessment.floor.map(say))}` : undefined,
    coverage.acquisition.problemCount > 0
      ? html`<h3>${say(message("report/acquisition-problems"))}</h3>${problemList(coverage.acquisition.problems, coverage.acquisition.problemCount, say)}`
      : undefined,
    sourcesTable(coverage.artifacts, say),
  );

const sourcesTable = (artifacts: readonly ArtifactCoverage[], say: Say): Markup =>
  table(
    say(message("report/unread-caption")),
    ["source", "status", "records", "reaches", "problems"].map((column) => say(message(`report/unread-${column}`))),
    artifacts.map((artifact) => [
      artifactInWords(artifact.id, say),
      html`<span class="status ${artifact.status}">${statusInWords(artifact, say)}</span>`,
      artifact.records > 0 ? say(message("report/record-count", { count: artifact.records })) : undefined,
      spanInWords(artifact.span, say),
      artifact.problemCount > 0
        ? folded(
            say(message("report/problems-summary", { count: artifact.problemCount })),
            problemList(artifact.problems, artifact.problemCount, say),
          )
        : undefined,
    ]),
  );

function statusInWords({ status, reason }: ArtifactCoverage, say: Say): string {
  const word = say(message(`report/status-${status}`));
  return reason === undefined
    ? word
    : say(message("report/status-because", { status: word, reason: say(message(`report/reason-${reason}`)) }));
}

function problemList(problems: readonly ProblemDocument[], total: number, say: Say): Markup {
  const shown = problems.slice(0, MAX_PROBLEMS);
  const left = total - shown.reduce((sum, { count }) => sum + count, 0);
  return list([
    ...shown.map((problem) => problemInWords(problem, say)),
    ...(left > 0 ? [say(message("report/problems-left", { count: left }))] : []),
  ]);
}

function problemInWords({ file, at, problem, count }: ProblemDocument, say: Say): string {
  const what = count > 1 ? say(message("report/unread-problem-times", { problem: say(problem), count: String(count) })) : say(problem);
  if (file === undefined) return what;
  return at === undefined
    ? say(message("report/unread-problem-file", { file, problem: what }))
    : say(message("report/unread-problem", { file, place: locatorsInWords(at, say), problem: what }));
}
