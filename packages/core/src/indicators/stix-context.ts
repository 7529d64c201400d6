import type { Indicator } from "../model/indicator.ts";
import { compareText } from "../model/json.ts";

/** A STIX object as JSON gives it: nothing of it is believed. */
export type StixObject = Readonly<Record<string, unknown>>;

/** What the other objects of a bundle say about its indicators. */
export interface StixContext {
  about(indicator: StixObject): Pick<Indicator, "families" | "references" | "validUntil">;
  readonly families: readonly string[];
  readonly publisher?: string;
  readonly date?: string;
}

/** Most specific first: an indicator takes the names of the first kind that it is tied to. */
const FAMILY_TYPES = ["malware", "tool", "campaign", "intrusion-set", "threat-actor", "infrastructure", "report", "grouping"] as const;
/** Names and links kept for one indicator; a bundle that gives more says nothing with them. */
const MAX_NAMES = 32;
const MAX_REFERENCES = 32;

export const textOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** Goes over the objects a fixed number of times, however they refer to each other. */
export function createStixContext(objects: readonly StixObject[]): StixContext {
  const holders = namedHolders(objects);
  const ties = tiesOf(objects, holders);
  const cache = new Map<string, readonly string[]>();
  const publisher = publisherOf(objects);
  const date = latest(objects);
  return {
    about(indicator) {
      const validUntil = textOf(indicator["valid_until"]);
      const families = familiesOf(ties.get(String(indicator["id"])), cache);
      const references = referencesOf(indicator);
      return validUntil === undefined ? { families, references } : { families, references, validUntil };
    },
    families: [...new Set([...holders.values()].filter(({ rank }) => rank === 0).map(({ name }) => name))].sort(compareText),
    ...(publisher !== undefined && { publisher }),
    ...(date !== undefined && { date }),
  };
}

/** Something with a name that indicators are tied to. */
interface Holder {
  readonly name: string;
  readonly rank: number;
}

function namedHolders(objects: readonly StixObject[]): Map<string, Holder> {
  const holders = new Map<string, Holder>();
  for (const { id, type, name, revoked } of objects) {
    const rank = (FAMILY_TYPES as readonly unknown[]).indexOf(type);
    const text = textOf(name);
    if (rank !== -1 && text !== undefined && typeof id === "string" && revoked !== true) holders.set(id, { name: text, rank });
  }
  return holders;
}

/** By id of the indicator: through relationships in either direction, and through the references of reports and groupings. */
function tiesOf(objects: readonly StixObject[], holders: ReadonlyMap<string, Holder>): Map<string, Holder[]> {
  const ties = new Map<string, Holder[]>();
  const tie = (indicator: unknown, holder: Holder | undefined): void => {
    if (holder === undefined || typeof indicator !== "string" || !indicator.startsWith("indicator--")) return;
    const list = ties.get(indicator);
    if (list === undefined) ties.set(indicator, [holder]);
    else if (list.length < MAX_NAMES) list.push(holder);
  };
  for (const object of objects) {
    if (object["revoked"] === true) continue;
    if (object["type"] === "relationship") {
      tie(object["source_ref"], holders.get(String(object["target_ref"])));
      tie(object["target_ref"], holders.get(String(object["source_ref"])));
    } else if (Array.isArray(object["object_refs"])) {
      const holder = holders.get(String(object["id"]));
      for (const reference of object["object_refs"]) tie(reference, holder);
    }
  }
  return ties;
}

function familiesOf(ties: readonly Holder[] | undefined, cache: Map<string, readonly string[]>): readonly string[] {
  if (ties === undefined) return NO_NAMES;
  const rank = Math.min(...ties.map((tie) => tie.rank));
  const names = [...new Set(ties.filter((tie) => tie.rank === rank).map(({ name }) => name))].sort(compareText);
  // Thousands of indicators share one list of names: they share the array too.
  const key = names.join("\0");
  const shared = cache.get(key);
  if (shared === undefined) cache.set(key, names);
  return shared ?? names;
}

const NO_NAMES: readonly string[] = [];

/** Links only; what else external references hold (descriptions, CVE numbers without a link) is the publisher's text. */
function referencesOf(object: StixObject): readonly string[] {
  const list = object["external_references"];
  if (!Array.isArray(list)) return NO_NAMES;
  const links = list.slice(0, MAX_REFERENCES).map((item: unknown) => textOf((item as StixObject | null)?.["url"]));
  return [...new Set(links.filter((link) => link !== undefined && /^https?:\/\//i.test(link)))] as string[];
}

/** Who made most of it: the identity that `created_by_ref` names most often, the first of equals. */
function publisherOf(objects: readonly StixObject[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { created_by_ref: maker } of objects) {
    if (typeof maker === "string") counts.set(maker, (counts.get(maker) ?? 0) + 1);
  }
  let best: string | undefined;
  for (const { type, id, name } of objects) {
    if (type !== "identity" || typeof id !== "string" || textOf(name) === undefined) continue;
    if (best === undefined || (counts.get(id) ?? 0) > (counts.get(best) ?? 0)) best = id;
  }
  return textOf(objects.find(({ id }) => id === best && best !== undefined)?.["name"]);
}

const DATE = /^\d{4}-\d\d-\d\d/;

function latest(objects: readonly StixObject[]): string | undefined {
  let date: string | undefined;
  for (const { modified, created } of objects) {
    const text = textOf(modified) ?? textOf(created);
    if (text !== undefined && DATE.test(text) && (date === undefined || text > date)) date = text;
  }
  return date;
}
