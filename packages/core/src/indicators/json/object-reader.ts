import { IndicatorError } from "../indicator-error.ts";
import { type ByteWindow, createWindow } from "./byte-window.ts";
import {
  BACKSLASH,
  broken,
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  OPEN_LIST,
  OPEN_OBJECT,
  outOr,
  type Pass,
  QUOTE,
  skipText,
  skipValue,
  spaceFrom,
} from "./json-bytes.ts";
import { MAX_OBJECTS } from "./json-limits.ts";
import { createNameTable, ESCAPED, type NameTable } from "./name-table.ts";
import type { TextStore } from "./text-store.ts";

/**
 * One object of a list, of which only the wanted members are known, and they not before they are asked for. Valid until the next.
 * Nothing of it is believed: a member may be of any type.
 */
export interface ReadObject {
  /** The number of a member that is a non-empty text in the names of this reading; -1 where it is none. */
  name(member: number): number;
  /** A member that is a non-empty text and says the same in many objects. */
  text(member: number): string | undefined;
  /** Puts a member into a store, or an empty text where it is none. */
  keep(member: number, store: TextStore): void;
  /** A member as JSON gives it; undefined where it is absent or null. */
  value(member: number): unknown;
}

/** What the document around the list was. */
export interface DocumentShape {
  readonly objects: number;
  /** Elements of the list that are no objects; they are passed over. */
  readonly others: number;
  readonly hasList: boolean;
  /** First members of the document, where it is an object. */
  readonly members: readonly string[];
  /** The text of the document's own `type`. */
  readonly type: string | undefined;
}

const MAX_MEMBERS_TOLD = 32;

/**
 * Hands on the objects of a JSON document one by one: those of the list it is, or of its member `objects`. Reads the bytes once and
 * makes nothing of what is not wanted, so that a million objects need the memory of one, and no text is longer than the engine's
 * longest. `wanted` is all that is ever made; members not wanted are passed over by their brackets.
 */
export function readObjects(
  chunks: Iterable<Uint8Array>,
  wanted: readonly string[],
  see: (object: ReadObject) => void,
  names: NameTable = createNameTable(),
): DocumentShape {
  const window = createWindow(chunks);
  const reader = createMemberReader(window, wanted, names);
  const members: string[] = [];
  const counts = { objects: 0, others: 0 };
  let hasList = false;
  let type: string | undefined;

  const readList = (): void => {
    hasList = true;
    window.skip(OPEN_LIST);
    for (let isFirst = true; window.peek() !== CLOSE_LIST; isFirst = false) {
      if (!isFirst) window.skip(COMMA);
      if (counts.objects + counts.others >= MAX_OBJECTS) throw new IndicatorError("too-large", `more than ${MAX_OBJECTS} objects`);
      if (window.peek() === OPEN_OBJECT) {
        counts.objects++;
        reader.read();
        see(reader.object);
      } else {
        counts.others++;
        window.whole(skipValue);
      }
    }
    window.skip(CLOSE_LIST);
  };
  const readDocument = (): void => {
    window.skip(OPEN_OBJECT);
    for (let isFirst = true; window.peek() !== CLOSE_OBJECT; isFirst = false) {
      if (!isFirst) window.skip(COMMA);
      const member = window.whole(skipText, decodedText);
      if (members.length < MAX_MEMBERS_TOLD) members.push(member);
      window.skip(COLON);
      if (member === "objects" && window.peek() === OPEN_LIST) readList();
      else if (member === "type" && window.peek() === QUOTE) type = window.whole(skipText, decodedText);
      else window.whole(skipValue);
    }
    window.skip(CLOSE_OBJECT);
  };
  if (window.peek() === OPEN_LIST) readList();
  else readDocument();
  window.expectEnd();
  return { ...counts, hasList, members, type };
}

