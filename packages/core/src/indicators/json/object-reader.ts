import { IndicatorError } from "../indicator-error.ts";
import { type ByteWindow, createWindow } from "./byte-window.ts";
import {
  broken,
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  OPEN_LIST,
  OPEN_OBJECT,
  OUT_OF_BYTES,
  outOr,
  type Pass,
  QUOTE,
  skipText,
  skipValue,
  spaceFrom,
} from "./json-bytes.ts";
import { MAX_OBJECTS } from "./json-limits.ts";
import { createMemberNames } from "./member-names.ts";
import { createNameTable, ESCAPED, type NameTable } from "./name-table.ts";
import type { TextStore } from "./text-store.ts";
import { type Bytes, hasEscape, isSame, withWords } from "./words.ts";

/**
 * One object of a list, of which only the wanted members are known, and they not before they are asked for. Valid until the next.
 * Nothing of it is believed: a member may be of any type.
 */
export interface ReadObject {
  /** The number of a member that is a non-empty text in the names of this reading; -1 where it is none. */
  name(member: number): number;
  /** True for a text that begins so. */
  begins(member: number, start: Bytes): boolean;
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
  const memberNames = createMemberNames(wanted);
  const starts = new Int32Array(wanted.length);
  const ends = new Int32Array(wanted.length);
  /** Two names of each member. */
  const recent = new Int32Array(wanted.length * 2).fill(-1);
  const last = wanted.map(() => ({ written: withWords(new Uint8Array(0)), text: "" }));
  let json = window.json;

  const escapedName = (from: number, to: number): number => table.add(new TextEncoder().encode(decodedText(json.bytes, from, to)));
  const passObject: Pass = (all, from) => {
    json = all;
    const { bytes } = all;
    const { length } = bytes;
    ends.fill(0);
    let name = memberNames.start;
    let at = spaceFrom(bytes, from + 1);
    if (at < length && bytes[at] === CLOSE_OBJECT) return at + 1;
    for (;;) {
      const expected = memberNames.follower(name, all, at);
      const nameEnd = expected === undefined ? skipText(all, at) : at + expected.length;
      name = expected ?? memberNames.learn(name, all, at, nameEnd, nameText(all, at, nameEnd));
      const { member } = name;
      at = spaceFrom(bytes, nameEnd);
      if (at >= length || bytes[at] !== COLON) throw outOr(bytes, at, "a member without a value");
      at = spaceFrom(bytes, at + 1);
      const end = skipValue(all, at);
      if (member !== -1) {
        starts[member] = at;
        ends[member] = end;
      }
      at = spaceFrom(bytes, end);
      if (at >= length) throw OUT_OF_BYTES;
      if (bytes[at] === CLOSE_OBJECT) return at + 1;
      if (bytes[at] !== COMMA) throw broken("members not apart");
      at = spaceFrom(bytes, at + 1);
    }
  };
  const object: ReadObject = {
    name(member) {
      const from = starts[member]!;
      const to = ends[member]!;
      if (to - from <= 2 || json.bytes[from] !== QUOTE) return -1;
      // Types take turns, targets and makers stay, and relationships follow the order of indicators: to compare is less than to look up.
      const before = recent[member * 2]!;
      if (before !== -1 && table.is(before, json, from + 1, to - 1)) return before;
      const longBefore = recent[member * 2 + 1]!;
      if (longBefore !== -1 && table.is(longBefore, json, from + 1, to - 1)) return longBefore;
      if (before !== -1 && table.is(before + 1, json, from + 1, to - 1)) {
        recent[member * 2] = before + 1;
        return before + 1;
      }
      const number = table.numberOf(json, from + 1, to - 1);
      recent[member * 2 + 1] = before;
      recent[member * 2] = number === ESCAPED ? -1 : number;
      return number === ESCAPED ? escapedName(from, to) : number;
    },
    begins(member, start) {
      const from = starts[member]!;
      const to = ends[member]!;
      if (to - from <= 2 || json.bytes[from] !== QUOTE) return false;
      if (hasEscape(json, from, to)) return decodedText(json.bytes, from, to).startsWith(decoded(start.bytes));
      return to - from - 2 >= start.bytes.length && isSame(start, 0, json, from + 1, start.bytes.length);
    },
    text(member) {
      const from = starts[member]!;
      const to = ends[member]!;
      if (to - from <= 2 || json.bytes[from] !== QUOTE) return undefined;
      // Dates, makers and targets repeat from object to object.
      const known = last[member]!;
      if (known.written.bytes.length === to - from && isSame(known.written, 0, json, from, to - from)) return known.text;
      const text = decodedText(json.bytes, from, to);
      last[member] = { written: withWords(json.bytes.slice(from, to)), text };
      return text;
    },
    keep(member, store) {
      const from = starts[member]!;
      const to = ends[member]!;
      if (to === 0 || json.bytes[from] !== QUOTE) store.addText("");
      else if (hasEscape(json, from, to)) store.addText(decodedText(json.bytes, from, to));
      else store.add(json, from + 1, to - 1);
    },
    value(member) {
      const from = starts[member]!;
      const to = ends[member]!;
      return to === 0 ? undefined : (parsedSlice(json.bytes, from, to) ?? undefined);
    },
  };
  return {
    object,
    read: () => window.whole(passObject, () => undefined),
  };
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decoded(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new IndicatorError("not-text", "not UTF-8", { cause });
  }
}

const lenient = new TextDecoder();

/** A name that no bytes but its own can mean, of whatever it consists. */
const nameText = (json: Bytes, from: number, to: number): string =>
  hasEscape(json, from, to) ? decodedText(json.bytes, from, to) : lenient.decode(json.bytes.subarray(from + 1, to - 1));

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
