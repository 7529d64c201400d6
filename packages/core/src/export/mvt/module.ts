import type { Plain } from "../../model/record.ts";
import { type Fields, isFields, listMember, memberOf, numberMember, type StoredRecord, textMember } from "../stored-line.ts";
import { timeMember } from "./mvt-time.ts";

/** A record in MVT's shape. null, not undefined: MVT writes the column of a missing value all the same. */
export type MvtRecord = Readonly<Record<string, Plain>>;

/** A module of MVT and the artifact of ours that reads the same. Names are MVT's own, that scripts find them. */
export interface MvtModule {
  /** Name of its files, without ending. */
  readonly slug: string;
  /** Its name in the column Plugin of the timeline. */
  readonly plugin: string;
  readonly artifact: string;
  /** What the timeline calls its events, where it has one kind of them. */
  readonly event?: string;
  /** The field of our record that tells when an alert's event happened. */
  readonly when?: string;
  /** A list, unless said otherwise: `by-file` lists below the names of their files, `single` the one object. */
  readonly shape?: "by-file" | "single";
  /** MVT's records of one of ours; none where MVT has no such record. */
  records(record: RecordReader): readonly MvtRecord[];
}

/** Reads the fields of a stored record by name, each checked. */
export interface RecordReader {
  readonly file: string;
  /** All records of the artifact are there, not only those behind findings. */
  readonly isOfAll: boolean;
  isKind(kind: string): boolean;
  text(key: string): string | null;
  number(key: string): number | null;
  flag(key: string): boolean | null;
  /** 1 and 0, as SQLite has it. */
  bit(key: string): number | null;
  time(key: string): string;
  texts(key: string): readonly string[];
  object(key: string): RecordReader | undefined;
  objects(key: string): readonly RecordReader[];
  /** Key of the first row that the record stood in, or of the one in this table. */
  row(table?: string): number | null;
}

export function readerOf({ data, at, file }: StoredRecord, isOfAll: boolean): RecordReader {
  const flag = (key: string): boolean | null => {
    const value = memberOf(data, key);
    return typeof value === "boolean" ? value : null;
  };
  const within = (value: unknown): RecordReader | undefined => (isFields(value) ? readerOf({ data: value, at, file }, isOfAll) : undefined);
  return {
    file,
    isOfAll,
    isKind: (kind) => memberOf(data, "kind") === kind,
    text: (key) => textMember(data, key) ?? null,
    number: (key) => numberMember(data, key) ?? null,
    flag,
    bit: (key) => (flag(key) === null ? null : Number(flag(key))),
    time: (key) => timeMember(data, key),
    texts: (key) => listMember(data, key).filter((value) => typeof value === "string"),
    object: (key) => within(memberOf(data, key)),
    objects: (key) => listMember(data, key).flatMap((member) => within(member) ?? []),
    row: (table) => rowOf(at, table),
  };
}

function rowOf(at: readonly Fields[], table: string | undefined): number | null {
  const place = at.find((one) => textMember(one, "kind") === "row" && (table === undefined || textMember(one, "table") === table));
  const row = Number(place ? textMember(place, "row") : Number.NaN);
  return Number.isSafeInteger(row) ? row : null;
}

/** The last component of a path: in a backup folder, the name that the catalogue gives a file. */
export const fileIdOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** A member that MVT writes only where there is one. */
export const present = (key: string, value: string | null): Record<string, string> => (value === null ? {} : { [key]: value });
