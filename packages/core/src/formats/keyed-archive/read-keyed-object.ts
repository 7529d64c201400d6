import { type BinaryReader, binaryReader, itemsOf, membersOf, readObject } from "../plist/binary.ts";
import { isBinaryPlist, readLayout } from "../plist/binary-layout.ts";
import { noProblems } from "../plist/problem.ts";
import { readPlist } from "../plist/read-plist.ts";
import { isUid, type PlistValue } from "../plist/value.ts";
import { failArchive, type Resolver, resolve, resolver } from "./resolve.ts";
import { unarchive } from "./unarchive.ts";
import { type ArchivedDictionary, type ArchivedValue, isArchivedDictionary, isArchivedObject } from "./value.ts";

/**
 * The fields of the root object of a keyed archive, without reading anything else of it: the catalogue of a backup holds one such
 * archive for each of 100,000 files. Fields are the same as `unarchive` gives.
 */
export function readKeyedObject(bytes: Uint8Array): ArchivedDictionary {
  if (!isBinaryPlist(bytes)) return fieldsOf(unarchive(readPlist(bytes).value));
  const reader = binaryReader(readLayout(bytes), noProblems(false));
  const top = membersOf(reader, reader.layout.top);
  const objects = itemsOf(reader, top?.get("$objects") ?? failArchive("not-this-format", "no $objects"));
  const root = rootNumber(reader, top?.get("$top") ?? failArchive("not-this-format", "no $top"));
  const members = membersOf(reader, objects?.[root] ?? failArchive("malformed", `no object ${root}`));
  if (objects === undefined || members === undefined) return failArchive("malformed", "a root that is no object");
  const graph = resolver(lazily(reader, objects));
  const fields = new Map<string, ArchivedValue>();
  for (const [key, number] of members) if (key !== "$class") fields.set(key, resolve(graph, readObject(reader, number)));
  return fields;
}

function rootNumber(reader: BinaryReader, top: number): number {
  const number = membersOf(reader, top)?.get("root");
  const root: PlistValue | undefined = number === undefined ? undefined : readObject(reader, number);
  return isUid(root) ? root.uid : failArchive("malformed", "no reference to a root");
}

const lazily =
  (reader: BinaryReader, objects: readonly number[]): Resolver["objectAt"] =>
  (uid) =>
    readObject(reader, objects[uid] ?? failArchive("malformed", `no object ${uid}`));

function fieldsOf(value: ArchivedValue): ArchivedDictionary {
  if (isArchivedObject(value)) return value.fields;
  return isArchivedDictionary(value) ? value : failArchive("malformed", "a root that is no object");
}
