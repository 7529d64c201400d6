import type { Locator } from "../model/locator.ts";
import type { ExportTally } from "./export-source.ts";

/** A line of the case as JSON; undefined, and counted, where it is none or no object: a case may have been damaged since. */
export function readLine(line: string, tally: ExportTally): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (isFields(value)) return value;
  } catch {
    // Counted below, like what is no object.
  }
  tally.unreadLines++;
  return undefined;
}

/** An object of unknown members. Only its own are ever read: `__proto__` and `constructor` are names like others. */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

export const memberOf = (fields: Fields, key: string): unknown => (Object.hasOwn(fields, key) ? fields[key] : undefined);
export const textMember = (fields: Fields, key: string): string | undefined => {
  const value = memberOf(fields, key);
  return typeof value === "string" ? value : undefined;
};
export const numberMember = (fields: Fields, key: string): number | undefined => {
  const value = memberOf(fields, key);
  return typeof value === "number" ? value : undefined;
};
export const listMember = (fields: Fields, key: string): readonly unknown[] => {
  const value = memberOf(fields, key);
  return Array.isArray(value) ? value : [];
};

/** A record as a case keeps it: the value, where it stood, in which file. */
export interface StoredRecord {
  readonly data: Fields;
  readonly at: readonly Fields[];
  readonly file: string;
}

export function readStoredRecord(line: string, tally: ExportTally): StoredRecord | undefined {
  const fields = readLine(line, tally);
  if (!fields) return undefined;
  const data = memberOf(fields, "data");
  if (isFields(data)) return { data, at: listMember(fields, "at").filter(isFields), file: textMember(fields, "file") ?? "" };
  tally.unreadLines++;
  return undefined;
}

/** The same from a finding's evidence, which is checked already. */
export const storedRecord = (data: Fields, at: readonly Locator[], file: string): StoredRecord => ({ data, at, file });
