import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type AndroidScore, scoreAndroid } from "../scripts/score/android.ts";
import { androidScorePage, quiet } from "../scripts/score/android-page.ts";
import { createExaminer } from "../scripts/score/examine.ts";

/** The figures of docs/score-android.md, reckoned anew, and what must hold for each phone whatever the figures are. */

const examiner = await createExaminer();
const scores: AndroidScore[] = [];
for await (const score of scoreAndroid(examiner)) scores.push(score);

test("docs/score-android.md says what is said of the phones today", () => {
  expect(androidScorePage(scores, examiner.asOf), "npm run score -- --write").toBe(
    readFileSync(new URL("../docs/score-android.md", import.meta.url), "utf8"),
  );
});

test("what was planted is found in every form, and nothing is said that must not be", () => {
  expect(scores.filter(({ missed, violated }) => missed.length + violated.length > 0)).toEqual([]);
});

test("where nothing was planted nothing is above info", () => {
  expect(quiet(scores).length).toBeGreaterThan(5);
  expect(quiet(scores).flatMap(({ aboveInfo }) => aboveInfo)).toEqual([]);
});
