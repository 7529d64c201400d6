import type { AcquisitionInfo } from "../model/acquisition.ts";
import type { Assessment } from "../model/assessment.ts";
import type { Finding } from "../model/finding.ts";
import type { PackDocument } from "../model/indicator.ts";
import type { CoverageDocument } from "../model/outcome.ts";
import type { ProgramsDocument } from "../model/program.ts";
import type { DeviceEvent } from "./device-events.ts";

/** What case.json tells, as far as a report shows it. */
export interface CaseFacts {
  readonly acquisitions: readonly AcquisitionInfo[];
  /** Of several acquisitions: whether they tell that they are of one phone, or somebody else does. */
  readonly samePhone?: "confirmed" | "unconfirmed" | undefined;
  readonly packs: readonly PackDocument[];
  readonly toolVersion: string;
  /** Day the age of knowledge is reckoned against. */
  readonly asOf: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly consent?: string | undefined;
  readonly note?: string | undefined;
}

/** Everything a report is made of: the documents of one case, and nothing that is not in them. */
export interface CaseView {
  readonly case: CaseFacts;
  readonly findings: readonly Finding[];
  readonly assessment: Assessment;
  readonly coverage: CoverageDocument;
  /** What was seen to run; absent where nothing that tells of programs was read. */
  readonly programs?: ProgramsDocument;
  readonly isDemo: boolean;
  /** Changes of the phone itself, for the picture of times; they stand in the timeline, which is not a document of the view. */
  readonly deviceEvents?: readonly DeviceEvent[];
  /** What was taken out of this view before it is shown (redact.ts); absent where nothing was. */
  readonly redacted?: Redaction;
}

/** `contacts`: who people are · `content`: that, and what they wrote. */
export const REDACTIONS = ["contacts", "content"] as const;
export type Redaction = (typeof REDACTIONS)[number];
