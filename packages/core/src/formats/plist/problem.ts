import { FormatError, type FormatErrorCode } from "../../bytes/format-error.ts";
import { MAX_PROBLEMS, MAX_SALVAGE_FAILURES } from "./limits.ts";

export type PlistProblemKind =
  | "member-left-out" // a member of a dictionary, or an item of an array (null stands in its place)
  | "duplicate-key" // the last one is kept
  | "cut-off" // the list ends early; what was closed is kept
  | "text-replaced" // bytes that are no text in the stated encoding
  | "trailing-bytes" // something follows the list
  | "offsets-rebuilt"; // the table of offsets is lost; objects were found by walking over them

/** What was not as it should be in a list that could be read nevertheless. */
export interface PlistProblem {
  readonly kind: PlistProblemKind;
  readonly code: FormatErrorCode;
  /** For developers; sentences for people are made from kind and code. */
  readonly detail: string;
  readonly offset: number | undefined;
}

/** Problems of one list while it is read. */
export interface PlistProblems {
  readonly list: PlistProblem[];
  readonly salvage: boolean;
  failures: number;
}

export const noProblems = (salvage: boolean): PlistProblems => ({ list: [], salvage, failures: 0 });

export function addProblem(problems: PlistProblems, kind: PlistProblemKind, code: FormatErrorCode, detail: string, offset?: number): void {
  if (problems.list.length < MAX_PROBLEMS) problems.list.push({ kind, code, detail, offset });
}

/** In salvage mode notes the failure and goes on; else, or when there were too many, throws it. */
export function giveUpMember(problems: PlistProblems, error: unknown): void {
  if (!problems.salvage || !(error instanceof FormatError)) throw error;
  problems.failures += 1;
  if (problems.failures > MAX_SALVAGE_FAILURES) throw new FormatError("plist", "limit", "too many damaged members");
  addProblem(problems, "member-left-out", error.code, error.message, error.offset);
}
