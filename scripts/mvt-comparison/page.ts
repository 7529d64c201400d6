import type { Comparison } from "./comparison.ts";
import type { MvtFigures, OurFigures } from "./figures.ts";
import type { Trace } from "./traces.ts";

/** A page of docs/, from what MVT was recorded to say and what Bridle says now. */
export function comparisonPage(comparison: Comparison, mvt: MvtFigures, ours: OurFigures, provenWeakPoints: readonly string[]): string {
  const { traces, page } = comparison;
  const notes = createNotes();
  const table = (group: Trace["group"]): string[] => [
    "| trace | where | MVT | Bridle | note |",
    "|---|---|---|---|---|",
    ...traces.filter((trace) => trace.group === group).map((trace) => row(trace, mvt, ours, notes)),
  ];
  const sections = [
    ...["## Each cell of MVT's indicator checks", "", ...page.cells, "", ...table("cell"), ""],
    ...["## Each heuristic", "", ...page.heuristics, "", ...table("heuristic"), ""],
    ...["## Beyond them", "", "Traces that MVT's checks do not reach.", "", ...table("beyond"), ""],
    ...["## Innocent look-alikes", "", ...page.innocent, "", ...table("innocent"), ""],
  ];
  return `${[
    ...["<!-- Written by scripts/mvt-comparison/compare.ts; do not edit. -->", "", `# ${page.title}`, "", ...filled(page.intro, mvt)],
    "",
    ...sections,
    ...["## Why the answers differ", "", ...notes.list(), "", ...page.levels, ""],
    ...["## Records read", "", ...RECORDS_INTRO, "", ...recordTable(comparison, mvt, ours), ""],
    ...["## What else was said", "", ...others(mvt, ours), ""],
    ...page.weakPoints(provenWeakPoints),
  ].join("\n")}\n`;
}

/** The text with the versions and the day that were recorded. */
const filled = (lines: readonly string[], { version, python, recorded }: MvtFigures): string[] =>
  lines.map((line) => line.replace("{version}", version).replace("{python}", python).replace("{recorded}", recorded));

const RECORDS_INTRO = ["Records that each made of the same files. A count of MVT is that of its output file."];

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

function recordTable({ records }: Comparison, mvt: MvtFigures, ours: OurFigures): string[] {
  const rows = records.map(({ modules, artifacts, why }) => {
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
