import { binaryPlist, type PlistInput, type PlistInputDictionary, type Uid, uid } from "./plist.ts";

/**
 * NSKeyedArchiver's form of a property list: `$objects` holds every object once, `$top` names the root, references are UIDs, and
 * each object's `$class` points at its list of class names. https://developer.apple.com/documentation/foundation/nskeyedarchiver
 */
export interface Archive {
  /** Adds a string, data or dictionary as it is; equal strings are kept once. */
  readonly add: (value: PlistInput) => Uid;
  /** Adds an instance; `classNames` from the class itself up to its root. */
  readonly addObject: (classNames: readonly string[], fields: () => PlistInputDictionary) => Uid;
  readonly finish: (root: Uid) => Uint8Array;
}

const ARCHIVER_VERSION = 100_000;

export function createArchive(): Archive {
  const objects: PlistInput[] = ["$null"];
  const known = new Map<string, Uid>();
  const push = (value: PlistInput): Uid => uid(objects.push(value) - 1);
  const once = (key: string, value: PlistInput): Uid => {
    const seen = known.get(key);
    if (seen) return seen;
    const added = push(value);
    known.set(key, added);
    return added;
  };
  const classOf = (classNames: readonly string[]) => once(`class ${classNames}`, { $classname: classNames[0]!, $classes: classNames });
  return {
    add: (value) => (typeof value === "string" ? once(`string ${value}`, value) : push(value)),
    addObject: (classNames, fields) => {
      const place = push("$null"); // an object is numbered before what it refers to, so the root is 1
      const index = objects.length - 1;
      objects[index] = { ...fields(), $class: classOf(classNames) };
      return place;
    },
    finish: (root) => binaryPlist({ $version: ARCHIVER_VERSION, $archiver: "NSKeyedArchiver", $top: { root }, $objects: objects }),
  };
}
