import type { Comparison } from "../comparison.ts";
import { comparisonCollection } from "./phone.ts";
import { proofSections } from "./proofs.ts";
import { RECORDS } from "./records.ts";
import { TRACES } from "./traces.ts";

/** An Android phone's collection with a bug report, a backup and intrusion logs: docs/mvt-comparison-android.md. */
export const androidComparison = (): Comparison => ({
  traces: TRACES,
  records: RECORDS,
  files: comparisonCollection(),
  check: ["--disable-update-check", "--disable-indicator-update-check", "check-androidqf", "-n"],
  modules: "mvt.android.modules",
  wholePhone: [],
  page: {
    title: "MVT and Bridle on Android, trace by trace",
    intro: INTRO,
    cells: [
      "What MVT compares with indicators: each type of value in each place. All of it is written in the forms that MVT reads; the others stand",
      "under *Beyond them*.",
    ],
    heuristics: [
      "What MVT says without comparing anything. Behind the stroke: the same when no indicators are given. A rule that is still experimental never",
      "changes Bridle's headline.",
    ],
    innocent: ["What resembles a listed value and is something else. Nothing is to be said of it."],
    levels: LEVELS,
    weakPoints: proofSections,
  },
});

const INTRO = [
  "One synthetic collection of AndroidQF, a folder with a bug report, a backup and intrusion logs in it, with one trace for each cell and",
  "heuristic, and one STIX file for both. MVT {version} on {python} said what stands here on {recorded} (`mvt-android check-androidqf -n -i",
  "comparison.stix2`, network off); its figures are kept in `scripts/mvt-comparison/android/mvt-figures.json`. Bridle's answers are computed anew:",
  "`tests/android-mvt-comparison.test.ts` fails when this page is not what they make it. The phone is ours: these are regression figures on one",
  "synthetic phone, not an error rate. The same for iPhones: [mvt-comparison.md](mvt-comparison.md).",
  "",
  "To write this page again: `node --conditions=bridle-source scripts/mvt-comparison/compare.ts`; to ask MVT again, too, add",
  "`--record <mvt-android>`.",
];

const LEVELS = [
  "**Levels.** MVT calls every match with an indicator `CRITICAL`, and raises an alert for every row. Bridle asks what the phone did with the value",
  "(received, contacted, ran, installed, listed, written), and with what published role; the table is",
  "`packages/core/src/analysis/match-table.ts`, and its reason is told with every finding. One finding is made for each indicator and artifact.",
];
