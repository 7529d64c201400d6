import { FormatError, type FormatErrorCode } from "../../bytes/format-error.ts";
import { isDate, isDictionary, isSet, isUid, type PlistDictionary, type PlistValue } from "../plist/value.ts";
import { PLAIN_CLASSES } from "./plain-classes.ts";
import type { ArchivedDictionary, ArchivedValue } from "./value.ts";

/** References behind references. Real archives nest a few dozen deep; whoever walks the result may recurse. */
const MAX_DEPTH = 512;
/** Containers and objects of one archive. */
const MAX_OBJECTS = 1_000_000;

/** Resolves the values of one archive, each container once, however often it is referred to. */
export interface Resolver {
  /** An object by its number; fails where there is none. */
  readonly objectAt: (uid: number) => PlistValue;
  /** By the container as it stands in the list; undefined as a value while it is being resolved. */
  readonly known: Map<PlistValue, Resolved | undefined>;
}

interface Resolved {
  readonly value: ArchivedValue;
  /** Containers below it: what is put together from shared parts, each resolved at a small depth, must not become deep. */
  readonly height: number;
}

export const resolver = (objectAt: Resolver["objectAt"]): Resolver => ({ objectAt, known: new Map() });

export function failArchive(code: FormatErrorCode, detail: string, cause?: unknown): never {
  throw new FormatError("keyed-archive", code, detail, { cause });
}

export const resolve = (resolver: Resolver, value: PlistValue): ArchivedValue => resolved(resolver, value, 0, 0).value;

/** `uid` is the number of the object that is `value`, or that it stands in: what a cycle is named by. */
function resolved(resolver: Resolver, value: PlistValue, uid: number, depth: number): Resolved {
  if (isUid(value)) return referenced(resolver, value.uid, depth);
  if (typeof value !== "object" || value === null || value instanceof Uint8Array || isDate(value)) return { value, height: 0 };
  if (resolver.known.has(value)) return resolver.known.get(value) ?? { value: { kind: "cycle", uid }, height: 0 };
  if (depth > MAX_DEPTH) failArchive("limit", `references deeper than ${MAX_DEPTH}`);
  if (resolver.known.size >= MAX_OBJECTS) failArchive("limit", `more than ${MAX_OBJECTS} objects`);
  resolver.known.set(value, undefined);
  const result = resolvedContainer(resolver, value, uid, depth + 1);
  if (result.height > MAX_DEPTH) failArchive("limit", `references deeper than ${MAX_DEPTH}`);
  resolver.known.set(value, result);
  return result;
}

/** The archiver refers to its first object, the text `$null`, where nil was. */
function referenced(resolver: Resolver, uid: number, depth: number): Resolved {
  if (uid === 0) return { value: null, height: 0 };
  const target = resolver.objectAt(uid);
  if (isUid(target)) failArchive("malformed", "a reference to a reference");
  return resolved(resolver, target, uid, depth);
}

function resolvedContainer(resolver: Resolver, value: Exclude<PlistValue, string | number>, uid: number, depth: number): Resolved {
  if (isDictionary(value)) return resolvedDictionary(resolver, value, uid, depth);
  const items = isSet(value) ? value.items : (value as readonly PlistValue[]);
  const results = items.map((item) => resolved(resolver, item, uid, depth));
  return { value: results.map((result) => result.value), height: above(results) };
}

function resolvedDictionary(resolver: Resolver, dictionary: PlistDictionary, uid: number, depth: number): Resolved {
  const fields = new Map<string, ArchivedValue>();
  const results: Resolved[] = [];
  for (const [key, member] of dictionary) {
    if (key === "$class") continue;
    const result = resolved(resolver, member, uid, depth);
    results.push(result);
    fields.set(key, result.value);
  }
  const className = classNameOf(resolver, dictionary);
  return { value: className === undefined ? fields : objectOf(className, fields), height: above(results) };
}

/** One loop instead of Math.max(...): arguments lie on the stack, and an archive may hold a million items. */
function above(results: readonly Resolved[]): number {
  let height = 0;
  for (const result of results) height = Math.max(height, result.height);
  return height + 1;
}

/** Null is a value too: NSNull's. */
function objectOf(className: string, fields: ArchivedDictionary): ArchivedValue {
  const plain = PLAIN_CLASSES.get(className)?.(fields);
  return plain === undefined ? { kind: "object", className, fields } : plain;
}

/** The class an object names, or undefined for a dictionary that is no object. */
export function classNameOf({ objectAt }: Resolver, dictionary: PlistDictionary): string | undefined {
  const reference = dictionary.get("$class");
  if (reference === undefined) return;
  const description = isUid(reference) ? objectAt(reference.uid) : reference;
  const name = isDictionary(description) ? description.get("$classname") : undefined;
  return typeof name === "string" ? name : failArchive("malformed", "an object whose class has no name");
}
