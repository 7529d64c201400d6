import { isArray, isDictionary, type PlistValue } from "../plist/value.ts";
import { failArchive, type Resolver, resolve, resolver } from "./resolve.ts";
import type { ArchivedValue } from "./value.ts";

/**
 * The object graph of a keyed archive (NSKeyedArchiver), references resolved: the root, or, where the archive names its top
 * objects otherwise or names several, a Map of them. Foundation's values become plain values, every other object its class name
 * and fields; nothing is ever instantiated.
 */
export function unarchive(plist: PlistValue): ArchivedValue {
  if (!isKeyedArchive(plist)) failArchive("not-this-format", "no $top and $objects");
  const top = plist.get("$top");
  const objects = plist.get("$objects");
  if (!isDictionary(top) || !isArray(objects)) failArchive("malformed", "$top or $objects of another type");
  const graph = resolver(objectsOf(objects));
  const root = top.get("root");
  if (root !== undefined && top.size === 1) return resolve(graph, root);
  return new Map([...top].map(([key, value]) => [key, resolve(graph, value)]));
}

/** Whether a list is a keyed archive. Archivers of other names write the same form, so the name is not asked for. */
export const isKeyedArchive = (plist: PlistValue): plist is ReadonlyMap<string, PlistValue> =>
  isDictionary(plist) && plist.has("$top") && plist.has("$objects");

const objectsOf =
  (objects: readonly PlistValue[]): Resolver["objectAt"] =>
  (uid) =>
    objects[uid] ?? (uid < objects.length ? null : failArchive("malformed", `no object ${uid}`));
