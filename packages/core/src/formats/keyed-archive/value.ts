import type { PlistDate } from "../plist/value.ts";

/** A value of a keyed archive, its references resolved. Values that the archive shares are shared here too, never copied. */
export type ArchivedValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | Uint8Array
  | PlistDate
  | ArchivedObject
  | ArchivedCycle
  | readonly ArchivedValue[]
  | ArchivedDictionary;
export type ArchivedDictionary = ReadonlyMap<string, ArchivedValue>;

/** An object of a class that is no plain value: named, never instantiated. */
export interface ArchivedObject {
  readonly kind: "object";
  readonly className: string;
  readonly fields: ArchivedDictionary;
}

/** In the place of an object that contains this very place: the number of that object. */
export interface ArchivedCycle {
  readonly kind: "cycle";
  readonly uid: number;
}

export const isArchivedDictionary = (value: ArchivedValue | undefined): value is ArchivedDictionary => value instanceof Map;
export const isArchivedObject = (value: ArchivedValue | undefined): value is ArchivedObject =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "object";
