import type { MvtFigures, OurFigures } from "./figures.ts";
import { RECORDS } from "./records.ts";
import { OTHER_WEAK_POINTS, SHARED_WEAK_POINTS } from "./shared-weak-points.ts";
import { TRACES, type Trace } from "./traces.ts";

/** docs/mvt-comparison.md, from what MVT was recorded to say and what Bridle says now. */
export function comparisonPage(mvt: MvtFigures, ours: OurFigures, provenWeakPoints: readonly string[]): string {
  const notes = createNotes();
  const table = (group: Trace["group"]): string[] => [
    "| trace | where | MVT | Bridle | note |",
    "|---|---|---|---|---|",
    ...TRACES.filter((trace) => trace.group === group).map((trace) => row(trace, mvt, ours, notes)),
  ];
  const sections = [
    ...["## Each cell of MVT's indicator checks", "", ...CELLS_INTRO, "", ...table("cell"), ""],
    ...["## Each heuristic", "", ...RULES_INTRO, "", ...table("heuristic"), ""],
    ...["## Beyond them", "", "Traces that MVT's checks do not reach.", "", ...table("beyond"), ""],
    ...[
      "## Innocent look-alikes",
      "",
      "What resembles a listed value and is something else. Nothing is to be said of it.",
      "",
      ...table("innocent"),
      "",
    ],
  ];
  return `${[
    ...head(mvt),
    "",
    ...sections,
    ...["## Why the answers differ", "", ...notes.list(), "", ...LEVELS, ""],
    ...["## Records read", "", ...RECORDS_INTRO, "", ...recordTable(mvt, ours), ""],
    ...["## What else was said", "", ...others(mvt, ours), ""],
    ...["## Weak points", "", ...WEAK_INTRO, "", ...provenWeakPoints.map((title) => `* ${title}`), ""],
    ...["### Shared weak points", "", ...SHARED_WEAK_POINTS.map((text) => `* ${text}`), ""],
    ...["### Not shown by a backup", "", ...OTHER_WEAK_POINTS.map((text) => `* ${text}`)],
  ].join("\n")}\n`;
}

const head = ({ version, python, recorded }: MvtFigures): string[] => [
  "<!-- Written by scripts/mvt-comparison/compare.ts; do not edit. -->",
  "",
  "# MVT and Bridle, trace by trace",
  "",
  `One synthetic iPhone backup that is not encrypted, with one trace for each cell and heuristic, and one STIX file for both. MVT ${version} on`,
  `${python} said what stands here on ${recorded} (\`mvt-ios check-backup -i comparison.stix2\`, network off); its figures are kept in`,
  "`scripts/mvt-comparison/mvt-figures.json`. Bridle's answers are computed anew: `tests/weak-points-mvt-comparison.test.ts` fails when this",
  "page is not what they make it. The phone is ours: these are regression figures on one synthetic phone, not an error rate. How the two",
  "compare on whole phones stands in [mvt-notes.md](mvt-notes.md).",
  "",
  "To write this page again: `node --conditions=bridle-source scripts/mvt-comparison/compare.ts`; to ask MVT again, too, add",
  "`--record <mvt-ios>`.",
];

const CELLS_INTRO = [
  "What MVT compares with indicators in a backup: each type of value in each place. Places that no backup holds are left",
  "out: `Cache.db`, files of the whole file system, `netusage.sqlite`, keychain analytics, Safari's icons, `shutdown.log`, website data.",
];
const RULES_INTRO = [
  "What MVT says without comparing anything. Behind the stroke: the same when no indicators are given. A rule that is still experimental never",
  "changes Bridle's headline.",
];
const RECORDS_INTRO = ["Records that each made of the same files. A count of MVT is that of its output file."];
const WEAK_INTRO = [
  "Weak points of MVT, numbered as in the specification (`spec/ios-artifacts.md` 5), that a backup can show. Each line is the title of a test in",
  "`tests/weak-points-*.test.ts` that proves that Bridle does not share it; … stands for several cases.",
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

interface Notes {
  mark(why: string): string;
  list(): string[];
}

function createNotes(): Notes {
  const known: string[] = [];
  return {
    mark(why) {
      if (!known.includes(why)) known.push(why);
      return String(known.indexOf(why) + 1);
    },
    list: () => known.map((why, index) => `${index + 1}. ${why}`),
  };
}

function row(trace: Trace, mvt: MvtFigures, ours: OurFigures, notes: Notes): string {
  const theirs = mvt.answers[trace.id];
  const own = ours.answers[trace.id];
  if (!theirs || !own) throw new Error(`no answer for ${trace.id}: record MVT's figures again`);
  const isDifferent = (Object.keys(theirs.alerts).length === 0) !== (own.findings.length === 0);
  const isGated = theirs.without !== undefined && Object.keys(theirs.alerts).length > 0 && Object.keys(theirs.without).length === 0;
  if (isDifferent && !trace.why) throw new Error(`${trace.id}: MVT and Bridle differ, and no reason is given in traces.ts`);
  const why = [...(isDifferent ? [trace.why!] : []), ...(isGated ? [GATED] : [])];
  const cells = [
    trace.indicator ? `\`${trace.about}\`` : trace.about,
    trace.where,
    both(levels(theirs.alerts), theirs.without && levels(theirs.without)),
    both(findings(own.findings), own.without && findings(own.without)),
    why.map(notes.mark).join(", "),
  ];
  return `| ${cells.join(" | ")} |`;
}

const GATED = "MVT asks this of a phone only when indicators were loaded; Bridle always.";
const NOTHING = "nothing";

const levels = (alerts: Readonly<Record<string, number>>): string =>
  Object.entries(alerts)
    .map(([level, count]) => `${count} \`${level}\``)
    .join(", ") || NOTHING;
const findings = (rated: readonly string[]): string => rated.join("; ") || NOTHING;
const both = (found: string, without: string | undefined): string =>
  without === undefined || without === found ? found : `${found} / ${without}`;

function recordTable(mvt: MvtFigures, ours: OurFigures): string[] {
  const rows = RECORDS.map(({ modules, artifacts, why }) => {
    const theirs = modules.reduce((sum, module) => sum + (mvt.records[module] ?? 0), 0);
    const own = artifacts.reduce((sum, artifact) => sum + (ours.records[artifact] ?? 0), 0);
    if (theirs !== own && why === undefined) throw new Error(`${modules.join()}: the counts differ, and records.ts gives no reason`);
    return `| ${modules.map((module) => `\`${module}\``).join(", ") || "not read"} | ${artifacts.map((id) => `\`${id}\``).join(", ") || "not read"} | ${theirs} | ${own} | ${theirs === own ? "" : why} |`;
  });
  return ["| MVT's module | Bridle's artifact | MVT | Bridle | why they differ |", "|---|---|---|---|---|", ...rows];
}

/** Alerts and findings of no trace: each is looked at by who reads this page. */
const others = ({ alerts, errors }: MvtFigures, { others: found }: OurFigures): string[] => [
  `MVT raised ${levels(alerts)} in all${Object.keys(errors).length === 0 ? ", and no module ended with an error" : ""}.`,
  "Bridle said this of no planted trace:",
  "",
  ...found.map((text) => `* ${text}`),
];
