/**
 * A value of a property list, binary or XML. Dictionaries are Maps, so that a key such as `__proto__` is a key; integers that a
 * double cannot hold are bigint; what JSON has no word for keeps a type of its own.
 */
export type PlistValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | Uint8Array
  | PlistDate
  | PlistUid
  | PlistSet
  | readonly PlistValue[]
  | PlistDictionary;
export type PlistDictionary = ReadonlyMap<string, PlistValue>;

/** A date: seconds since 2001-01-01 UTC, as stored. `fromAppleTime` makes a time of it. */
export interface PlistDate {
  readonly kind: "date";
  readonly appleSeconds: number;
}
/** A reference between the objects of a keyed archive. */
export interface PlistUid {
  readonly kind: "uid";
  readonly uid: number;
}
export interface PlistSet {
  readonly kind: "set";
  readonly items: readonly PlistValue[];
}

export const isDictionary = (value: PlistValue | undefined): value is PlistDictionary => value instanceof Map;
export const isDate = (value: PlistValue | undefined): value is PlistDate => hasKind(value, "date");
export const isUid = (value: PlistValue | undefined): value is PlistUid => hasKind(value, "uid");
export const isSet = (value: PlistValue | undefined): value is PlistSet => hasKind(value, "set");
export const isArray = (value: PlistValue | undefined): value is readonly PlistValue[] => Array.isArray(value);

const hasKind = (value: PlistValue | undefined, kind: string): boolean =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === kind;

/** The member of a dictionary at a path of keys and indexes, or undefined where the path leaves it. */
export function memberOf(value: PlistValue | undefined, ...path: (string | number)[]): PlistValue | undefined {
  let current = value;
  for (const step of path) {
    if (typeof step === "string") current = isDictionary(current) ? current.get(step) : undefined;
    else current = isArray(current) ? current[step] : undefined;
  }
  return current;
}

export const textOf = (value: PlistValue | undefined): string | undefined => (typeof value === "string" ? value : undefined);
export const numberOf = (value: PlistValue | undefined): number | undefined => (typeof value === "number" ? value : undefined);
export const booleanOf = (value: PlistValue | undefined): boolean | undefined => (typeof value === "boolean" ? value : undefined);
export const bytesOf = (value: PlistValue | undefined): Uint8Array | undefined => (value instanceof Uint8Array ? value : undefined);
