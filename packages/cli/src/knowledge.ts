import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, delimiter, join } from "node:path";
import {
  artifacts,
  buildIndex,
  compareText,
  defaultPacks,
  detections,
  type Indicator,
  type Knowledge,
  loadIndicators,
  type Pack,
} from "@bridle/core";

export interface KnowledgeOptions {
  readonly indicators: readonly string[];
  readonly defaultIndicators: boolean;
  readonly envIndicators: boolean;
}

type Report = Knowledge["indicatorReport"];
type NotEvaluable = Report["notEvaluable"][number];

/** A source of indicators that was asked for and gave none. */
export interface UnreadableSource {
  readonly name: string;
  readonly detail: string;
}

/** The knowledge of a run: the packs that come with Bridle, those of the options, those of MVT's environment variable. */
export function loadKnowledge(
  options: KnowledgeOptions,
  environment: Readonly<Record<string, string | undefined>>,
): { knowledge: Knowledge; unreadable: readonly UnreadableSource[] } {
  const packs: Pack[] = [];
  const indicators: Indicator[] = [];
  const notEvaluable: NotEvaluable[] = [];
  const unreadable: UnreadableSource[] = [];
  let revoked = 0;
  if (options.defaultIndicators) {
    for (const set of defaultPacks()) {
      packs.push(set.pack);
      for (const indicator of set.indicators) indicators.push(indicator);
    }
  }
  for (const { file, origin } of filesOf(options, environment, unreadable)) {
    const loaded = readSource(file, origin, unreadable);
    if (!loaded) continue;
    const pack = { ...loaded.pack, id: unusedId(loaded.pack.id, packs) };
    packs.push(pack);
    for (const indicator of loaded.indicators) indicators.push({ ...indicator, pack: pack.id });
    notEvaluable.push(...loaded.notEvaluable.map((entry) => ({ ...entry, pack: pack.id })));
    revoked += loaded.revoked;
  }
  const index = buildIndex(indicators, packs);
  const report: Report = { loaded: index.entries.length, revoked, notEvaluable, unreadable: unreadable.map(({ name }) => name) };
  return { knowledge: { index, artifacts, detections, indicatorReport: report }, unreadable };
}

/** One file of indicators after another, in the order they were named; folders in code-unit order. */
function filesOf(
  options: KnowledgeOptions,
  environment: Readonly<Record<string, string | undefined>>,
  unreadable: UnreadableSource[],
): { file: string; origin: Pack["origin"] }[] {
  const named = options.indicators.map((path) => ({ path, origin: "option" as const }));
  const fromEnvironment = options.envIndicators ? (environment["MVT_STIX2"] ?? "").split(delimiter).filter(Boolean) : [];
  const all = [...named, ...fromEnvironment.map((path) => ({ path, origin: "environment" as const }))];
  return all.flatMap(({ path, origin }) => filesBelow(path, unreadable).map((file) => ({ file, origin })));
}

const FILE_ENDINGS = /\.(stix2|stix|json|txt|csv|list|ioc)$/i;

function filesBelow(path: string, unreadable: UnreadableSource[]): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, { recursive: true, encoding: "utf8" })
      .filter((name) => FILE_ENDINGS.test(name))
      .sort(compareText)
      .map((name) => join(path, name));
  } catch (error) {
    unreadable.push({ name: basename(path), detail: systemDetail(error) });
    return [];
  }
}

function readSource(file: string, origin: Pack["origin"], unreadable: UnreadableSource[]): ReturnType<typeof loadIndicators> | undefined {
  try {
    return loadIndicators(basename(file), readFileSync(file), origin);
  } catch (error) {
    unreadable.push({ name: basename(file), detail: systemDetail(error) });
    return undefined;
  }
}

/** The system's own code where it has one (ENOENT, EACCES), else the words of the error. */
const systemDetail = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : error instanceof Error ? error.message : String(error);

/** Two files of one name are two packs. */
function unusedId(id: string, packs: readonly Pack[]): string {
  const taken = new Set(packs.map((pack) => pack.id));
  for (let number = 2, candidate = id; ; number++) {
    if (!taken.has(candidate)) return candidate;
    candidate = `${id}-${number}`;
  }
}
