import type { EvidenceFile } from "../acquisition/file-system.ts";
import type { Acquisition, Problem } from "../acquisition/loader.ts";
import type { ParseContext } from "../artifacts/artifact.ts";
import { type ByteSource, readBytes } from "../bytes/byte-source.ts";
import { FormatError } from "../bytes/format-error.ts";
import { type CreateHasher, portableSha256, sha256OfSource } from "../bytes/hasher.ts";
import { readPlist } from "../formats/plist/read-plist.ts";
import type { DatabaseNote, EvidenceDatabase } from "../formats/sqlite/database.ts";
import type { Sidecars, SqliteEngine } from "../formats/sqlite/engine.ts";
import { findLines } from "../formats/text/find-lines.ts";
import { MAX_LINE_BYTES, readLines, type TextLine } from "../formats/text/read-lines.ts";
import { toCanonical } from "../model/canonical-path.ts";
import { atLine, type Locator } from "../model/locator.ts";
import { type Message, message } from "../model/message.ts";
import type { Reason } from "../model/outcome.ts";
import type { Located } from "../model/record.ts";
import { detailOf, explainError } from "./outcome.ts";

/** What a context collects while one artifact is read. */
export interface ContextReport {
  problem(problem: Problem, reason: Reason): void;
  note(problem: Problem): void;
  /** A file beside the one that is read was opened: a table of names, a clock. */
  beside?(file: EvidenceFile): void;
}

/** Largest property list read as one; real ones stay below a few megabytes. */
export const MAX_PLIST_BYTES = 64 << 20;

/** Keys that are kept of one artifact: a year of a phone's security log holds some hundred thousand events. */
const MAX_REMEMBERED_KEYS = 2_000_000;

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

/** The one context that parsers see; everything they cannot read ends in `report`. `openOwn`: gives the bytes of `file`, hashed as they are read. */
export function createParseContext(
  acquisition: Acquisition,
  file: EvidenceFile,
  sqlite: () => SqliteEngine,
  report: ContextReport,
  remembered: Set<string> = new Set(),
  createHasher: CreateHasher = portableSha256,
  openOwn: () => ByteSource = () => file.open(),
): FileContext {
  const open: EvidenceDatabase[] = [];
  const place = (at: readonly Locator[] | undefined): Pick<Problem, "file" | "at"> => (at ? { file: file.path, at } : { file: file.path });
  const skip = (problem: Message, at?: readonly Locator[], reason: Reason = "rows-skipped"): void =>
    report.problem({ ...place(at), problem }, reason);
  const note = (problem: Message, at?: readonly Locator[]): void => report.note({ ...place(at), problem });
  const openFile = (target: EvidenceFile): ByteSource => {
    const source = target === file ? openOwn() : target.open();
    for (const { problem, reason } of target.problems?.() ?? []) {
      if (reason) report.problem({ file: target.path, problem }, reason);
      else report.note({ file: target.path, problem });
    }
    return source;
  };
  return {
    acquisition: acquisition.info,
    canonical: (rawPath) => toCanonical(rawPath, acquisition.info.device.platform, acquisition.containers),
    bytes(target) {
      if (target !== file) report.beside?.(target);
      return openFile(target);
    },
    sha256: (target) => sha256OfSource(openFile(target), createHasher),
    files: (pattern) => acquisition.fileSystem.glob(pattern),
    skip,
    note,
    isFirst(key) {
      if (remembered.has(key)) return false;
      if (remembered.size < MAX_REMEMBERED_KEYS) remembered.add(key);
      return true;
    },
    *lines(target, wanted) {
      let isCutTold = false;
      const source = openFile(target);
      for (const batch of wanted ? findLines(source, wanted, target.part) : readLines(source, target.part)) {
        const cut: TextLine | undefined = isCutTold ? undefined : batch.find(({ isCut }) => isCut);
        if (cut) skip(message("problem/line-too-long", { limit: MAX_LINE_BYTES }), [atLine(cut.line)], "over-budget");
        isCutTold ||= cut !== undefined;
        yield batch;
      }
    },
    database(target) {
      const database = sqlite().open(openFile(target), sidecarsOf(acquisition, target, openFile, skip));
      open.push(database);
      for (const entry of database.notes) {
        if (HARMLESS.includes(entry)) note(message(NOTES[entry]));
        else skip(message(NOTES[entry]), undefined, "damaged");
      }
      return database;
    },
    plist(target) {
      const source = openFile(target);
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

/**
 * -wal and -journal by the acquisition's own catalogue, by canonical path; the copy that lies in the same container chain. One that
 * is listed with content and has none any more is opened too, so that its loss is said.
 */
function sidecarsOf(
  acquisition: Acquisition,
  file: EvidenceFile,
  open: (file: EvidenceFile) => ByteSource,
  skip: ParseContext["skip"],
): Sidecars {
  const beside = (ending: string): ByteSource | undefined => {
    const name = file.path + ending;
    const candidates = acquisition.fileSystem.files(name).filter((other) => sameContainer(other, file));
    const filled = candidates.filter(({ size }) => size > 0);
    if (filled.length > 1) {
      skip(message("problem/sidecar-ambiguous", { name, count: filled.length }), undefined, "damaged");
      return undefined;
    }
    const sidecar = filled[0] ?? candidates[0];
    try {
      const source = sidecar && open(sidecar);
      return source && source.byteLength > 0 ? source : undefined;
    } catch (error) {
      const { reason } = explainError(error);
      skip(message("problem/sidecar-unreadable", { name, detail: detailOf(error) }), undefined, reason);
      return undefined;
    }
  };
  const wal = beside("-wal");
  const journal = beside("-journal");
  return { ...(wal && { wal }), ...(journal && { journal }) };
}

const sameContainer = (a: EvidenceFile, b: EvidenceFile): boolean =>
  a.containers.length === b.containers.length && a.containers.every((member, index) => member.container === b.containers[index]!.container);
