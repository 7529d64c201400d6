import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Assessment,
  CASE_FILES,
  type CaseDocument,
  type CaseView,
  type CoverageDocument,
  type Finding,
  type Redaction,
  type RunDocument,
  viewOf,
} from "@bridle/core";
import { usage } from "./usage-error.ts";

/** A finished case, read back from its folder. */
export interface StoredCase {
  readonly view: CaseView;
  readonly run: RunDocument;
  /** What the run's own report left out. */
  readonly redaction: Redaction | undefined;
}

/** Reads the documents of a case. They are our own; a folder whose run is not complete is no case. */
export function readCase(folder: string): StoredCase {
  try {
    const run = read<RunDocument>(folder, CASE_FILES.run);
    if (!run.isComplete) throw new TypeError("incomplete");
    const { findings } = read<{ findings: Finding[] }>(folder, CASE_FILES.findings);
    const assessment = read<Assessment>(folder, CASE_FILES.assessment);
    const coverage = read<CoverageDocument>(folder, CASE_FILES.coverage);
    const document = read<CaseDocument>(folder, CASE_FILES.case);
    return { run, view: viewOf(document, { findings, assessment, coverage }), redaction: document.options.redact };
  } catch {
    throw usage("not-a-case", { folder });
  }
}

const read = <T>(folder: string, path: string): T => JSON.parse(readFileSync(join(folder, path), "utf8")) as T;
