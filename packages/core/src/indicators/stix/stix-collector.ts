import { type DomainRole, MAX_CONFIDENCE, type Tlp } from "../../model/indicator.ts";
import type { ReadObject } from "../json/object-reader.ts";
import { knownMarking, narrower, tlpOf } from "./marking.ts";
import { createStixGraph, HOLDER_TYPES, MAX_REFERENCES, type StixGraph } from "./stix-graph.ts";
import { MEMBER } from "./stix-members.ts";

/** An indicator object, as little of it as is used. Relationships may name it before it comes. */
export interface PublishedIndicator {
  readonly id: string;
  isThere: boolean;
  pattern: string;
  language: string;
  isRevoked: boolean;
  modified: string;
  maker: string | undefined;
  validFrom: string | undefined;
  validUntil: string | undefined;
  confidence: number | undefined;
  references: readonly string[];
  markings: readonly string[];
  /** Ids of what it is tied to. */
  ties: readonly string[];
}

export interface Collected {
  /** In the order in which they stand. */
  readonly indicators: readonly PublishedIndicator[];
  readonly graph: StixGraph;
  /** Objects with an id of STIX's form, of any type. */
  readonly stixObjects: number;
  /** Indicator objects, all versions. */
  readonly indicatorObjects: number;
  readonly names: ReadonlyMap<string, string>;
  /** The maker of most objects that has a name. */
  readonly publisher: string | undefined;
  readonly date: string | undefined;
  tlpOf(markings: readonly string[]): Tlp | undefined;
}

/** Ties kept of one indicator. */
const MAX_TIES = 32;
const MAX_MARKINGS = 32;
/** References of one report or grouping. */
const MAX_MEMBERS = 5_000_000;
const NONE: readonly string[] = [];
const DATE = /^\d{4}-\d\d-\d\d/;

/** Gathers what a bundle's objects say, in one pass and in any order. */
export function createStixCollector() {
  const byId = new Map<string, PublishedIndicator>();
  const indicators: PublishedIndicator[] = [];
  const graph = createStixGraph();
  const names = new Map<string, string>();
  const makers = new Map<string, number>();
  const markings = new Map<string, Tlp>();
  let stixObjects = 0;
  let indicatorObjects = 0;
  let date: string | undefined;

  const known = (id: string): PublishedIndicator => {
    const one = byId.get(id);
    if (one) return one;
    const fresh: PublishedIndicator = { id, ...EMPTY };
    byId.set(id, fresh);
    return fresh;
  };
  const tie = (indicator: PublishedIndicator, to: string): void => {
    if (indicator.ties.length < MAX_TIES) indicator.ties = indicator.ties.length === 0 ? oneOf(to) : [...indicator.ties, to];
  };
  const lists = new Map<string, readonly string[]>();
  /** Nearly all have one tie, and nearly all the same. */
  const oneOf = (id: string): readonly string[] => {
    const list = lists.get(id) ?? [id];
    lists.set(id, list);
    return list;
  };

  const seeIndicator = (object: ReadObject, id: string | undefined): void => {
    indicatorObjects++;
    const modified = object.text(MEMBER.modified) ?? "";
    const indicator = id === undefined ? { id: "", ...EMPTY } : known(id);
    // Of several versions of one object the latest holds (STIX 2.1 section 3.6).
    if (indicator.isThere && modified < indicator.modified) return;
    if (!indicator.isThere) indicators.push(indicator);
    indicator.isThere = true;
    indicator.modified = modified;
    indicator.pattern = object.text(MEMBER.pattern) ?? "";
    indicator.language = object.text(MEMBER.pattern_type) ?? "stix";
    indicator.isRevoked = object.value(MEMBER.revoked) === true;
    indicator.maker = object.text(MEMBER.created_by_ref);
    indicator.validFrom = object.text(MEMBER.valid_from);
    indicator.validUntil = object.text(MEMBER.valid_until);
    indicator.confidence = confidenceOf(object.value(MEMBER.confidence));
    indicator.references = referencesOf(object);
    indicator.markings = textsOf(object.value(MEMBER.object_marking_refs), MAX_MARKINGS);
  };
  const seeRelationship = (object: ReadObject): void => {
    const source = object.text(MEMBER.source_ref);
    const target = object.text(MEMBER.target_ref);
    if (source === undefined || target === undefined || object.value(MEMBER.revoked) === true) return;
    if (isIndicator(source)) tie(known(source), target);
    if (isIndicator(target)) tie(known(target), source);
    if (!isIndicator(source) && !isIndicator(target)) graph.tie(source, target);
  };
  const seeHolder = (object: ReadObject, id: string, rank: number): void => {
    if (object.value(MEMBER.revoked) === true) return;
    const refs = textsOf(object.value(MEMBER.object_refs), MAX_MEMBERS);
    for (const reference of refs) if (isIndicator(reference)) tie(known(reference), id);
    const name = object.text(MEMBER.name);
    if (name === undefined) return;
    const role = roleOf(object.value(MEMBER.infrastructure_types));
    const members = refs.filter((reference) => !isIndicator(reference)).slice(0, MAX_TIES);
    graph.add(id, { name, rank, references: referencesOf(object), members, ...(role && { role }) });
  };
  const seeMarking = (object: ReadObject, id: string): void => {
    const tlp = markingOf(object);
    if (tlp !== undefined) markings.set(id, tlp);
  };

  return {
    see(object: ReadObject): void {
      const type = object.text(MEMBER.type);
      const id = object.text(MEMBER.id);
      if (type === undefined) return;
      const isStix = id?.startsWith(type) === true && id.startsWith("--", type.length);
      if (isStix) stixObjects++;
      const changed = object.text(MEMBER.modified) ?? object.text(MEMBER.created);
      if (changed !== undefined && (date === undefined || changed > date) && DATE.test(changed)) date = changed;
      const maker = object.text(MEMBER.created_by_ref);
      if (maker !== undefined) makers.set(maker, (makers.get(maker) ?? 0) + 1);
      if (type === "indicator") seeIndicator(object, id);
      if (type === "relationship") seeRelationship(object);
      if (!isStix || id === undefined) return;
      if (type === "identity") names.set(id, object.text(MEMBER.name) ?? "");
      if (type === "marking-definition") seeMarking(object, id);
      const rank = (HOLDER_TYPES as readonly string[]).indexOf(type);
      if (rank !== -1) seeHolder(object, id, rank);
    },
    finish: (): Collected => ({
      indicators,
      graph,
      stixObjects,
      indicatorObjects,
      names,
      publisher: mostNamed(names, makers),
      date,
      tlpOf: (refs) => refs.map((id) => markings.get(id) ?? knownMarking(id)).reduce(narrower, undefined),
    }),
  };
}

