import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { MvtFigures } from "../scripts/mvt-comparison/figures.ts";
import { comparisonIndicators } from "../scripts/mvt-comparison/indicators.ts";
import { iosComparison } from "../scripts/mvt-comparison/ios.ts";
import { ourFigures } from "../scripts/mvt-comparison/ours.ts";
import { comparisonPage } from "../scripts/mvt-comparison/page.ts";
import { digestOf } from "../scripts/mvt-comparison/phone.ts";
import { TRACES } from "../scripts/mvt-comparison/traces.ts";
import { provenWeakPoints } from "../scripts/mvt-comparison/weak-points.ts";

/** docs/mvt-comparison.md against what Bridle says today and what MVT was recorded to say; MVT itself is not needed. */

const text = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
const recorded = JSON.parse(text("../scripts/mvt-comparison/mvt-figures.json")) as MvtFigures;
const comparison = iosComparison();

test("MVT's recorded figures belong to the phone and the indicators of the comparison", () => {
  const indicators = createHash("sha256").update(comparisonIndicators(TRACES)).digest("hex");
  expect(
    { phone: digestOf(comparison.files), indicators },
    "record MVT's figures again: scripts/mvt-comparison/compare.ts --record",
  ).toEqual({
    phone: recorded.phone,
    indicators: recorded.indicators,
  });
});

const ours = ourFigures(comparison);

test("the page says what both say", () => {
  expect(comparisonPage(comparison, recorded, ours, provenWeakPoints()), "run scripts/mvt-comparison/compare.ts").toBe(
    text("../docs/mvt-comparison.md"),
  );
});

test("whatever MVT's checks tell of a trace, Bridle tells, but for what has a reason in the page", () => {
  const missed = TRACES.filter(
    ({ id, group }) =>
      group !== "innocent" && Object.keys(recorded.answers[id]!.alerts).length > 0 && ours.answers[id]!.findings.length === 0,
  );
  expect(missed.map(({ id }) => id)).toEqual(["rule-no-store-id"]);
});

test("nothing is said of an innocent look-alike", () => {
  const innocent = TRACES.filter(({ group }) => group === "innocent");
  expect(innocent.length).toBeGreaterThan(3);
  expect(innocent.flatMap(({ id }) => ours.answers[id]!.findings)).toEqual([]);
});

test("traces beyond MVT's checks are found, and MVT says nothing of them", () => {
  const beyond = TRACES.filter(({ group }) => group === "beyond");
  expect(beyond.flatMap(({ id }) => Object.keys(recorded.answers[id]!.alerts))).toEqual([]);
  expect(beyond.filter(({ id }) => ours.answers[id]!.findings.length === 0).map(({ id }) => id)).toEqual([]);
});
