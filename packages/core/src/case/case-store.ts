import type { ClosableSpool } from "../bytes/spool.ts";

/**
 * Where a case is written. Names are ours alone, never from evidence. A host gives a folder (0700, files 0600), the web app a map in
 * memory; each passes case-store.contract.ts. Writing is synchronous: lines come from a callback while evidence is read.
 */
export interface CaseStore {
  /** Writes a whole file, replacing what stood there. */
  write(path: string, text: string): void;
  /** Adds text to a file that this run began. */
  append(path: string, text: string): void;
  /** Hands on everything appended so far. */
  flush(): void;
  /** SHA-256 of every file below `prefix`, by path in code-unit order. */
  hashes(prefix: string): ReadonlyMap<string, string>;
  /** Room beside the case for what is sorted before it is written, sealed. Absent where there is only memory. */
  spool?(): ClosableSpool;
}
