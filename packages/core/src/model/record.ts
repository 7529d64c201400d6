import type { Locator } from "./locator.ts";

/** A value that survives JSON and structured clone unchanged. Records, parameters and everything that leaves core is made of it. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain | undefined };

/** A record as a parser yields it: the value, and where it stood. */
export interface Located<T> {
  readonly at: readonly Locator[];
  readonly data: T;
}
