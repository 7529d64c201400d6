import type { ByteSource } from "../../bytes/byte-source.ts";
import { message } from "../../model/message.ts";
import type { FileProblem } from "../file-system.ts";
import { MAX_COPIES, MAX_MEMBERS, MAX_NESTED_DEPTH } from "./limits.ts";
import { memberPath } from "./member-name.ts";
import type { ArchiveProblems, MemberDamage } from "./problems.ts";

/** A member that is a file. What is learnt when it is read replaces what the archive stated. */
export interface Member {
  readonly index: number;
  size: number;
  readonly dosTime?: number;
  /** Its bytes, where they do not lie readable in the archive. */
  source?: ByteSource;
  /** Why it cannot be opened. */
  failure?: Error;
  /** What was wrong with its bytes, which can be read all the same. */
  problems?: readonly FileProblem[];
}

export interface MemberList<M extends Member> {
  readonly members: ReadonlyMap<string, M>;
  /** Members that bear the name of an earlier one, by that name and their place in the archive. */
  readonly copies: ReadonlyMap<string, M & { readonly copyOf: string }>;
  /** Adds a member under its name, or says why not. Answers its path if it was added. */
  add(name: string, isFromDos: boolean, member: M): string | undefined;
}

/** Counts what is wrong with a member's bytes, and keeps it for who reads them. */
export function noteDamage(problems: ArchiveProblems, member: Member, path: string, kind: MemberDamage): void {
  problems.add(`member-${kind}`, path);
  const problem = message(`archive/file-${kind}`);
  // Two descriptions that differ take nothing away.
  member.problems = [...(member.problems ?? []), kind === "differs" ? { problem } : { problem, reason: "damaged" }];
}

/** Archives by the ends of their names. */
const ARCHIVE_NAME = /\.(?:zip|tar|tgz|gz|7z|rar)$/i;
const LONGEST_ENDING = 4;

export function createMemberList<M extends Member>(problems: ArchiveProblems, { keepsCopies = false } = {}): MemberList<M> {
  const members = new Map<string, M>();
  const copies = new Map<string, M & { readonly copyOf: string }>();
  const addCopy = (path: string, member: M): string | undefined => {
    // An empty part, which no member's path has (memberPath): none can pass for a copy.
    const place = `${path}//${member.index}`;
    problems.add("duplicate", path);
    if (!keepsCopies) return undefined;
    if (copies.size >= MAX_COPIES) return void problems.add("too-many-members", path);
    copies.set(place, Object.assign(member, { copyOf: path }));
    return place;
  };
  return {
    members,
    copies,
    add(name, isFromDos, member) {
      const named = memberPath(name, isFromDos);
      if ("ignored" in named) return undefined;
      if ("problem" in named) return void problems.add(named.problem, name);
      const { path } = named;
      if (members.has(path)) return addCopy(path, member);
      if (members.size >= MAX_MEMBERS) return void problems.add("too-many-members", path);
      members.set(path, member);
      if (ARCHIVE_NAME.test(path.slice(-LONGEST_ENDING)) && path.split("/").length <= MAX_NESTED_DEPTH) problems.add("nested", path);
      return path;
    },
  };
}
