import { compareText, EXIT, type ExitStatus, MAX_KNOWLEDGE_AGE_DAYS, mercenaryDate } from "@bridle/core";
import type { CliHost } from "../host.ts";
import { type GatheredSet, gatherSets, type KnowledgeOptions } from "../knowledge.ts";
import { usage } from "../usage-error.ts";
import { complain, DOCUMENT_VERSION, printJson, sentence, tell, tellBelow } from "./indicators.ts";

export interface ListFlags {
  readonly json?: boolean;
  readonly asOf?: string;
}

/** One set as it is listed. */
interface ListedSet {
  readonly id: string;
  readonly title: string;
  readonly class: string;
  readonly origin: string;
  readonly publisher: string;
  readonly licence: string;
  readonly source: string;
  readonly date?: string;
  readonly ageDays?: number;
  /** When it came into the store, and when its publisher was last asked for it. */
  readonly stored?: string;
  readonly checked?: string;
  readonly sha256: string;
  readonly indicators: number;
  readonly types: Readonly<Record<string, number>>;
  readonly notEvaluable: number;
  readonly revoked: number;
}

/** What a run without options would use. */
export const EVERYTHING: KnowledgeOptions = { indicators: [], defaultIndicators: true, envIndicators: true, storedIndicators: true };

const MILLISECONDS_OF_A_DAY = 86_400_000;
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to.slice(0, 10)}T00:00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00:00Z`)) / MILLISECONDS_OF_A_DAY);

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).getTime() > 0;

export async function listIndicators(flags: ListFlags, host: CliHost): Promise<ExitStatus> {
  const asOf = flags.asOf ?? host.now().slice(0, 10);
  if (!isDay(asOf)) throw usage("not-a-date", { value: asOf });
  const { sets, unreadable } = await gatherSets(EVERYTHING, host.environment);
  const listed = sets.map((set) => listedSet(set, asOf)).sort((a, b) => compareText(a.origin, b.origin) || compareText(a.id, b.id));
  const mercenary = mercenaryDate(sets.map(({ pack }) => pack));
  if (flags.json) {
    const left = unreadable.map(({ name, why }) => ({ name, why: why.message }));
    printJson(host, {
      schemaVersion: DOCUMENT_VERSION,
      asOf,
      ...(mercenary !== undefined && { mercenaryKnowledge: mercenary }),
      sets: listed,
      unreadable: left,
    });
  } else {
    for (const { why } of unreadable) complain(host, why);
    printList(listed, asOf, mercenary, host);
  }
  return unreadable.length > 0 ? EXIT.nothingExamined : EXIT.nothingMatched;
}

function listedSet({ pack, indicators, notEvaluable, revoked, stored }: GatheredSet, asOf: string): ListedSet {
  const types: Record<string, number> = {};
  for (const { type } of indicators) types[type] = (types[type] ?? 0) + 1;
  const { id, title, class: packClass, origin, publisher, licence, source, date, checked, sha256 } = pack;
  return {
    id,
    title,
    class: packClass,
    origin,
    publisher,
    licence,
    source,
    ...(date !== undefined && { date, ageDays: daysBetween(date, asOf) }),
    ...(stored !== undefined && { stored }),
    ...(checked !== undefined && { checked }),
    sha256,
    indicators: indicators.length,
    types,
    notEvaluable: notEvaluable?.length ?? 0,
    revoked: revoked ?? 0,
  };
}

function printList(sets: readonly ListedSet[], asOf: string, mercenary: string | undefined, host: CliHost): void {
  tell(host, "list-heading", { count: sets.length, asOf });
  for (const set of sets) printSet(set, host);
  host.io.out("\n");
  tell(host, "list-total", { count: sets.reduce((sum, { indicators }) => sum + indicators, 0) });
  printAge(asOf, mercenary, host);
}

function printSet(set: ListedSet, host: CliHost): void {
  const { title, publisher, licence, date, ageDays = 0, stored, checked, notEvaluable, revoked, sha256, source } = set;
  host.io.out("\n");
  tell(host, "list-set", { title });
  tellBelow(host, "list-line", { origin: sentence(`origin-${set.origin}`), class: set.class, publisher, licence });
  if (date === undefined) tellBelow(host, "list-no-date");
  else tellBelow(host, "list-date", { date, days: ageDays });
  if (stored !== undefined) tellBelow(host, "list-stored", { date: stored.slice(0, 10) });
  if (checked !== undefined) tellBelow(host, "list-checked", { date: checked });
  const types = Object.entries(set.types).sort(([a], [b]) => compareText(a, b));
  tellBelow(host, "list-count", { count: set.indicators, types: types.map(([type, count]) => `${type} ${count}`).join(", ") });
  if (notEvaluable > 0) tellBelow(host, "list-left", { count: notEvaluable });
  if (revoked > 0) tellBelow(host, "list-revoked", { count: revoked });
  tellBelow(host, "list-source", { source });
  tellBelow(host, "list-sha256", { sha256 });
}

function printAge(asOf: string, mercenary: string | undefined, host: CliHost): void {
  const days = mercenary === undefined ? 0 : daysBetween(mercenary, asOf);
  if (mercenary === undefined) tell(host, "list-mercenary-none");
  else if (days > MAX_KNOWLEDGE_AGE_DAYS) tell(host, "list-mercenary-old", { date: mercenary, days, allowed: MAX_KNOWLEDGE_AGE_DAYS });
  else tell(host, "list-mercenary", { date: mercenary, days });
}
