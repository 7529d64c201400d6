import type { Comparison } from "./comparison.ts";
import { comparisonBackup } from "./phone.ts";
import { RECORDS } from "./records.ts";
import { OTHER_WEAK_POINTS, SHARED_WEAK_POINTS } from "./shared-weak-points.ts";
import { TRACES } from "./traces.ts";

/** An iPhone's backup: docs/mvt-comparison.md. */
export const iosComparison = (): Comparison => ({
  traces: TRACES,
  records: RECORDS,
  files: comparisonBackup(),
  check: ["check-backup"],
  modules: "mvt.ios.modules",
  wholePhone: ["ios/data-usage-deleted-rows", "ios/lockdown-mode"],
  page: {
    title: "MVT and Bridle, trace by trace",
    intro: INTRO,
    cells: [
      "What MVT compares with indicators in a backup: each type of value in each place. Places that no backup holds are left",
      "out: `Cache.db`, files of the whole file system, `netusage.sqlite`, keychain analytics, Safari's icons, `shutdown.log`, website data.",
    ],
    heuristics: [
      "What MVT says without comparing anything. Behind the stroke: the same when no indicators are given. A rule that is still experimental never",
      "changes Bridle's headline.",
    ],
    innocent: ["What resembles a listed value and is something else. Nothing is to be said of it."],
    levels: LEVELS,
    weakPoints,
  },
});

const INTRO = [
  "One synthetic iPhone backup that is not encrypted, with one trace for each cell and heuristic, and one STIX file for both. MVT {version} on",
  "{python} said what stands here on {recorded} (`mvt-ios check-backup -i comparison.stix2`, network off); its figures are kept in",
  "`scripts/mvt-comparison/mvt-figures.json`. Bridle's answers are computed anew: `tests/weak-points-mvt-comparison.test.ts` fails when this",
  "page is not what they make it. The phone is ours: these are regression figures on one synthetic phone, not an error rate. How the two",
  "compare on whole phones stands in [mvt-notes.md](mvt-notes.md).",
  "",
  "To write this page again: `node --conditions=bridle-source scripts/mvt-comparison/compare.ts`; to ask MVT again, too, add",
  "`--record <mvt-ios>`.",
];

/** Levels are set by different means; a difference of level alone is explained here once. */
const LEVELS = [
  "**Levels.** MVT gives each module one level, mostly `CRITICAL`, and raises an alert for every row. Bridle asks what the phone did with the",
  "value (received, visited, ran, listed, written), in which place and with what published role: a link that came in a message is *targeting*,",
  "a visit without anything before it no more than that, a name in a list is for review, a program that ran *compromise*. The table is",
  "`packages/core/src/analysis/match-table.ts`, and its reason is told with every finding; one finding is made for each indicator and artifact.",
  "",
  "**One rule for a shape.** Usage whose process row is gone and numbers missing between rows are one finding of Bridle: a restored phone has",
  "dozens of both.",
];

function weakPoints(proven: readonly string[]): readonly string[] {
  return [
    "## Weak points",
    "",
    "Weak points of MVT, numbered as in the specification (`spec/ios-artifacts.md` 5), that a backup can show. Each line is the title of a test in",
    "`tests/weak-points-*.test.ts` that proves that Bridle does not share it; … stands for several cases.",
    "",
    ...proven.map((title) => `* ${title}`),
    "",
    ...["### Shared weak points", "", ...SHARED_WEAK_POINTS.map((text) => `* ${text}`), ""],
    ...["### Not shown by a backup", "", ...OTHER_WEAK_POINTS.map((text) => `* ${text}`)],
  ];
}
