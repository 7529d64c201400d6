import type { AndroidScore } from "./android.ts";

/** docs/score-android.md: what is printed is what is compared. */
export const androidScorePage = (scores: readonly AndroidScore[], asOf: string): string =>
  `${[
    "<!-- Written by scripts/score/score.ts; do not edit. -->",
    "",
    "# Regression figures, Android",
    "",
    "**On our own synthetic phones; not an error rate.** As for iPhones ([score.md](score.md)): the phones were written from the specifications by",
    "the project that wrote the readers. A figure that changes says that Bridle, its packs or the phones changed, nothing more.",
    "",
    `Each phone of \`packages/corpus\` was examined with the packs that come with Bridle as if on ${asOf}: bug reports in the styles of Android 11`,
    "to 16 and of three makers by turns, collections of AndroidQF as a folder, as a zip and sealed (the two with an encrypted backup in them).",
    "",
    ...["## In all", "", ...totals(scores), ""],
    ...["## Each phone", "", ...table(scores), ""],
    ...["## What was missed", "", ...missed(scores), ""],
    ...["## What was said and must not be", "", ...violated(scores), ""],
    ...["## Above info where nothing was planted", "", ...alarms(scores)],
  ].join("\n")}\n`;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const totals = (scores: readonly AndroidScore[]): readonly string[] => {
  const found = sum(scores.map((score) => score.found));
  const planted = found + sum(scores.map((score) => score.missed.length));
  return [
    `* ${new Set(scores.map(({ phone, form }) => `${phone} ${form.split(",", 1)[0]}`)).size} phones, ${scores.length} acquisitions`,
    `* planted traces found: ${found} of ${planted}`,
    `* what must not be said, and was: ${sum(scores.map((score) => score.violated.length))} of ${sum(scores.map(({ absent }) => absent))}`,
    `* findings above info where nothing was planted: ${sum(quiet(scores).map(({ aboveInfo }) => aboveInfo.length))} on ${quiet(scores).length} acquisitions`,
  ];
};

export const quiet = (scores: readonly AndroidScore[]): readonly AndroidScore[] => scores.filter(({ isQuiet }) => isQuiet);

const table = (scores: readonly AndroidScore[]): readonly string[] => [
  "| phone | handed over as | found | headline | above info |",
  "|---|---|---|---|---:|",
  ...scores.map(
    ({ phone, form, found, missed: traces, headline, aboveInfo }) =>
      `| \`${phone}\` | ${form} | ${found} of ${found + traces.length} | \`${headline}\` | ${aboveInfo.length} |`,
  ),
];

const listOf = (lines: readonly string[]): readonly string[] => (lines.length > 0 ? lines.map((line) => `* ${line}`) : ["Nothing."]);

const missed = (scores: readonly AndroidScore[]): readonly string[] =>
  listOf(
    scores.flatMap(({ phone, form, missed: traces }) =>
      traces.map(({ what, artifact, value }) => `\`${phone}\`, ${form}: ${what}, \`${value}\` in \`${artifact}\``),
    ),
  );

const violated = (scores: readonly AndroidScore[]): readonly string[] =>
  listOf(scores.flatMap((score) => score.violated.map((what) => `\`${score.phone}\`, ${score.form}: ${what}`)));

const alarms = (scores: readonly AndroidScore[]): readonly string[] =>
  listOf(
    quiet(scores).flatMap(({ phone, form, aboveInfo }) =>
      aboveInfo.map(({ what, severity }) => `\`${phone}\`, ${form}: \`${what}\`, ${severity}`),
    ),
  );
