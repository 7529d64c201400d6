import { readFileSync } from "node:fs";
import { basename } from "node:path";
import {
  artifacts,
  compareText,
  EXIT,
  type ExitStatus,
  LINT_REASONS,
  LINT_VERDICTS,
  type LintedIndicator,
  type LintReport,
  type LintVerdict,
  type LoadedIndicators,
  lintIndicators,
  message,
  renderEnglish,
  visible,
} from "@bridle/core";
import type { CliHost } from "../host.ts";
import { readSet } from "../indicators/read-set.ts";
import { type Unreadable, whyOf } from "../indicators/stored-sets.ts";
import { filesBelow, gatherSets } from "../knowledge.ts";
import { complain, DOCUMENT_VERSION, printJson, sentence, tell, tellBelow } from "./indicators.ts";
import { EVERYTHING } from "./indicators-list.ts";

export interface LintFlags {
  readonly json?: boolean;
  readonly only: readonly LintVerdict[];
}

/** Indicators shown under one reason; the count goes on. */
const MAX_SHOWN = 20;

/** Ends with 0 whatever it finds, and with 2 where a set could not be read. */
export async function lintCommand(paths: readonly string[], flags: LintFlags, host: CliHost): Promise<ExitStatus> {
  const { sets, unreadable } = paths.length === 0 ? await gatherSets(EVERYTHING, host.environment) : await readAll(paths);
  const { suffixOf } = await import("../indicators/suffixes.ts");
  const report = lintIndicators(sets, artifacts, suffixOf);
  for (const { why } of unreadable) complain(host, why);
  if (flags.json) printJson(host, { schemaVersion: DOCUMENT_VERSION, counts: countsOf(report), ...chosen(report, flags) });
  else printReport(report, sets.length, flags, host);
  return unreadable.length > 0 ? EXIT.nothingExamined : EXIT.nothingMatched;
}

async function readAll(paths: readonly string[]): Promise<{ sets: LoadedIndicators[]; unreadable: Unreadable[] }> {
  const sets: LoadedIndicators[] = [];
  const unreadable: Unreadable[] = [];
  for (const file of paths.flatMap((path) => filesBelow(path, unreadable))) {
    try {
      sets.push(await readSet(basename(file), readFileSync(file), "option"));
    } catch (error) {
      unreadable.push({ name: basename(file), why: whyOf(basename(file), error) });
    }
  }
  return { sets, unreadable };
}

const chosen = (report: LintReport, { only }: LintFlags): LintReport =>
  only.length === 0 ? report : { ...report, indicators: report.indicators.filter(({ verdict }) => only.includes(verdict)) };

/** How many of each verdict, of each reason, and of each reason of what takes no part. */
interface LintCounts {
  readonly indicators: number;
  readonly verdicts: Readonly<Record<string, number>>;
  readonly reasons: Readonly<Record<string, number>>;
  readonly notEvaluable: Readonly<Record<string, number>>;
  readonly inSeveralSets: number;
}

function countsOf({ indicators, notEvaluable }: LintReport): LintCounts {
  const several = indicators.filter(({ alsoIn }) => alsoIn.length > 0);
  return {
    indicators: indicators.length + notEvaluable.length,
    verdicts: { ...zeroes(LINT_VERDICTS), ...tally(indicators.map(({ verdict }) => verdict)) },
    reasons: tally(indicators.flatMap(({ reasons }) => reasons)),
    notEvaluable: tally(notEvaluable.map(({ reason }) => reason)),
    inSeveralSets: new Set(several.map(({ type, value }) => `${type} ${value.toLowerCase()}`)).size,
  };
}

const zeroes = (names: readonly string[]): Record<string, number> => Object.fromEntries(names.map((name) => [name, 0]));

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => compareText(a, b)));
}

function printReport(report: LintReport, sets: number, flags: LintFlags, host: CliHost): void {
  const counts = countsOf(report);
  tell(host, "lint-heading", { count: counts.indicators, sets });
  const verdicts = flags.only.length === 0 ? LINT_VERDICTS : flags.only;
  for (const verdict of verdicts) printVerdict(report, verdict, host);
  printNotEvaluable(report, host);
  if (verdicts.includes("matches")) printReach(report, host);
  host.io.out("\n");
  if (counts.inSeveralSets > 0) tell(host, "lint-also", { count: counts.inSeveralSets });
  if (report.revoked > 0) tell(host, "lint-revoked", { count: report.revoked });
}

function printVerdict({ indicators }: LintReport, verdict: LintVerdict, host: CliHost): void {
  const ofVerdict = indicators.filter((one) => one.verdict === verdict);
  host.io.out("\n");
  tell(host, "lint-count", { text: sentence(`verdict-${verdict}`), count: ofVerdict.length });
  for (const reason of Object.keys(LINT_REASONS) as (keyof typeof LINT_REASONS)[]) {
    const ofReason = ofVerdict.filter(({ reasons }) => reasons.includes(reason));
    if (ofReason.length > 0) printItems(sentence(`reason-${reason}`), ofReason.map(itemOf), host);
  }
}

const itemOf = ({ type, value, pack }: LintedIndicator): string => sentence("lint-item", { value, type, pack });

function printNotEvaluable({ notEvaluable }: LintReport, host: CliHost): void {
  if (notEvaluable.length === 0) return;
  host.io.out("\n");
  tell(host, "lint-count", { text: sentence("lint-not-evaluable"), count: notEvaluable.length });
  for (const reason of new Set(notEvaluable.map((one) => one.reason))) {
    const texts = notEvaluable.filter((one) => one.reason === reason).map(({ text, pack }) => `${text} (${pack})`);
    printItems(renderEnglish(message(`indicators/not-evaluable/${reason}`)).replace(/\.$/, ""), texts, host);
  }
}

function printItems(text: string, items: readonly string[], host: CliHost): void {
  tellBelow(host, "lint-count", { text, count: items.length });
  for (const item of items.slice(0, MAX_SHOWN)) host.io.out(`    ${visible(item)}\n`);
  if (items.length > MAX_SHOWN) {
    host.io.out("  ");
    tellBelow(host, "lint-more", { count: items.length - MAX_SHOWN });
  }
}

function printReach({ indicators }: LintReport, host: CliHost): void {
  const groups = new Map<string, LintedIndicator[]>();
  for (const one of indicators) {
    if (one.verdict === "never") continue;
    const key = `${one.type} ${one.artifacts.join()}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  host.io.out("\n");
  tell(host, "lint-where");
  for (const key of [...groups.keys()].sort(compareText)) {
    const [first, ...others] = groups.get(key)! as [LintedIndicator, ...LintedIndicator[]];
    const places = { artifacts: first.artifacts.join(", "), kinds: first.kinds.join(", ") };
    tellBelow(host, "lint-reach", { type: first.type, count: others.length + 1, ...places });
  }
}