/** Reads an object at the window's place: where its wanted members stand, and nothing else. */
function createMemberReader(window: ByteWindow, wanted: readonly string[], table: NameTable) {
  const names = wanted.map((name) => new TextEncoder().encode(name));
  const longest = Math.max(...names.map(({ length }) => length));
  const byLength = Array.from({ length: longest + 1 }, (_, length) =>
    names.flatMap((name, member) => (name.length === length ? [member] : [])),
  );
  const starts = new Int32Array(wanted.length);
  const ends = new Int32Array(wanted.length);
  /** Two names of each member. */
  const recent = new Int32Array(wanted.length * 2).fill(-1);
  const last = wanted.map(() => ({ bytes: new Uint8Array(0), text: "" }));
  let bytes = window.bytes;

  const memberOf = (all: Uint8Array, from: number, to: number): number => {
    if (to - from > longest) return -1;
    const candidates = byLength[to - from]!;
    for (let candidate = 0; candidate < candidates.length; candidate++) {
      const member = candidates[candidate]!;
      const name = names[member]!;
      let at = 0;
      while (at < name.length && all[from + at] === name[at]) at++;
      if (at === name.length) return member;
    }
    return -1;
  };
  const escapedName = (from: number, to: number): number => table.add(new TextEncoder().encode(decodedText(bytes, from, to)));
  const passObject: Pass = (all, from) => {
    bytes = all;
    ends.fill(0);
    let at = spaceFrom(all, from + 1);
    if (all[at] === CLOSE_OBJECT) return at + 1;
    for (;;) {
      if (all[at] !== QUOTE) throw outOr(all, at, "a member without a name");
      const nameEnd = skipText(all, at);
      const plain = memberOf(all, at + 1, nameEnd - 1);
      const member = plain === -1 && hasEscape(all, at, nameEnd) ? wanted.indexOf(decodedText(all, at, nameEnd)) : plain;
      at = spaceFrom(all, nameEnd);
      if (all[at] !== COLON) throw outOr(all, at, "a member without a value");
      at = spaceFrom(all, at + 1);
      const end = skipValue(all, at);
      if (member !== -1) {
        starts[member] = at;
        ends[member] = end;
      }
      at = spaceFrom(all, end);
      if (all[at] === CLOSE_OBJECT) return at + 1;
      if (all[at] !== COMMA) throw outOr(all, at, "members not apart");
      at = spaceFrom(all, at + 1);
    }
  };
  const object: ReadObject = {
    name(member) {
      const from = starts[member]!;
      const to = ends[member]!;
      if (to - from <= 2 || bytes[from] !== QUOTE) return -1;
      // Types take turns, and targets and makers stay: to compare is less than to look up.
      const before = recent[member * 2]!;
      if (before !== -1 && table.is(before, bytes, from + 1, to - 1)) return before;
      const longBefore = recent[member * 2 + 1]!;
      if (longBefore !== -1 && table.is(longBefore, bytes, from + 1, to - 1)) return longBefore;
      const number = table.numberOf(bytes, from + 1, to - 1);
      recent[member * 2 + 1] = before;
      recent[member * 2] = number === ESCAPED ? -1 : number;
      return number === ESCAPED ? escapedName(from, to) : number;
    },
    text(member) {
      const from = starts[member]!;
      const to = ends[member]!;
      if (to - from <= 2 || bytes[from] !== QUOTE) return undefined;
      // Dates, makers and targets repeat from object to object.
      const known = last[member]!;
      if (isSame(known.bytes, bytes, from, to)) return known.text;
      const text = decodedText(bytes, from, to);
      last[member] = { bytes: bytes.slice(from, to), text };
      return text;
    },
    keep(member, store) {
      const from = starts[member]!;
      const to = ends[member]!;
      if (to === 0 || bytes[from] !== QUOTE) store.addText("");
      else if (hasEscape(bytes, from, to)) store.addText(decodedText(bytes, from, to));
      else store.add(bytes, from + 1, to - 1);
    },
    value(member) {
      const from = starts[member]!;
      const to = ends[member]!;
      return to === 0 ? undefined : (parsedSlice(bytes, from, to) ?? undefined);
    },
  };
  return {
    object,
    read: () => window.whole(passObject, () => undefined),
  };
}

function hasEscape(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] === BACKSLASH) return true;
  return false;
}

function isSame(known: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (known.length !== to - from) return false;
  // Names that count up differ at their ends.
  for (let at = known.length - 1; at >= 0; at--) if (known[at] !== bytes[from + at]) return false;
  return true;
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decoded(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new IndicatorError("not-text", "not UTF-8", { cause });
  }
}

/** The text between quotation marks. */
function decodedText(bytes: Uint8Array, from: number, to: number): string {
  const inner = decoded(bytes.subarray(from + 1, to - 1));
  return inner.includes("\\") || /[\0-\x1f]/.test(inner) ? (parsedSlice(bytes, from, to) as string) : inner;
}

function parsedSlice(bytes: Uint8Array, from: number, to: number): unknown {
  const text = decoded(bytes.subarray(from, to));
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw broken(cause instanceof Error ? cause.message : "not JSON");
  }
}
