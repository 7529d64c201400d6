import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { androidComparison } from "../scripts/mvt-comparison/android/comparison.ts";
import { CORRELATIONS, FACTS, WEAK_POINTS } from "../scripts/mvt-comparison/android/proofs.ts";
import type { MvtFigures } from "../scripts/mvt-comparison/figures.ts";
import { comparisonIndicators } from "../scripts/mvt-comparison/indicators.ts";
import { ourFigures } from "../scripts/mvt-comparison/ours.ts";
import { comparisonPage } from "../scripts/mvt-comparison/page.ts";
import { digestOf } from "../scripts/mvt-comparison/phone.ts";

/** docs/mvt-comparison-android.md against what Bridle says today and what MVT was recorded to say; MVT itself is not needed. */

const at = (path: string): URL => new URL(path, import.meta.url);
const text = (path: string): string => readFileSync(at(path), "utf8");
const recorded = JSON.parse(text("../scripts/mvt-comparison/android/mvt-figures.json")) as MvtFigures;
const comparison = androidComparison();
const { traces } = comparison;

test("MVT's recorded figures belong to the phone and the indicators of the comparison", () => {
  const indicators = createHash("sha256").update(comparisonIndicators(traces)).digest("hex");
  expect(
    { phone: digestOf(comparison.files), indicators },
    "record MVT's figures again: scripts/mvt-comparison/compare.ts --record",
  ).toEqual({ phone: recorded.phone, indicators: recorded.indicators });
});

const ours = ourFigures(comparison);

test("the page says what both say", () => {
  expect(comparisonPage(comparison, recorded, ours, []), "run scripts/mvt-comparison/compare.ts").toBe(
    text("../docs/mvt-comparison-android.md"),
  );
});

test("whatever MVT's checks tell of a trace, Bridle tells, but for what has a reason in the page", () => {
  const missed = traces.filter(
    ({ id, group }) =>
      group !== "innocent" && Object.keys(recorded.answers[id]!.alerts).length > 0 && ours.answers[id]!.findings.length === 0,
  );
  expect(missed.map(({ id }) => id)).toEqual(["rule-by-store", "rule-crash"]);
});

test("nothing is said of an innocent look-alike", () => {
  const innocent = traces.filter(({ group }) => group === "innocent");
  expect(innocent.length).toBeGreaterThan(1);
  expect(innocent.flatMap(({ id }) => ours.answers[id]!.findings)).toEqual([]);
});

test("traces beyond MVT's checks are found, and MVT says nothing of them", () => {
  const beyond = traces.filter(({ group }) => group === "beyond");
  expect(beyond.flatMap(({ id }) => Object.keys(recorded.answers[id]!.alerts))).toEqual([]);
  expect(beyond.filter(({ id }) => ours.answers[id]!.findings.length === 0).map(({ id }) => id)).toEqual([]);
});

/** Rows of spec/android-artifacts.md 0, 5 and 7.5. */
const [FACT_COUNT, WEAK_POINT_COUNT, CORRELATION_COUNT] = [10, 42, 6];
test.each([
  ["fact", FACTS, FACT_COUNT],
  ["weak point", WEAK_POINTS, WEAK_POINT_COUNT],
  ["correlation", CORRELATIONS, CORRELATION_COUNT],
] as const)("each %s has a test, or a reason why none can be about it", (_kind, proofs, count) => {
  expect(proofs.map(({ number }) => number)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
  expect(proofs.filter(({ tests, otherwise }) => tests.length === 0 && otherwise === undefined)).toEqual([]);
});

test("each test that is named stands in its file", () => {
  const gone = [...FACTS, ...WEAK_POINTS, ...CORRELATIONS].flatMap(({ tests }) =>
    tests.filter(([file, title]) => {
      const place = `../${file}`;
      return !existsSync(at(place)) || !holdsTitle(text(place), title);
    }),
  );
  expect(gone).toEqual([]);
});

/** A title begins with a quotation mark, whether of a test, of its group or of a case of several. */
const holdsTitle = (source: string, title: string): boolean => ['"', "'", "`"].some((mark) => source.includes(mark + title));
