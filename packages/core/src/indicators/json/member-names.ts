import { type Bytes, isSame, withWords } from "./words.ts";

/** The name of a member as it stands, with its quotation marks. */
export interface MemberName {
  readonly written: Bytes;
  readonly length: number;
  /** Its number among the wanted ones, -1 where it is none. */
  readonly member: number;
  /** What followed it the last two times that it was not the same. */
  next: MemberName | undefined;
  other: MemberName | undefined;
}

export interface MemberNames {
  /** What stands before the first. */
  readonly start: MemberName;
  /** The name that stands here, where it is one that followed before. */
  follower(before: MemberName, json: Bytes, from: number): MemberName | undefined;
  /** The name that stands from here to there and means this text. */
  learn(before: MemberName, json: Bytes, from: number, to: number, text: string): MemberName;
}

/** Bundles have some dozens; what is not among the first is looked up at each object. */
const MAX_NAMES = 1_000;

/** Objects of one type have the same members in the same order: a name is told by comparing it with what followed the one before. */
export function createMemberNames(wanted: readonly string[]): MemberNames {
  const known = new Map<string, MemberName>();
  return {
    start: memberName(new Uint8Array(0), -1),
    follower(before, json, from) {
      if (isAt(before.next, json, from)) return before.next;
      return isAt(before.other, json, from) ? before.other : undefined;
    },
    learn(before, json, from, to, text) {
      const name = known.get(text) ?? memberName(json.bytes.slice(from, to), wanted.indexOf(text));
      // The same name in another spelling, with escapes, is nothing to expect.
      if (!isAt(name, json, from)) return memberName(json.bytes.slice(from, to), name.member);
      if (known.size < MAX_NAMES) known.set(text, name);
      before.other = before.next;
      before.next = name;
      return name;
    },
  };
}

const memberName = (written: Uint8Array<ArrayBuffer>, member: number): MemberName => ({
  written: withWords(written),
  length: written.length,
  member,
  next: undefined,
  other: undefined,
});

const isAt = (name: MemberName | undefined, json: Bytes, from: number): boolean =>
  name !== undefined && from + name.length <= json.bytes.length && isSame(name.written, 0, json, from, name.length);
