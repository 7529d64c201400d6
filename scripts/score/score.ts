/**
 * What Bridle says of every phone of the corpus, beside what was put on it. Prints the figures; `--write` writes docs/score.md, which
 * tests/corpus-score.test.ts compares.
 *
 *   npm run score
 */
import { writeFileSync } from "node:fs";
import { GENERATIONS, scenarios } from "@bridle/corpus";
import { createExaminer } from "./examine.ts";
import { scorePage } from "./page.ts";
import { FORMS, type PhoneScore, scorePhone } from "./score-phone.ts";

const examiner = await createExaminer();
const scores: PhoneScore[] = [];
for (const scenario of scenarios)
  for (const generation of GENERATIONS) for (const form of FORMS) scores.push(await scorePhone(scenario, generation, form, examiner));

const page = scorePage(scores, examiner.asOf);
console.log(page);
if (process.argv.includes("--write")) writeFileSync(new URL("../../docs/score.md", import.meta.url), page);
