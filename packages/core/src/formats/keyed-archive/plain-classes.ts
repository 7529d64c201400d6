import type { PlistDate } from "../plist/value.ts";
import type { ArchivedDictionary, ArchivedValue } from "./value.ts";

/**
 * Classes of Foundation that stand for a plain value, and how they are stored: keys as NSKeyedArchiver writes them
 * (https://github.com/apple/swift-corelibs-foundation/tree/main/Sources/Foundation). Undefined where the fields are not as expected.
 */
export const PLAIN_CLASSES: ReadonlyMap<string, (fields: ArchivedDictionary) => ArchivedValue | undefined> = new Map([
  ["NSString", textOf],
  ["NSMutableString", textOf],
  ["NSData", dataOf],
  ["NSMutableData", dataOf],
  ["NSDate", dateOf],
  ["NSURL", urlOf],
  ["NSUUID", uuidOf],
  ["NSNull", () => null],
  ["NSNumber", numberOf],
  ["NSArray", itemsOf],
  ["NSMutableArray", itemsOf],
  ["NSSet", itemsOf],
  ["NSMutableSet", itemsOf],
  ["NSOrderedSet", itemsOf],
  ["NSMutableOrderedSet", itemsOf],
  ["NSDictionary", dictionaryOf],
  ["NSMutableDictionary", dictionaryOf],
]);

function textOf(fields: ArchivedDictionary): ArchivedValue | undefined {
  const text = fields.get("NS.string");
  if (typeof text === "string") return text;
  const bytes = fields.get("NS.bytes");
  return bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : undefined;
}

function dataOf(fields: ArchivedDictionary): ArchivedValue | undefined {
  const data = fields.get("NS.data") ?? fields.get("NS.bytes");
  return data instanceof Uint8Array ? data : undefined;
}

function dateOf(fields: ArchivedDictionary): PlistDate | undefined {
  const time = fields.get("NS.time");
  return typeof time === "number" ? { kind: "date", appleSeconds: time } : undefined;
}

function urlOf(fields: ArchivedDictionary): string | undefined {
  const relative = fields.get("NS.relative");
  const base = fields.get("NS.base") ?? null;
  if (typeof relative !== "string") return;
  if (base === null) return relative;
  return typeof base === "string" && URL.canParse(relative, base) ? new URL(relative, base).href : undefined;
}

const UUID = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/;

function uuidOf(fields: ArchivedDictionary): string | undefined {
  const bytes = fields.get("NS.uuidbytes");
  if (!(bytes instanceof Uint8Array) || bytes.length !== 16) return;
  const hexadecimal = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hexadecimal.toUpperCase().replace(UUID, "$1-$2-$3-$4-$5");
}

function numberOf(fields: ArchivedDictionary): ArchivedValue | undefined {
  return fields.get("NS.boolval") ?? fields.get("NS.intval") ?? fields.get("NS.dblval") ?? fields.get("NS.number");
}

function itemsOf(fields: ArchivedDictionary): ArchivedValue | undefined {
  return listOf(fields, "NS.objects", "NS.object.");
}

/** Keys become text; an archive whose keys are other objects stays an object, so that nothing is lost. */
function dictionaryOf(fields: ArchivedDictionary): ArchivedValue | undefined {
  const keys = listOf(fields, "NS.keys", "NS.key.");
  const values = listOf(fields, "NS.objects", "NS.object.");
  if (keys === undefined || values === undefined || keys.length !== values.length) return;
  const members = new Map<string, ArchivedValue>();
  for (const [index, key] of keys.entries()) {
    if (!isKey(key)) return;
    members.set(String(key), values[index]!);
  }
  return members.size === keys.length ? members : undefined;
}

const isKey = (key: ArchivedValue): key is string | number | bigint | boolean =>
  typeof key === "string" || typeof key === "number" || typeof key === "bigint" || typeof key === "boolean";

/** One array, or, from older archivers, numbered fields. */
function listOf(fields: ArchivedDictionary, whole: string, numbered: string): readonly ArchivedValue[] | undefined {
  const list = fields.get(whole);
  if (list !== undefined) return Array.isArray(list) ? list : undefined;
  const items: ArchivedValue[] = [];
  for (let item = fields.get(`${numbered}0`); item !== undefined; item = fields.get(`${numbered}${items.length}`)) items.push(item);
  return items;
}
