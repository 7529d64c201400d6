import type { Formatters } from "intl-messageformat";

/**
 * What the library of messages writes numbers and chooses plurals with; one of each for all messages, where it would make them anew
 * for every one. For whole numbers in English, which is all that most runs need, the rules stand here: to load the data of the
 * platform's languages takes 20 to 35 ms of each start.
 */
export const formatters: Formatters = {
  getNumberFormat: remembered((locales, options) => {
    const made = later(() => new Intl.NumberFormat(locales, options));
    if (locales !== "en" || options !== undefined) return made();
    return { format: (value: number) => (isWhole(value) ? grouped(value) : made().format(value)) } as Intl.NumberFormat;
  }),
  getDateTimeFormat: remembered((locales, options) => new Intl.DateTimeFormat(locales, options)),
  getPluralRules: remembered((locales, options) => {
    const made = later(() => new Intl.PluralRules(locales, options));
    if (locales !== "en" || options?.type === "ordinal") return made();
    return { select: (value) => (isWhole(value) ? pluralOf(value) : made().select(value)) } as Intl.PluralRules;
  }),
};

/** Not below zero: -0 and the sign are left to the platform. */
const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && ((value as number) > 0 || Object.is(value, 0));

const grouped = (value: number): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, ",");

const pluralOf = (value: number): Intl.LDMLPluralRule => (value === 1 ? "one" : "other");

function later<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function remembered<P extends unknown[], T>(make: (...parameters: P) => T): (...parameters: P) => T {
  const made = new Map<string, T>();
  return (...parameters) => {
    const key = JSON.stringify(parameters);
    const known = made.get(key) ?? make(...parameters);
    made.set(key, known);
    return known;
  };
}