const EMPTY: Omit<PublishedIndicator, "id"> = {
  isThere: false,
  pattern: "",
  language: "stix",
  isRevoked: false,
  modified: "",
  maker: undefined,
  validFrom: undefined,
  validUntil: undefined,
  confidence: undefined,
  references: NONE,
  markings: NONE,
  ties: NONE,
};

const isIndicator = (id: string): boolean => id.startsWith("indicator--");

const textsOf = (value: unknown, limit: number): readonly string[] => {
  if (!Array.isArray(value) || value.length === 0) return NONE;
  return value.slice(0, limit).filter((one: unknown) => typeof one === "string");
};

const confidenceOf = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= MAX_CONFIDENCE ? value : undefined;

/** Links only; what else external references hold (descriptions, CVE numbers without a link) is the publisher's text. */
function referencesOf(object: ReadObject): readonly string[] {
  const list = object.value(MEMBER.external_references);
  if (!Array.isArray(list)) return NONE;
  const links = list.slice(0, MAX_REFERENCES).map((item: unknown) => (item as { url?: unknown } | null)?.url);
  return [...new Set(links.filter((link) => typeof link === "string" && /^https?:\/\//i.test(link)))] as string[];
}

/** The open vocabulary of STIX 2.1 section 10.10. */
const ROLES: Readonly<Record<string, DomainRole>> = {
  "command-and-control": "c2",
  botnet: "c2",
  exfiltration: "c2",
  "hosting-malware": "distribution",
  phishing: "distribution",
  staging: "distribution",
};

const roleOf = (types: unknown): DomainRole | undefined =>
  textsOf(types, MAX_TIES)
    .map((type) => (Object.hasOwn(ROLES, type) ? ROLES[type] : undefined))
    .filter((role) => role !== undefined)
    .sort()[0];

/** TLP 1.0 stands in `definition`, TLP 2.0 in an extension, and the name tells both. */
function markingOf(object: ReadObject): Tlp | undefined {
  const definition = object.value(MEMBER.definition) as { tlp?: unknown } | undefined;
  const extensions = Object.values((object.value(MEMBER.extensions) as object | undefined) ?? {}) as ({ tlp_2_0?: unknown } | null)[];
  const said = [
    definition?.tlp,
    ...extensions.map((extension) => extension?.tlp_2_0),
    object.text(MEMBER.definition_type),
    object.text(MEMBER.name),
  ];
  return said.map(tlpOf).find((tlp) => tlp !== undefined);
}

/** The identity that made most of it, the first of equals. */
function mostNamed(names: ReadonlyMap<string, string>, makers: ReadonlyMap<string, number>): string | undefined {
  let best: string | undefined;
  for (const [id, name] of names) {
    if (name !== "" && (best === undefined || (makers.get(id) ?? 0) > (makers.get(best) ?? 0))) best = id;
  }
  return best;
}
