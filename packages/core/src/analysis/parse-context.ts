import type { EvidenceFile } from "../acquisition/file-system.ts";
import type { Acquisition, Problem } from "../acquisition/loader.ts";
import type { ParseContext } from "../artifacts/artifact.ts";
import { type ByteSource, readBytes } from "../bytes/byte-source.ts";
import { FormatError } from "../bytes/format-error.ts";
import { readPlist } from "../formats/plist/read-plist.ts";
import type { DatabaseNote, EvidenceDatabase } from "../formats/sqlite/database.ts";
import type { Sidecars, SqliteEngine } from "../formats/sqlite/engine.ts";
import { toCanonical } from "../model/canonical-path.ts";
import type { Locator } from "../model/locator.ts";
import { type Message, message } from "../model/message.ts";
import type { Reason } from "../model/outcome.ts";
import type { Located } from "../model/record.ts";

/** What a context collects while one artifact is read. */
export interface ContextReport {
  problem(problem: Problem, reason: Reason): void;
  note(problem: Problem): void;
}

/** Largest property list read as one; real ones stay below a few megabytes. */
export const MAX_PLIST_BYTES = 64 << 20;

export interface FileContext extends ParseContext {
  /** Closes what was opened for the file. */
  close(): void;
}

const NOTES: Readonly<Record<DatabaseNote, string>> = {
  "wal-applied": "problem/wal-applied",
  "wal-damaged": "problem/wal-damaged",
  "journal-not-applied": "problem/journal-not-applied",
  "own-reader": "problem/own-reader",
  salvaged: "problem/salvaged",
};
/** A write-ahead log that was applied costs nothing; the others may have cost rows. */
const HARMLESS: readonly DatabaseNote[] = ["wal-applied", "own-reader"];

/** The one context that parsers see; everything they cannot read ends in `report`. */
export function createParseContext(
  acquisition: Acquisition,
  file: EvidenceFile,
  sqlite: () => SqliteEngine,
  report: ContextReport,
): FileContext {
  const open: EvidenceDatabase[] = [];
  const place = (at: readonly Locator[] | undefined): Pick<Problem, "file" | "at"> => (at ? { file: file.path, at } : { file: file.path });
  const skip = (problem: Message, at?: readonly Locator[], reason: Reason = "rows-skipped"): void =>
    report.problem({ ...place(at), problem }, reason);
  const note = (problem: Message, at?: readonly Locator[]): void => report.note({ ...place(at), problem });
  return {
    acquisition: acquisition.info,
    canonical: (rawPath) => toCanonical(rawPath, acquisition.info.device.platform, acquisition.containers),
    bytes: (target) => target.open(),
    skip,
    note,
    database(target) {
      const database = sqlite().open(target.open(), sidecarsOf(acquisition, target, skip));
      open.push(database);
      for (const entry of database.notes) {
        if (HARMLESS.includes(entry)) note(message(NOTES[entry]));
        else skip(message(NOTES[entry]), undefined, "damaged");
      }
      return database;
    },
    plist(target) {
      const source = target.open();
      if (source.byteLength > MAX_PLIST_BYTES) throw new FormatError("plist", "limit", `${source.byteLength} bytes`);
      const { value, problems } = readPlist(readBytes(source, 0, source.byteLength), { salvage: true });
      for (const problem of problems) skip(message("problem/plist-damaged", { detail: problem.detail }), undefined, "damaged");
      return value;
    },
    *records(batches, at, read) {
      for (const batch of batches) {
        const located: Located<NonNullable<ReturnType<typeof read>>>[] = [];
        for (const row of batch) {
          try {
            const data = read(row);
            if (data !== undefined && data !== null) located.push({ at: at(row), data });
          } catch (error) {
            skip(message("problem/row-unreadable", { detail: detailOf(error) }), at(row));
          }
        }
        yield located as Located<never>[];
      }
    },
    close() {
      for (const database of open) database.close();
    },
  };
}

/** -wal and -journal by the acquisition's own catalogue, by canonical path; the copy that lies in the same container chain. */
function sidecarsOf(acquisition: Acquisition, file: EvidenceFile, skip: ParseContext["skip"]): Sidecars {
  const beside = (ending: string): ByteSource | undefined => {
    const candidates = acquisition.fileSystem.files(file.path + ending).filter((other) => sameContainer(other, file) && other.size > 0);
    if (candidates.length === 0) return undefined;
    try {
      if (candidates.length === 1) return candidates[0]!.open();
      skip(message("problem/sidecar-ambiguous", { name: file.path + ending, count: candidates.length }), undefined, "damaged");
    } catch (error) {
      skip(message("problem/sidecar-unreadable", { name: file.path + ending, detail: detailOf(error) }), undefined, "payload-missing");
    }
    return undefined;
  };
  const wal = beside("-wal");
  const journal = beside("-journal");
  return { ...(wal && { wal }), ...(journal && { journal }) };
}

const sameContainer = (a: EvidenceFile, b: EvidenceFile): boolean =>
  a.containers.length === b.containers.length && a.containers.every((member, index) => member.container === b.containers[index]!.container);

/** The text of an error for the coverage: formats' own words, or the kind of a fault of ours. */
export const detailOf = (error: unknown): string =>
  error instanceof FormatError ? error.message : error instanceof Error ? `${error.name}: ${error.message}` : String(error);
