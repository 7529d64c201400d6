import type { EvidenceFile } from "../acquisition/file-system.ts";
import { isArray, isDate, isDictionary, type PlistDictionary, type PlistValue, textOf } from "../formats/plist/value.ts";
import { atFile } from "../model/locator.ts";
import { message } from "../model/message.ts";
import { type EvidenceTime, fromAppleTime, fromUnixSeconds, nanosecondsOfIso } from "../model/time.ts";
import type { ParseContext } from "./artifact.ts";

/** The property list of a file, as a dictionary; undefined, and said, where it is something else. */
export function readDictionary(context: ParseContext, file: EvidenceFile): PlistDictionary | undefined {
  const root = context.plist(file);
  if (isDictionary(root)) return root;
  context.skip(message("artifacts/shared/not-a-dictionary"), [atFile], "unreadable-form");
  return undefined;
}

/** The member that an artifact is about; undefined, and said, where it is missing: no entries must not look like nothing there. */
export function readMember(context: ParseContext, root: PlistDictionary, key: string): PlistValue | undefined {
  const value = root.get(key);
  if (value === undefined) context.skip(message("artifacts/shared/key-missing", { key }), [atFile], "unreadable-form");
  return value;
}

/** The time of a date, of a number that counts from 2001, or of ISO text; lists of Apple's use all three. */
export function timeOf(value: PlistValue | undefined): EvidenceTime | undefined {
  if (isDate(value)) return fromAppleTime(value.appleSeconds);
  if (typeof value === "number" || typeof value === "bigint") return fromAppleTime(value);
  const nanoseconds = typeof value === "string" ? nanosecondsOfIso(value) : undefined;
  const time = nanoseconds === undefined ? undefined : fromUnixSeconds(nanoseconds / 1_000_000_000n);
  return time && { ...time, raw: String(value) };
}

/** The texts of a list, in order; anything else in it is left out. */
export const textsOf = (value: PlistValue | undefined): readonly string[] =>
  isArray(value) ? value.flatMap((item) => textOf(item) ?? []) : [];

/** A count, or undefined for what is none. */
export const countOf = (value: PlistValue | undefined): number | undefined =>
  typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;

/** A number in figures as text: store items and the like may be larger than a double holds. */
export const figuresOf = (value: PlistValue | undefined): string | undefined =>
  typeof value === "bigint" || Number.isSafeInteger(value) ? String(value) : undefined;

/** A flag, which old lists write as 0 and 1. */
export function flagOf(value: PlistValue | undefined): boolean | undefined {
  if (typeof value === "boolean") return value;
  return value === 0 || value === 1 ? value === 1 : undefined;
}
