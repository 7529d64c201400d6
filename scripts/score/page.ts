import { REASONS } from "./reasons.ts";
import type { PhoneScore, SaidFinding } from "./score-phone.ts";

/** docs/score.md: what is printed is what is compared. */
export function scorePage(scores: readonly PhoneScore[], asOf: string): string {
  return `${[
    "<!-- Written by scripts/score/score.ts; do not edit. -->",
    "",
    "# Regression figures",
    "",
    "**On our own synthetic phones; not an error rate.** The phones were written from the specifications by the project that wrote the readers:",
    "what nobody thought of is on none of them. A figure that changes says that Bridle, its packs or the phones changed, nothing more.",
    "",
    `Each phone of \`packages/corpus\` was built as a backup without a password (without what Apple keeps for encrypted ones) and with one,`,
    `in the shapes of three generations of iOS, and examined with the packs that come with Bridle as if on ${asOf}, the day of the newest`,
    "of them: an older day or a later one changes headlines by the age of knowledge alone. To see the figures of a checkout:",
    "`npm run score`; `npm run score -- --write` writes this page.",
    "",
    ...["## In all", "", ...totals(scores), ""],
    ...["## Each phone", "", ...PHONES_INTRO, "", ...phoneTable(scores), ""],
    ...["## What was missed", "", ...missed(scores), ""],
    ...["## What was said and must not be", "", ...violated(scores), ""],
    ...["## Above info where nothing was planted", "", ...ALARMS_INTRO, "", ...alarmTable(scores), "", ...NOT_HERE],
  ].join("\n")}\n`;
}

const PHONES_INTRO = [
  "Traces found of those that the form keeps, with the right axis; then the headline; then findings above info. A plain backup since iOS 13 keeps",
  "neither the history of websites nor calls: what it does not keep is not counted as missed, and stands in brackets. What each phone is:",
  "`bridle demo --list`.",
];
const ALARMS_INTRO = [
  "Each such finding is a false alarm, or something that has to be told although nobody attacked. None may be of medium severity or above, and no",
  "phone may have more than three. A rule that is experimental never moves the headline.",
];

/** What experimental rules rate medium: seen when such an app was tried, read in the rules of paths. Whoever adds one settles first what is to be said of it. */
const NOT_HERE = [
  "No phone here holds an app that an employer signed for all of its phones, nor programs of a jailbreak that ask for the place or the microphone",
  "by their paths: `ios/app-signed-outside-store`, `ios/sideloaded-app-with-permissions`, `ios/process-outside-system` and",
  "`ios/path-client-with-sensors` would speak of them as medium or above, as they would of an attack that looks the same.",
];

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

function totals(scores: readonly PhoneScore[]): readonly string[] {
  const missedTraces = sum(scores.map(({ missed: traces }) => traces.length));
  const found = sum(scores.map((score) => score.found));
  const scenarios = new Set(scores.map(({ scenario }) => scenario)).size;
  return [
    `* ${scenarios} phones, ${scores.length} backups`,
    `* planted traces found: ${found} of ${found + missedTraces}, and ${sum(scores.map(({ notHeld }) => notHeld.length))} that the form does not keep`,
    `* what must not be said, and was: ${sum(scores.map((score) => score.violated.length))} of ${sum(scores.map(({ absent }) => absent))}`,
    `* findings above info where nothing was planted: ${sum(quiet(scores).map(({ aboveInfo }) => aboveInfo.length))} on ${quiet(scores).length} backups`,
  ];
}

function phoneTable(scores: readonly PhoneScore[]): readonly string[] {
  const rows = Map.groupBy(scores, ({ scenario, generation }) => `| \`${scenario}\` | ${generation.replace("ios", "iOS ")} |`);
  return [
    "| phone | system | plain: found | headline | above info | encrypted: found | headline | above info |",
    "|---|---|---|---|---|---|---|---|",
    ...[...rows].map(([name, forms]) => `${name} ${forms.flatMap(cells).join(" | ")} |`),
  ];
}

const cells = ({ found, missed: traces, notHeld, headline, aboveInfo }: PhoneScore): readonly string[] => [
  `${found} of ${found + traces.length}${notHeld.length > 0 ? ` (${notHeld.length})` : ""}`,
  `\`${headline}\``,
  String(aboveInfo.length),
];

const nameOf = ({ scenario, generation, form }: PhoneScore): string => `\`${scenario}\`, ${generation.replace("ios", "iOS ")}, ${form}`;

const listOf = (lines: readonly string[]): readonly string[] => (lines.length > 0 ? lines.map((line) => `* ${line}`) : ["Nothing."]);

const missed = (scores: readonly PhoneScore[]): readonly string[] =>
  listOf(
    scores.flatMap((score) =>
      score.missed.map(({ what, artifact, value }) => `${nameOf(score)}: ${what}, \`${value}\` in \`${artifact}\``),
    ),
  );

const violated = (scores: readonly PhoneScore[]): readonly string[] =>
  listOf(scores.flatMap((score) => score.violated.map((what) => `${nameOf(score)}: ${what}`)));

/** Phones on which nothing was planted anywhere. */
export const quiet = (scores: readonly PhoneScore[]): readonly PhoneScore[] =>
  scores.filter(({ found, missed: traces, notHeld }) => found + traces.length + notHeld.length === 0);

function alarmTable(scores: readonly PhoneScore[]): readonly string[] {
  const alarms = quiet(scores).flatMap((score) => score.aboveInfo.map((finding) => ({ score, finding })));
  const rows = Map.groupBy(alarms, ({ score, finding }) => `| \`${score.scenario}\` | ${inWords(finding)} |`);
  const rules = new Set(alarms.map(({ finding }) => finding.what));
  return [
    "| phone | finding | backups |",
    "|---|---|---|",
    ...[...rows].map(([start, ofRow]) => `${start} ${backupsOf(ofRow.map(({ score }) => score))} |`),
    "",
    ...[...rules].map((rule) => `* \`${rule}\`: ${REASONS[rule] ?? "no reason is given"}`),
  ];
}

const inWords = ({ what, severity, axis, isExperimental }: SaidFinding): string =>
  `\`${what}\`: ${severity}${axis === "none" ? "" : `, ${axis}`}${isExperimental ? " (experimental)" : ""}`;

const backupsOf = (scores: readonly PhoneScore[]): string =>
  (["plain", "encrypted"] as const)
    .map((form) => [form, scores.filter((score) => score.form === form).map(({ generation }) => generation.slice("ios".length))] as const)
    .filter(([, generations]) => generations.length > 0)
    .map(([form, generations]) => `${form}: iOS ${generations.join(", ")}`)
    .join("; ");
