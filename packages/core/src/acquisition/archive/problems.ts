import type { GzipNote } from "../../formats/gzip/gunzip.ts";
import type { TarNote } from "../../formats/tar/parser.ts";
import type { ZipNote } from "../../formats/zip/entry.ts";
import type { ZlibNote } from "../../formats/zlib/unzlib.ts";
import type { Problem } from "../input.ts";
import { createTally, type Tally } from "../tally.ts";
import { MAX_EXAMPLE_LENGTH } from "./limits.ts";

/** What reading an archive may show; each is an entry of messages/en/archive.ts, counted with the first places. */
export type ArchiveProblem =
  | GzipNote
  | TarNote
  | ZipNote
  | ZlibNote
  | MemberProblem
  | "overlapping"
  | "too-many-members"
  | "directory-too-long"
  | "unpacks-too-far"
  | "member-encrypted"
  | "member-unknown-method"
  | "member-sparse"
  | "member-unknown-type"
  | "member-hard-link"
  | `member-${MemberDamage}`
  | "member-unpacks-too-far"
  | "member-no-room"
  | "asked-too-late"
  | "nested";

/** What may be wrong with bytes that can be read all the same. */
export type MemberDamage = "cut-off" | "damaged" | "checksum" | "size" | "differs";

/** Why a member is left out: its name could pass for another's, or is no name of a file inside a folder. */
export type MemberProblem = "name-absolute" | "name-climbs" | "name-empty-part" | "name-nul" | "name-too-long" | "duplicate";

/** Limits that leave members out. */
const LEAVES_OUT: readonly ArchiveProblem[] = ["too-many-members", "directory-too-long", "unpacks-too-far", "name-too-long"];

/** Damage after which members, and their names, may be missing. What a checksum alone tells leaves every member in the list. */
const LOSES_MEMBERS: readonly ArchiveProblem[] = [
  "gzip-cut-off",
  "gzip-damaged",
  "zlib-cut-off",
  "zlib-damaged",
  "tar-bad-header",
  "tar-cut-off",
  "tar-no-end",
  "zip-directory-damaged",
  "zip-no-directory",
  "zip-cut-off",
];

const reasonOf = (kind: ArchiveProblem): Problem["reason"] => {
  if (LEAVES_OUT.includes(kind)) return "over-budget";
  return LOSES_MEMBERS.includes(kind) ? "damaged" : undefined;
};

export interface ArchiveProblems {
  /** `example`: a member's name, or a byte of the archive. */
  add(kind: ArchiveProblem, example: string | number): void;
  has(kind: ArchiveProblem): boolean;
  /** In the order in which they first stood. */
  all(): readonly Problem[];
}

export function createArchiveProblems(): ArchiveProblems {
  const tallies = new Map<ArchiveProblem, Tally>();
  return {
    add(kind, example) {
      let tally = tallies.get(kind);
      if (!tally) {
        tally = createTally(`archive/${kind}`, reasonOf(kind));
        tallies.set(kind, tally);
      }
      tally.add(shortened(String(example)));
    },
    has: (kind) => tallies.has(kind),
    all: () => [...tallies.values()].flatMap((tally) => tally.problems()),
  };
}

const shortened = (name: string): string => (name.length > MAX_EXAMPLE_LENGTH ? `${name.slice(0, MAX_EXAMPLE_LENGTH)}…` : name);
