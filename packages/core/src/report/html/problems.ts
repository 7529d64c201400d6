import type { AcquisitionInfo } from "../../model/acquisition.ts";
import { message } from "../../model/message.ts";
import type { ProblemDocument } from "../../model/outcome.ts";
import { acquisitionInWords } from "../acquisitions.ts";
import { locatorsInWords } from "../locators.ts";
import type { Say } from "../say.ts";
import type { Markup } from "./markup.ts";
import { folded, list } from "./parts.ts";

/** Problems shown of one source; coverage.json lists more. */
const MAX_PROBLEMS = 20;

export const problemsMarkup = (problems: readonly ProblemDocument[], total: number, say: Say): Markup =>
  folded(say(message("report/problems-summary", { count: total })), problemList(problems, total, say));

/** `acquisitions`: of the case, where the problems are theirs. */
export function problemList(
  problems: readonly ProblemDocument[],
  total: number,
  say: Say,
  acquisitions: readonly AcquisitionInfo[] = [],
): Markup {
  const shown = problems.slice(0, MAX_PROBLEMS);
  const left = total - shown.reduce((sum, { count }) => sum + count, 0);
  return list([
    ...shown.map((problem) => withAcquisition(problemInWords(problem, say), problem, acquisitions, say)),
    ...(left > 0 ? [say(message("report/problems-left", { count: left }))] : []),
  ]);
}

function withAcquisition(words: string, { acquisition }: ProblemDocument, acquisitions: readonly AcquisitionInfo[], say: Say): string {
  const place = acquisitionInWords(acquisitions, acquisition, say);
  return place === undefined ? words : `${place}: ${words}`;
}

function problemInWords({ file, at, problem, count }: ProblemDocument, say: Say): string {
  const what = count > 1 ? say(message("report/unread-problem-times", { problem: say(problem), count: String(count) })) : say(problem);
  if (file === undefined) return what;
  return at === undefined
    ? say(message("report/unread-problem-file", { file, problem: what }))
    : say(message("report/unread-problem", { file, place: locatorsInWords(at, say), problem: what }));
}
