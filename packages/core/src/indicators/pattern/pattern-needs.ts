import type { IndicatorType } from "../../model/indicator.ts";
import type { ObservableType } from "../../model/observable.ts";
import { normalizeIndicator } from "../key.ts";
import type { Property } from "../stix-property.ts";
import { PROPERTIES_OF } from "./facts.ts";
import type { BracketTree, NamedTest } from "./pattern-test.ts";

/** Which types of observables must be read for a pattern to be evaluable at all: of each group one. */
export type PatternNeeds = readonly (readonly ObservableType[])[];

export function needsOf(tree: BracketTree<NamedTest>): PatternNeeds {
  if (tree.kind === "bracket") return needsOfTest(tree.bracket);
  const all = tree.operands.map(needsOf);
  return tree.kind === "and" ? all.flat() : [mergedGroup(all.flat())];
}

function needsOfTest(test: NamedTest): PatternNeeds {
  switch (test.kind) {
    case "entry":
      return [mergedGroup(test.entries.map(({ type, value }) => typesFor(normalizeIndicator(type, value)?.type ?? type)))];
    case "described":
      // An absence is met by reading nothing.
      return test.by.kind === "any" && test.isNegated ? [] : [mergedGroup(test.properties.map(typesSpeakingOf))];
    case "and":
      return test.operands.flatMap(needsOfTest);
    case "or":
      return [mergedGroup(test.operands.flatMap(needsOfTest))];
  }
}

/** What never changes, by type: coverage asks it for each family in each role. */
const known = new Map<IndicatorType, readonly ObservableType[]>();

/** The types whose observables an indicator of a type can meet as a whole (hints such as a name inside a path are not counted). */
export function typesFor(type: IndicatorType): readonly ObservableType[] {
  const types = known.get(type) ?? typesMeeting(type);
  known.set(type, types);
  return types;
}

const typesMeeting = (type: IndicatorType): readonly ObservableType[] =>
  (Object.entries(PROPERTIES_OF) as [ObservableType, readonly Property[]][])
    .filter(([own, properties]) => own === type || (properties as readonly string[]).includes(type))
    .map(([own]) => own);

const typesSpeakingOf = (property: Property): readonly ObservableType[] =>
  (Object.entries(PROPERTIES_OF) as [ObservableType, readonly Property[]][])
    .filter(([, properties]) => properties.includes(property))
    .map(([type]) => type);

const mergedGroup = (groups: readonly (readonly ObservableType[])[]): readonly ObservableType[] => [...new Set(groups.flat())].sort();
