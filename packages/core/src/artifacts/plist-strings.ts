import { isArray, isDictionary, isSet, type PlistValue } from "../formats/plist/value.ts";
import type { Locator } from "../model/locator.ts";
import type { ParseContext } from "./artifact.ts";
import { readPlistField, tellTooDeep, tellTooMany } from "./partial-record.ts";

/** Values looked at in one list, and lists inside lists; a link preview holds some hundred values in one. */
const MAX_VALUES = 20_000;
const MAX_DEPTH = 64;
const MAX_NESTED_LISTS = 4;

/** "bplist" */
const MAGIC = [0x62, 0x70, 0x6c, 0x69, 0x73, 0x74];

/**
 * All strings of a property list, of those in data members that are property lists too, and of a keyed archive's object table
 * (where they stand as plain strings), each once. Dictionary keys are names of fields, not values, and are left out. What is damaged
 * or beyond a limit is said of `field`.
 */
export function stringsOf(context: ParseContext, at: Locator, field: string, root: PlistValue): readonly string[] {
  const strings = new Set<string>();
  const seen = new Set<object>();
  const pending: { value: PlistValue; depth: number; nested: number }[] = [{ value: root, depth: 0, nested: 0 }];
  let isTooDeep = false;
  for (let count = 0; pending.length > 0 && count < MAX_VALUES; count++) {
    const { value, depth, nested } = pending.pop()!;
    if (typeof value === "string") strings.add(value);
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    const isList = value instanceof Uint8Array && isBinaryList(value);
    if (depth > MAX_DEPTH || (isList && nested >= MAX_NESTED_LISTS)) {
      isTooDeep = true;
      continue;
    }
    const members = isList ? [readPlistField(context, at, field, value) ?? ""] : membersOf(value);
    for (let index = members.length - 1; index >= 0; index--) {
      pending.push({ value: members[index]!, depth: depth + 1, nested: nested + Number(isList) });
    }
  }
  if (pending.length > 0) tellTooMany(context, at, MAX_VALUES);
  if (isTooDeep) tellTooDeep(context, at, MAX_DEPTH);
  return [...strings];
}

const membersOf = (value: PlistValue): readonly PlistValue[] => {
  if (isDictionary(value)) return [...value.values()];
  if (isArray(value)) return value;
  return isSet(value) ? value.items : [];
};

const isBinaryList = (bytes: Uint8Array): boolean => MAGIC.every((byte, index) => bytes[index] === byte);
