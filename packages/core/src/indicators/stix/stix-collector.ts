import { type DomainRole, MAX_CONFIDENCE, type Tlp } from "../../model/indicator.ts";
import { isSameList } from "../../model/same-list.ts";
import type { NameTable } from "../json/name-table.ts";
import type { ReadObject } from "../json/object-reader.ts";
import { createTextStore } from "../json/text-store.ts";
import { createNumberList } from "../number-list.ts";
import { knownMarking, tlpOf as levelOf, narrower } from "./marking.ts";
import { createStixGraph, MAX_REFERENCES, type StixGraph } from "./stix-graph.ts";
import { createNumbers, createTies, MAX_TIES, typeNumbers } from "./stix-ids.ts";
import { MEMBER } from "./stix-members.ts";

/** What an indicator object says beside its pattern; thousands say the same, and share it. */
export interface PublishedDetails {
  readonly language: string;
  readonly isRevoked: boolean;
  readonly maker: number;
  readonly validFrom: string | undefined;
  readonly validUntil: string | undefined;
  readonly confidence: number | undefined;
  readonly references: readonly string[];
  readonly markings: readonly number[];
}

export interface PublishedIndicator {
  /** Where its pattern stands in the text of all. */
  readonly from: number;
  readonly to: number;
  readonly details: PublishedDetails;
  /** What it is tied to. */
  readonly ties: readonly number[];
}

export interface Collected {
  /** The patterns of all indicators. */
  readonly text: string;
  /** In the order in which they stand. */
  each(see: (published: PublishedIndicator) => void): void;
  readonly graph: StixGraph;
  /** Objects with an id of STIX's form, of any type. */
  readonly stixObjects: number;
  /** Indicator objects, all versions. */
  readonly indicatorObjects: number;
  readonly makers: ReadonlyMap<number, string>;
  /** The maker of most objects that has a name, or -1. */
  readonly publisher: number;
  readonly date: string | undefined;
  tlpOf(markings: readonly number[]): Tlp | undefined;
}

const MAX_MARKINGS = 32;
const NONE: readonly never[] = [];
const DATE = /^\d{4}-\d\d-\d\d/;
const INDICATOR = new TextEncoder().encode("indicator--");

