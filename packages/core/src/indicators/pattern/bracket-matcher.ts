import type { MatchManner } from "../../model/indicator.ts";
import type { Observable, ObservableType } from "../../model/observable.ts";
import type { Platform } from "../../model/platform.ts";
import { MAX_TESTED_LENGTH } from "../expression/automaton.ts";
import type { Match } from "../matcher.ts";
import type { Property } from "../stix-property.ts";
import { type Describes, describes } from "./describe.ts";
import { type Fact, factsOf, PROPERTIES_OF } from "./facts.ts";
import type { Bracket, IndexedTest, PatternKeys } from "./pattern-keys.ts";
import { triggerOf } from "./pattern-test.ts";

/** A match, and the observable of the record it stands on. */
export interface Met {
  readonly match: Match;
  readonly observable: Observable;
}

export interface BracketMatcher {
  /** True for an entry that says nothing alone. */
  isPart(entry: number): boolean;
  /** The brackets that the observables of one record meet together; `met` is what they met value by value. */
  find(observables: readonly Observable[], met: readonly Met[]): readonly Met[];
}

/** What one record says. */
interface RecordFacts {
  readonly met: readonly Met[];
  readonly facts: FactsByProperty;
}
type FactsByProperty = ReadonlyMap<Property, readonly PlacedFact[]>;
interface PlacedFact {
  readonly fact: Fact;
  readonly lower: readonly string[];
  readonly observable: Observable;
}
/** A value that makes a test hold. */
interface Witness {
  readonly observable: Observable;
  readonly type: ObservableType;
  readonly value: string;
  readonly isNamed: boolean;
}
/** The witnesses of a test that holds, which for an absence are none; undefined where it does not hold. */
type Evaluation = readonly Witness[] | undefined;
type Evaluate = (record: RecordFacts) => Evaluation;

interface Compiled {
  readonly bracket: Bracket;
  readonly evaluate: Evaluate;
  /** The last record it was tried on: it may be pointed at from several sides. */
  record: number;
}

export function createBracketMatcher(keys: PatternKeys, platform: Platform): BracketMatcher {
  const parts = new Set(keys.parts);
  const byEntry = new Map<number, Compiled[]>();
  const byProperty = new Map<Property, Compiled[]>();
  for (const bracket of keys.brackets) {
    const compiled = { bracket, evaluate: compile(bracket.test, platform), record: 0 };
    const trigger = triggerOf(bracket.test);
    for (const entry of new Set(trigger?.entries)) listOf(byEntry, entry).push(compiled);
    for (const property of trigger?.properties ?? []) listOf(byProperty, property).push(compiled);
  }
  const watched = watchedTypes(byProperty);
  let record = 0;
  return {
    isPart: (entry) => parts.has(entry),
    find(observables, met) {
      record++;
      const found: Met[] = [];
      let facts: FactsByProperty | undefined;
      const attempt = (brackets: readonly Compiled[] | undefined): void => {
        if (brackets === undefined) return;
        facts ??= factsByProperty(observables, platform);
        for (const compiled of brackets) {
          if (compiled.record === record) continue;
          compiled.record = record;
          const witnesses = compiled.evaluate({ met, facts });
          if (witnesses !== undefined) found.push(...metBy(compiled.bracket, witnesses));
        }
      };
      for (const { match } of met) attempt(byEntry.get(match.indicator));
      for (const { type } of observables) attempt(watched.get(type));
      return found;
    },
  };
}

function factsByProperty(observables: readonly Observable[], platform: Platform): FactsByProperty {
  const facts = new Map<Property, PlacedFact[]>();
  for (const observable of observables) {
    for (const fact of factsOf(observable, platform)) {
      listOf(facts, fact.property).push({ fact, lower: fact.texts.map((text) => text.toLowerCase()), observable });
    }
  }
  return facts;
}

const NONE: readonly Met[] = [];

function listOf<K, V>(lists: Map<K, V[]>, key: K): V[] {
  const known = lists.get(key);
  if (known) return known;
  const list: V[] = [];
  lists.set(key, list);
  return list;
}

/** The brackets to try where an observable of a type is seen. */
const watchedTypes = (byProperty: ReadonlyMap<Property, readonly Compiled[]>): ReadonlyMap<ObservableType, readonly Compiled[]> =>
  new Map(
    (Object.entries(PROPERTIES_OF) as [ObservableType, readonly Property[]][])
      .map(([type, properties]) => [type, properties.flatMap((property) => byProperty.get(property) ?? [])] as const)
      .filter(([, brackets]) => brackets.length > 0),
  );

