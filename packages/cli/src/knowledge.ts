import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, delimiter, join } from "node:path";
import {
  buildKnowledge,
  compareText,
  IndicatorError,
  type IndicatorSet,
  type Knowledge,
  knowledgeOf,
  loadIndicators,
  type Message,
  message,
  type Pack,
} from "@bridle/core";
import { compiledDefaultIndex } from "./default-index.ts";

export interface KnowledgeOptions {
  readonly indicators: readonly string[];
  readonly defaultIndicators: boolean;
  readonly envIndicators: boolean;
}

/** A source of indicators that was asked for and gave none, and why. */
export interface UnreadableSource {
  readonly name: string;
  readonly why: Message;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Origin = Pack["origin"];

/** The knowledge of a run: the packs that come with Bridle, those of the options, those of MVT's environment variable. */
export async function loadKnowledge(
  options: KnowledgeOptions,
  environment: Environment,
): Promise<{ knowledge: Knowledge; unreadable: readonly UnreadableSource[] }> {
  const sources = sourcesOf(options, environment);
  const compiled = options.defaultIndicators && sources.length === 0 ? compiledDefaultIndex() : undefined;
  if (compiled) return { knowledge: knowledgeOf(compiled), unreadable: [] };
  const unreadable: UnreadableSource[] = [];
  const sets: IndicatorSet[] = options.defaultIndicators ? [...(await import("./default-sets.ts")).defaultPacks()] : [];
  for (const { path, origin } of sources) {
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
    if (names.length === 0) unreadable.push({ name: basename(path), why: message("cli/indicators-none", { name: basename(path) }) });
    return names.sort(compareText).map((name) => join(path, name));
  } catch (error) {
    unreadable.push({ name: basename(path), why: whyOf(basename(path), error) });
    return [];
  }
}

function readSource(file: string, origin: Origin, unreadable: UnreadableSource[]): IndicatorSet[] {
  try {
    return [loadIndicators(basename(file), readFileSync(file), origin)];
  } catch (error) {
    unreadable.push({ name: basename(file), why: whyOf(basename(file), error) });
    return [];
  }
}

/** Why, in words: of the file's form, or by the code of the system. */
const whyOf = (name: string, error: unknown): Message => {
  if (error instanceof IndicatorError) return message(`indicators/error/${error.code}`, { name });
  return message("cli/indicators-unreadable", {
    name,
    detail: error instanceof Error && "code" in error ? String(error.code) : String(error),
  });
};