/** Gathers what a bundle's objects say, in one pass and in any order. `names` are those of the reading. */
export function createStixCollector(names: NameTable) {
  const patterns = createTextStore();
  /** By place among the patterns. */
  const details: (PublishedDetails | undefined)[] = [];
  const ids = createNumberList();
  const versions: string[] = [];
  const places = createNumbers();
  const ties = createTies();
  const graph = createStixGraph();
  const makers = new Map<number, string>();
  const made = new Map<number, number>();
  const markings = new Map<number, Tlp>();
  const types = typeNumbers(names);
  let stixObjects = 0;
  let indicatorObjects = 0;
  let date: string | undefined;

  const isIndicator = (id: number): boolean => names.startsWith(id, INDICATOR);
  const seeIndicator = (object: ReadObject, modified: string): void => {
    indicatorObjects++;
    const id = object.name(MEMBER.id);
    const known = id === -1 ? -1 : places.of(id);
    // Of several versions of one object the latest holds (STIX 2.1 section 3.6).
    if (known !== -1 && modified < versions[known]!) return;
    if (known !== -1) details[known] = undefined;
    const place = details.length;
    if (id !== -1) places.set(id, place);
    ids.push(id);
    versions.push(modified);
    object.keep(MEMBER.pattern, patterns);
    details.push(sharedDetails(object, details[place - 1]));
  };
  const seeRelationship = (object: ReadObject): void => {
    const source = object.name(MEMBER.source_ref);
    const target = object.name(MEMBER.target_ref);
    if (source === -1 || target === -1 || object.value(MEMBER.revoked) === true) return;
    const isFromIndicator = isIndicator(source);
    const isToIndicator = isIndicator(target);
    if (isFromIndicator) ties.add(source, target);
    if (isToIndicator) ties.add(target, source);
    if (!isFromIndicator && !isToIndicator) graph.tie(source, target);
  };
  const seeHolder = (object: ReadObject, id: number, rank: number): void => {
    if (object.value(MEMBER.revoked) === true) return;
    const refs = namesOf(object.value(MEMBER.object_refs), names);
    for (const reference of refs) if (isIndicator(reference)) ties.add(reference, id);
    const name = object.text(MEMBER.name);
    if (name === undefined) return;
    const role = roleOf(object.value(MEMBER.infrastructure_types));
    const members = refs.filter((reference) => !isIndicator(reference)).slice(0, MAX_TIES);
    graph.add(id, { name, rank, references: referencesOf(object), members, ...(role && { role }) });
  };
  const seeMarking = (object: ReadObject, id: number): void => {
    const tlp = markingOf(object);
    if (tlp !== undefined) markings.set(id, tlp);
  };
  const seeNamed = (object: ReadObject, id: number, type: number): void => {
    if (type === types.identity) makers.set(id, object.text(MEMBER.name) ?? "");
    else if (type === types.marking) seeMarking(object, id);
    else if (types.holders.includes(type)) seeHolder(object, id, types.holders.indexOf(type));
  };
  const seeDate = (changed: string | undefined): void => {
    if (changed !== undefined && changed !== date && (date === undefined || changed > date) && DATE.test(changed)) date = changed;
  };
  /** Thousands in a row say the same, and share what was said. */
  const sharedDetails = (object: ReadObject, before: PublishedDetails | undefined): PublishedDetails => {
    const language = object.text(MEMBER.pattern_type) ?? "stix";
    const isRevoked = object.value(MEMBER.revoked) === true;
    const maker = object.name(MEMBER.created_by_ref);
    const validFrom = object.text(MEMBER.valid_from);
    const validUntil = object.text(MEMBER.valid_until);
    const confidence = confidenceOf(object.value(MEMBER.confidence));
    const references = referencesOf(object);
    const marked = namesOf(object.value(MEMBER.object_marking_refs), names);
    const markings = marked.length > MAX_MARKINGS ? marked.slice(0, MAX_MARKINGS) : marked;
    const isAsBefore =
      before !== undefined &&
      language === before.language &&
      isRevoked === before.isRevoked &&
      maker === before.maker &&
      validFrom === before.validFrom &&
      validUntil === before.validUntil &&
      confidence === before.confidence &&
      references.length + before.references.length === 0 &&
      isSameList(markings, before.markings);
    return isAsBefore ? before : { language, isRevoked, maker, validFrom, validUntil, confidence, references, markings };
  };
  const eachPublished = (ends: Int32Array, see: (published: PublishedIndicator) => void): void => {
    for (let place = 0, from = 0; place < ends.length; from = ends[place++]!) {
      const said = details[place];
      if (said !== undefined) see({ from, to: ends[place]!, details: said, ties: ties.of(ids.at(place)) });
    }
  };
  const tlpOf: Collected["tlpOf"] = (refs) =>
    refs.map((id) => markings.get(id) ?? knownMarking(names.text(id))).reduce(narrower, undefined);

  return {
    see(object: ReadObject): void {
      const type = object.name(MEMBER.type);
      if (type === -1) return;
      const isStix = object.begins(MEMBER.id, types.startOf(type));
      if (isStix) stixObjects++;
      const modified = object.text(MEMBER.modified);
      seeDate(modified ?? object.text(MEMBER.created));
      const maker = object.name(MEMBER.created_by_ref);
      if (maker !== -1) made.set(maker, (made.get(maker) ?? 0) + 1);
      if (type === types.indicator) seeIndicator(object, modified ?? "");
      else if (type === types.relationship) seeRelationship(object);
      else if (isStix) seeNamed(object, object.name(MEMBER.id), type);
    },
    finish: (): Collected => {
      const { text, ends } = patterns.joined();
      return {
        text,
        each: (see) => eachPublished(ends, see),
        graph,
        stixObjects,
        indicatorObjects,
        makers,
        publisher: mostNamed(makers, made),
        date,
        tlpOf,
      };
    },
  };
}

/** Ids of a list, by number. */
function namesOf(value: unknown, names: NameTable): readonly number[] {
  if (!Array.isArray(value) || value.length === 0) return NONE;
  const encoder = new TextEncoder();
  return textsOf(value, value.length).map((text) => names.add(encoder.encode(text)));
}

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
  return said.map(levelOf).find((tlp) => tlp !== undefined);
}

/** The identity that made most of it, the first of equals; -1 for none. */
function mostNamed(makers: ReadonlyMap<number, string>, made: ReadonlyMap<number, number>): number {
  let best = -1;
  for (const [id, name] of makers) {
    if (name !== "" && (best === -1 || (made.get(id) ?? 0) > (made.get(best) ?? 0))) best = id;
  }
  return best;
}