/** Manners in which a value is what a comparison names. A name met inside a path, or cut, is a hint and no part of a pattern. */
const WHOLE: ReadonlySet<MatchManner> = new Set<MatchManner>(["exact", "subdomain", "below", "path-suffix", "file-name"]);
export const isWhole = (manner: MatchManner): boolean => WHOLE.has(manner);

function compile(test: IndexedTest, platform: Platform): Evaluate {
  switch (test.kind) {
    case "entry": {
      const entries = new Set(test.entries);
      return ({ met }) => {
        const held = met.filter(({ match }) => entries.has(match.indicator) && isWhole(match.manner));
        return held.length === 0
          ? undefined
          : held.map(({ match, observable }) => ({ observable, type: match.type, value: match.value, isNamed: true }));
      };
    }
    case "described":
      return compileDescribed(test, platform);
    case "and": {
      // Named values first: they are known already.
      const all = [...test.operands]
        .sort((a, b) => Number(b.kind === "entry") - Number(a.kind === "entry"))
        .map((one) => compile(one, platform));
      return (record) => {
        const witnesses: Witness[] = [];
        for (const evaluate of all) {
          const one = evaluate(record);
          if (one === undefined) return undefined;
          witnesses.push(...one);
        }
        return witnesses;
      };
    }
    case "or": {
      const any = test.operands.map((one) => compile(one, platform));
      return (record) => {
        const held = any.map((evaluate) => evaluate(record)).filter((one) => one !== undefined);
        return held.length === 0 ? undefined : held.flat();
      };
    }
  }
}

function compileDescribed({ properties, by, isNegated }: Extract<IndexedTest, { kind: "described" }>, platform: Platform): Evaluate {
  const tests = new Map<Property, Describes>(properties.map((property) => [property, describes(by, property, platform)]));
  const isAbsence = by.kind === "any" && isNegated;
  return ({ facts }) => {
    let held: Witness[] | undefined;
    for (const [property, test] of tests) {
      for (const { fact, lower, observable } of facts.get(property) ?? NO_FACTS) {
        if (isAbsence) return undefined;
        // Of a text that is not read to its end nobody can say what it is not.
        if (isNegated && fact.texts.some((text) => text.length > MAX_TESTED_LENGTH)) continue;
        if (fact.texts.some((text, spelling) => test(text, lower[spelling]!)) === isNegated) continue;
        held ??= [];
        held.push({ observable, type: fact.type, value: shownValue(fact), isNamed: false });
      }
    }
    return isAbsence ? NO_WITNESSES : held;
  };
}
const NO_FACTS: readonly PlacedFact[] = [];
const NO_WITNESSES: readonly Witness[] = [];

/** A kind of host is no value that a finding could show. */
const shownValue = ({ property, texts }: Fact): string => (property === "host-type" ? "" : texts[0]!);

/** What says most stands for the whole record, in this order: what one thing only has, then what one party uses, then names. */
const TELLING: readonly ObservableType[] = [
  "file:hashes.SHA-256",
  "file:hashes.SHA-1",
  "file:hashes.MD5",
  "app:cert.sha256",
  "app:cert.sha1",
  "app:cert.md5",
  "configuration-profile:id",
  "app:id",
  "url:value",
  "domain-name:value",
  "ipv4-addr:value",
  "ipv6-addr:value",
  "email-addr:value",
  "phone-number:value",
  "process:name",
  "file:path",
  "file:name",
  "android-property:name",
];

function metBy({ entry, test }: Bracket, witnesses: readonly Witness[]): readonly Met[] {
  const shown = witnesses.filter(({ value }) => value !== "");
  if (shown.length === 0) return NONE;
  const rank = ({ type, isNamed }: Witness): number => TELLING.indexOf(type) + (isNamed ? 0 : TELLING.length);
  const lead = shown.reduce((best, witness) => (rank(witness) < rank(best) ? witness : best));
  const manner = isNamedOnly(test) ? "joined" : "pattern";
  return [{ match: { indicator: entry, manner, value: lead.value, type: lead.type }, observable: lead.observable }];
}

const isNamedOnly = (test: IndexedTest): boolean =>
  test.kind === "entry" || (test.kind !== "described" && test.operands.every(isNamedOnly));
