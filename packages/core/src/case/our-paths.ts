import { CASE_FILES } from "./write-case.ts";

/** Names below a case folder that a run writes; the records' are ids of artifacts, never a word of the evidence. */
const NAMES: ReadonlySet<string> = new Set(Object.values(CASE_FILES));
const PATTERNS = [
  /^data\/timeline(?:-device-local)?\.(?:jsonl|csv)$/,
  /^data\/records\/(?:ios|android)\/[a-z0-9]+(?:-[a-z0-9]+)*\.jsonl$/,
  /^data\/observables\.parquet$/,
];
const FOLDERS = /^data(?:\/records(?:\/(?:ios|android))?)?$/;

/** Whether a run of ours writes a file at this path of a case folder. */
export const isCaseFile = (path: string): boolean => NAMES.has(path) || PATTERNS.some((pattern) => pattern.test(path));
/** The same for the folders that hold such files. */
export const isCaseFolder = (path: string): boolean => FOLDERS.test(path);
