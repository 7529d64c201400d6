import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, delimiter, join } from "node:path";
import { buildKnowledge, compareText, type IndicatorSet, type Knowledge, knowledgeOf, message, type Pack } from "@bridle/core";
import { dataFolder } from "./data-folder.ts";
import { compiledDefaultIndex } from "./default-index.ts";
import { readSet } from "./indicators/read-set.ts";
import { storedSets, type Unreadable, whyOf } from "./indicators/stored-sets.ts";

export interface KnowledgeOptions {
  readonly indicators: readonly string[];
  readonly defaultIndicators: boolean;
  readonly envIndicators: boolean;
  readonly storedIndicators: boolean;
}

/** A set, and where it lies in the user's own store: when it came there. */
export type GatheredSet = IndicatorSet & { readonly stored?: string };

type Environment = Readonly<Record<string, string | undefined>>;
type Origin = Pack["origin"];

/** The knowledge of a run: the packs that come with Bridle, those of the store, of the options, of MVT's environment variable. */
export async function loadKnowledge(
  options: KnowledgeOptions,
  environment: Environment,
): Promise<{ knowledge: Knowledge; unreadable: readonly Unreadable[] }> {
  const { sets, unreadable } = await furtherSets(options, environment);
  const isDefaultAlone = options.defaultIndicators && sets.length === 0 && unreadable.length === 0;
  const compiled = isDefaultAlone ? compiledDefaultIndex() : undefined;
  if (compiled) return { knowledge: knowledgeOf(compiled), unreadable };
  const names = unreadable.map(({ name }) => name);
  return { knowledge: buildKnowledge([...(await shippedSets(options)), ...sets], names), unreadable };
}

/** All sets that a run with these options would use. */
export async function gatherSets(
  options: KnowledgeOptions,
  environment: Environment,
): Promise<{ sets: readonly GatheredSet[]; unreadable: readonly Unreadable[] }> {
  const { sets, unreadable } = await furtherSets(options, environment);
  return { sets: [...(await shippedSets(options)), ...sets], unreadable };
}

const shippedSets = async ({ defaultIndicators }: KnowledgeOptions): Promise<readonly IndicatorSet[]> =>
  defaultIndicators ? (await import("./default-sets.ts")).defaultPacks() : [];

/** What does not come with Bridle. */
async function furtherSets(
  options: KnowledgeOptions,
  environment: Environment,
): Promise<{ sets: GatheredSet[]; unreadable: Unreadable[] }> {
  const unreadable: Unreadable[] = [];
  const sets: GatheredSet[] = options.storedIndicators ? await storedSets(dataFolder(environment), unreadable) : [];
  for (const { path, origin } of sourcesOf(options, environment)) {
    for (const file of filesBelow(path, unreadable)) sets.push(...(await readSource(file, origin, unreadable)));
  }
  return { sets, unreadable };
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

export function filesBelow(path: string, unreadable: Unreadable[]): string[] {
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

async function readSource(file: string, origin: Origin, unreadable: Unreadable[]): Promise<IndicatorSet[]> {
  try {
    return [await readSet(basename(file), readFileSync(file), origin)];
  } catch (error) {
    unreadable.push({ name: basename(file), why: whyOf(basename(file), error) });
    return [];
  }
}
