import { isDate, type PlistDate, type PlistValue } from "../formats/plist/value.ts";
import { plistUid } from "./plist.ts";

/** An object of any class. Its numbers, booleans and UIDs are stored in it, everything else beside it. */
export interface ArchiveObject {
  readonly className: string;
  readonly superclasses?: readonly string[];
  readonly fields: Readonly<Record<string, ArchiveInput>>;
}
export type ArchiveInput =
  | string
  | number
  | bigint
  | boolean
  | null
  | Uint8Array
  | PlistDate
  | ArchiveObject
  | readonly ArchiveInput[]
  | ReadonlyMap<string, ArchiveInput>;

export const archiveObject = (
  className: string,
  fields: ArchiveObject["fields"],
  superclasses: readonly string[] = ["NSObject"],
): ArchiveObject => ({
  className,
  superclasses,
  fields,
});

/** The list an NSKeyedArchiver would write of these top-level values, arrays as NSArray, Maps as NSDictionary. */
export function keyedArchive(root: ArchiveInput, otherTop: Readonly<Record<string, ArchiveInput>> = {}): PlistValue {
  const objects: PlistValue[] = ["$null"];
  const known = new Map<unknown, number>();
  const top = Object.entries({ root, ...otherTop }).map(([key, value]): [string, PlistValue] => [key, store(value, objects, known)]);
  return new Map<string, PlistValue>([
    ["$version", 100_000],
    ["$archiver", "NSKeyedArchiver"],
    ["$top", new Map(top)],
    ["$objects", objects],
  ]);
}

function store(value: ArchiveInput, objects: PlistValue[], known: Map<unknown, number>): PlistValue {
  if (value === null) return plistUid(0);
  const index = known.get(value);
  if (index !== undefined) return plistUid(index);
  const place = objects.push(null) - 1;
  known.set(value, place);
  objects[place] = stored(value, objects, known);
  return plistUid(place);
}

function stored(value: Exclude<ArchiveInput, null>, objects: PlistValue[], known: Map<unknown, number>): PlistValue {
  if (typeof value !== "object" || value instanceof Uint8Array) return value;
  const field = (member: ArchiveInput) => store(member, objects, known);
  const instance = (className: string, superclasses: readonly string[], fields: Iterable<readonly [string, PlistValue]>) =>
    new Map<string, PlistValue>([...fields, ["$class", storeClass(className, superclasses, objects, known)]]);
  if (Array.isArray(value)) return instance("NSArray", ["NSObject"], [["NS.objects", value.map(field)]]);
  if (value instanceof Map) {
    const keys = [...value.keys()].map(field);
    return instance(
      "NSDictionary",
      ["NSObject"],
      [
        ["NS.keys", keys],
        ["NS.objects", [...value.values()].map(field)],
      ],
    );
  }
  if (isDate(value as PlistValue)) return instance("NSDate", ["NSObject"], [["NS.time", (value as PlistDate).appleSeconds]]);
  const { className, superclasses = [], fields } = value as ArchiveObject;
  const members = Object.entries(fields).map(([key, member]) => [key, isInline(member) ? member : field(member)] as const);
  return instance(className, superclasses, members);
}

const isInline = (value: ArchiveInput): value is number | bigint | boolean =>
  typeof value === "number" || typeof value === "bigint" || typeof value === "boolean";

function storeClass(name: string, superclasses: readonly string[], objects: PlistValue[], known: Map<unknown, number>): PlistValue {
  const key = `\u0000class ${name}`; // no archived text begins so
  const place =
    known.get(key) ??
    objects.push(
      new Map<string, PlistValue>([
        ["$classname", name],
        ["$classes", [name, ...superclasses]],
      ]),
    ) - 1;
  known.set(key, place);
  return plistUid(place);
}
