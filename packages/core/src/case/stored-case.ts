import type * as v from "valibot";
import { AssessmentSchema } from "../model/assessment.ts";
import { FindingsDocumentSchema } from "../model/finding.ts";
import { CoverageDocumentSchema } from "../model/outcome.ts";
import { ProgramsDocumentSchema } from "../model/program.ts";
import type { CaseView, Redaction } from "../report/case-view.ts";
import { CaseDocumentSchema, type RunDocument, RunDocumentSchema } from "./documents.ts";
import { isReadable } from "./readable.ts";
import { CASE_FILES, viewOf } from "./write-case.ts";

/** A finished case, read back from its documents. */
export interface StoredCase {
  readonly view: CaseView;
  readonly run: RunDocument;
  /** What the run's own report left out. */
  readonly redaction: Redaction | undefined;
}

/** `read` gives a document as JSON says it. Undefined where it is no finished case: somebody may have handed the folder over, or changed it. */
export function readStoredCase(read: (path: string) => unknown): StoredCase | undefined {
  const document = <T extends v.GenericSchema>(schema: T, path: string): v.InferOutput<T> | undefined => {
    const value = read(path);
    return isReadable(schema, value) ? value : undefined;
  };
  const run = document(RunDocumentSchema, CASE_FILES.run);
  const about = document(CaseDocumentSchema, CASE_FILES.case);
  const found = document(FindingsDocumentSchema, CASE_FILES.findings);
  const assessment = document(AssessmentSchema, CASE_FILES.assessment);
  const coverage = document(CoverageDocumentSchema, CASE_FILES.coverage);
  // Not of every phone, and not of cases of older versions.
  const programs = document(ProgramsDocumentSchema, CASE_FILES.programs);
  if (!run?.isComplete || !about || !found || !assessment || !coverage) return undefined;
  return {
    run,
    view: viewOf(about, { findings: found.findings, assessment, coverage, ...(programs && { programs }) }),
    redaction: about.options.redact,
  };
}
