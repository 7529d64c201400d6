import { renderEnglish } from "../../messages/catalog.ts";
import { message } from "../../model/message.ts";
import type { CoverageDocument } from "../../model/outcome.ts";
import { artifactInWords } from "../../report/facts.ts";
import { createSay } from "../../report/say.ts";
import { joined, type Row } from "../table.ts";

export const COVERAGE_COLUMNS = [
  "artifact",
  "title",
  "status",
  "reason",
  "records",
  "from",
  "to",
  "files",
  "problems",
  "problem_texts",
  "paths",
  "acquisition",
] as const;

const say = createSay();

/** What was read and what was not, one row for each source. */
export function* coverageRows({ artifacts }: CoverageDocument): Generator<Row> {
  for (const { id, acquisition, status, reason, records, span, files, problemCount, problems } of artifacts)
    yield {
      artifact: id,
      title: artifactInWords(id, say),
      status,
      reason,
      records,
      from: span?.from,
      to: span?.to,
      files: files.length,
      problems: problemCount,
      problem_texts: joined(problems.map(({ problem, count }) => renderEnglish(message("exports/problem", { text: problem.text, count })))),
      paths: joined(files.map(({ path }) => path)),
      acquisition,
    };
}
