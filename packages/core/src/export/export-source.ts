import type { RunDocument } from "../case/documents.ts";
import type { CaseView } from "../report/case-view.ts";

/** A finished case as an export reads it: its documents, and the lines of its large files one by one. */
export interface ExportSource {
  readonly view: CaseView;
  readonly run: Pick<RunDocument, "started" | "ended">;
  /** Lines of a file of the case; none where it is not there. */
  lines(path: string): Iterable<string>;
}

/** A file of an export. Without a piece it is not written. */
export interface ExportFile {
  /** A name of ours (export-paths.ts). */
  readonly name: string;
  readonly pieces: Iterable<string>;
}

/** What an export could not carry; the file README.txt, written last, says it. */
export interface ExportTally {
  /** Lines of the case that are not what a run writes. */
  unreadLines: number;
  /** Texts that were longer than the other tool takes. */
  cutTexts: number;
}

export const createTally = (): ExportTally => ({ unreadLines: 0, cutTexts: 0 });
