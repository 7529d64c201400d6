import type { IndicatorType } from "../../model/indicator.ts";
import type { Property } from "../stix-property.ts";

/** What a bracket asks of the observables of one record; `E` is how it names a value of the index. Plain data, so that it crosses processes. */
export type PatternTest<E> =
  | { readonly kind: "entry"; readonly entries: readonly E[] }
  | { readonly kind: "described"; readonly properties: readonly Property[]; readonly by: Description; readonly isNegated: boolean }
  | { readonly kind: "and" | "or"; readonly operands: readonly PatternTest<E>[] };

/** How a pattern describes values rather than name them. `any` is EXISTS. */
export type Description =
  | { readonly kind: "like" | "matches" | "range"; readonly text: string }
  | { readonly kind: "same"; readonly texts: readonly string[] }
  | { readonly kind: "any" };

/** Brackets joined across the acquisition. */
export type BracketTree<B> =
  | { readonly kind: "bracket"; readonly bracket: B }
  | { readonly kind: "and" | "or"; readonly operands: readonly BracketTree<B>[] };

/** A value as the index would take it: an indicator without its publication. */
export interface NamedValue {
  readonly type: IndicatorType;
  readonly value: string;
}
export type NamedTest = PatternTest<NamedValue>;

/** What has to be looked at to find out that a test may hold: named values, or all values of some properties. */
export interface Trigger<E> {
  readonly entries: readonly E[];
  readonly properties: readonly Property[];
}

/** They say too little to be looked for: every connection has a kind, every file lies in a folder. */
const WEAK: readonly Property[] = ["host-type", "folder"];

/** Undefined for a test that holds for nearly everything: it only asks that something be absent, be there at all, or be of a kind. */
export function triggerOf<E>(test: PatternTest<E>): Trigger<E> | undefined {
  switch (test.kind) {
    case "entry":
      return { entries: test.entries, properties: [] };
    case "described":
      return test.isNegated || test.by.kind === "any" || test.properties.some((property) => WEAK.includes(property))
        ? undefined
        : { entries: [], properties: test.properties };
    case "or": {
      const triggers = test.operands.map(triggerOf);
      return triggers.every((trigger) => trigger !== undefined) ? triggers.reduce(together) : undefined;
    }
    case "and":
      return test.operands
        .map(triggerOf)
        .reduce((best, trigger) => (best === undefined || (trigger && cost(trigger) < cost(best)) ? (trigger ?? best) : best), undefined);
  }
}

const together = <E>(a: Trigger<E>, b: Trigger<E>): Trigger<E> => ({
  entries: [...a.entries, ...b.entries],
  properties: [...new Set([...a.properties, ...b.properties])],
});

/** A named value costs nothing, every value of a property costs at each record. */
const cost = <E>({ properties }: Trigger<E>): number => properties.length;
