import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, delimiter, join } from "node:path";
import {
  buildKnowledge,
  compareText,
  type IndicatorSet,
  type Knowledge,
  knowledgeOf,
  loadIndicators,
  message,
  type Pack,
  readMispManifest,
} from "@bridle/core";
import { dataFolder } from "./data-folder.ts";
import { compiledDefaultIndex } from "./default-index.ts";
import { compiledName, readCompiled, runningBundle, writeCompiled } from "./indicators/compiled-store.ts";
import { fileSource, sha256OfFile } from "./indicators/file-source.ts";
import { mvtIndicatorFiles } from "./indicators/mvt-folder.ts";
import { readSet, YAML_ENDING } from "./indicators/read-set.ts";
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

/** The knowledge of a run: the packs that come with Bridle, those of the store, of the options, of MVT's environment variable and folder. */
export async function loadKnowledge(
  options: KnowledgeOptions,
  environment: Environment,
  bundle = runningBundle(),
): Promise<{ knowledge: Knowledge; unreadable: readonly Unreadable[] }> {
  const data = dataFolder(environment);
  const isStoreAlone = options.storedIndicators && sourcesOf(options, environment).length === 0;
  const name = isStoreAlone ? compiledName(data, options.defaultIndicators, bundle) : undefined;
  const stored = name === undefined ? undefined : readCompiled(data, name);
  if (stored) return { knowledge: stored, unreadable: [] };
  const { sets, unreadable } = await furtherSets(options, environment);
  const isDefaultAlone = options.defaultIndicators && sets.length === 0 && unreadable.length === 0;
  const compiled = isDefaultAlone ? compiledDefaultIndex() : undefined;
  if (compiled) return { knowledge: knowledgeOf(compiled), unreadable };
  const names = unreadable.map(({ name }) => name);
  const knowledge = buildKnowledge([...(await shippedSets(options)), ...sets], names);
  if (name !== undefined && unreadable.length === 0) writeCompiled(data, name, knowledge);
  return { knowledge, unreadable };
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
  const named = envIndicators
    ? [...(environment["MVT_STIX2"] ?? "").split(delimiter).filter(Boolean), ...mvtIndicatorFiles(environment)]
    : [];
  return [
    ...indicators.map((path) => ({ path, origin: "option" as const })),
    ...named.map((path) => ({ path, origin: "environment" as const })),
  ];
}

/** What a folder is searched for, itself and below. */
const FILE_ENDINGS = /\.(stix2|stix|json|txt|list|ioc|csv|tsv)$/i;
/** A feed of MISP's: the events lie beside the manifest that names them, and a list of hashes of their values. */
const MISP_MANIFEST = "manifest.json";
const MISP_HASHES = "hashes.csv";
const MAX_MANIFEST_BYTES = 64 * 1024 * 1024;

export function filesBelow(path: string, unreadable: Unreadable[]): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const names = readdirSync(path, { recursive: true, encoding: "utf8" }).filter((name) => FILE_ENDINGS.test(name));
    if (names.length === 0) unreadable.push({ name: basename(path), why: message("cli/indicators-none", { name: basename(path) }) });
    return withoutManifest(path, names, unreadable)
      .sort(compareText)
      .map((name) => join(path, name));
  } catch (error) {
    unreadable.push({ name: basename(path), why: whyOf(basename(path), error) });
    return [];
  }
}

/** The events of a feed, where the folder is one; what its manifest names and is not there is told. */
function withoutManifest(folder: string, names: readonly string[], unreadable: Unreadable[]): string[] {
  const manifest = join(folder, MISP_MANIFEST);
  const isThere = names.includes(MISP_MANIFEST) && statSync(manifest).size <= MAX_MANIFEST_BYTES;
  const events = isThere ? readMispManifest(readFileSync(manifest, "utf8")) : undefined;
  if (events === undefined) return [...names];
  const there = new Set(names);
  for (const name of events.filter((event) => !there.has(event)))
    unreadable.push({ name, why: message("cli/indicators-unreadable", { name, detail: "ENOENT" }) });
  return names.filter((name) => name !== MISP_MANIFEST && name !== MISP_HASHES);
}

async function readSource(file: string, origin: Origin, unreadable: Unreadable[]): Promise<IndicatorSet[]> {
  try {
    if (YAML_ENDING.test(file)) return [await readSet(basename(file), readFileSync(file), origin)];
    const source = fileSource(file);
    return [loadIndicators(basename(file), source, origin, {}, { sha256: sha256OfFile(source) })];
  } catch (error) {
    unreadable.push({ name: basename(file), why: whyOf(basename(file), error) });
    return [];
  }
}
