/**
 * What Bridle says of every phone of the corpus, beside what was put on it. Prints the figures; `--write` writes docs/score.md and
 * docs/score-android.md, which tests/corpus-score.test.ts and tests/android-score.test.ts compare.
 *
 *   npm run score
 */
import { writeFileSync } from "node:fs";
import { GENERATIONS, scenarios } from "@bridle/corpus";
import { type AndroidScore, scoreAndroid } from "./android.ts";
import { androidScorePage } from "./android-page.ts";
import { createExaminer } from "./examine.ts";
import { scorePage } from "./page.ts";
import { FORMS, type PhoneScore, scorePhone } from "./score-phone.ts";

const examiner = await createExaminer();
const scores: PhoneScore[] = [];
for (const scenario of scenarios)
  for (const generation of GENERATIONS) for (const form of FORMS) scores.push(await scorePhone(scenario, generation, form, examiner));

const android: AndroidScore[] = [];
for await (const score of scoreAndroid(examiner)) android.push(score);

const pages = [
  ["score.md", scorePage(scores, examiner.asOf)],
  ["score-android.md", androidScorePage(android, examiner.asOf)],
] as const;
for (const [name, page] of pages) {
  console.log(page);
  if (process.argv.includes("--write")) writeFileSync(new URL(`../../docs/${name}`, import.meta.url), page);
}
