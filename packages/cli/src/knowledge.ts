import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, delimiter, join } from "node:path";
import { buildKnowledge, compareText, defaultPacks, type IndicatorSet, type Knowledge, loadIndicators, type Pack } from "@bridle/core";

export interface KnowledgeOptions {
  readonly indicators: readonly string[];
  readonly defaultIndicators: boolean;
  readonly envIndicators: boolean;
}

/** A source of indicators that was asked for and gave none. */
export interface UnreadableSource {
  readonly name: string;
  readonly detail: string;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Origin = Pack["origin"];

/** The knowledge of a run: the packs that come with Bridle, those of the options, those of MVT's environment variable. */
export function loadKnowledge(
  options: KnowledgeOptions,
  environment: Environment,
): { knowledge: Knowledge; unreadable: readonly UnreadableSource[] } {
  const unreadable: UnreadableSource[] = [];
  const sets: IndicatorSet[] = options.defaultIndicators ? [...defaultPacks()] : [];
  for (const { path, origin } of sourcesOf(options, environment)) {
    for (const file of filesBelow(path, unreadable)) sets.push(...readSource(file, origin, unreadable));
  }
  const names = unreadable.map(({ name }) => name);
  return { knowledge: buildKnowledge(sets, names), unreadable };
}

function sourcesOf({ indicators, envIndicators }: KnowledgeOptions, environment: Environment): { path: string; origin: Origin }[] {
  const named = envIndicators ? (environment["MVT_STIX2"] ?? "").split(delimiter).filter(Boolean) : [];
  return [
    ...indicators.map((path) => ({ path, origin: "option" as const })),
    ...named.map((path) => ({ path, origin: "environment" as const })),
  ];
}

/** What a folder is searched for, itself and below. */
const FILE_ENDINGS = /\.(stix2|stix|json|txt|list|ioc)$/i;

function filesBelow(path: string, unreadable: UnreadableSource[]): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const names = readdirSync(path, { recursive: true, encoding: "utf8" }).filter((name) => FILE_ENDINGS.test(name));
    if (names.length === 0) unreadable.push({ name: basename(path), detail: "ENOENT" });
    return names.sort(compareText).map((name) => join(path, name));
  } catch (error) {
    unreadable.push({ name: basename(path), detail: detailOf(error) });
    return [];
  }
}

function readSource(file: string, origin: Origin, unreadable: UnreadableSource[]): IndicatorSet[] {
  try {
    return [loadIndicators(basename(file), readFileSync(file), origin)];
  } catch (error) {
    unreadable.push({ name: basename(file), detail: detailOf(error) });
    return [];
  }
}

/** A code where there is one (ENOENT, not-json), else the words of the error. */
const detailOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return "code" in error ? String(error.code) : error.message;
};
