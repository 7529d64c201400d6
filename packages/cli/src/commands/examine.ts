import {
  AcquisitionError,
  type CaseOutcome,
  type CaseRequest,
  EXIT,
  type ExitStatus,
  type Message,
  message,
  type Progress,
  type Reader,
  renderEnglish,
  runCase,
  subjectOf,
} from "@bridle/core";
import { CaseFolderError, claimDefaultFolder, claimFolder, createFileStore, DEFAULT_PARENT } from "@bridle/node";
import type { CliHost } from "../host.ts";
import { Interrupted } from "../interrupted.ts";
import { refusal } from "../refusal.ts";
import { UsageError } from "../usage-error.ts";
import type { CheckFlags } from "./check-flags.ts";
import { type Examination, openParts, zoneOption } from "./open-parts.ts";

/** One case of a call, examined or not. */
export interface Examined {
  readonly status: ExitStatus;
  readonly folder?: string;
  readonly outcome?: CaseOutcome;
  readonly error?: string;
}

/** The one place of `check` that turns errors into statuses. */
export async function examine(examination: Examination): Promise<Examined> {
  const { paths, isOneOfMany, flags, knowledge, host } = examination;
  const readers: Reader[] = [];
  let folder: string | undefined;
  try {
    const { parts, unopened, passwordFrom } = await openParts(examination, readers);
    const today = host.now().slice(0, 10);
    const subject = subjectOf(parts);
    folder =
      flags.output !== undefined && !isOneOfMany
        ? claimFolder(flags.output, subject)
        : claimDefaultFolder(flags.output ?? DEFAULT_PARENT, subject, today);
    const outcome = await runCase({
      parts,
      unopened,
      knowledge,
      options: optionsOf(flags, today),
      store: createFileStore(folder),
      host: {
        now: host.now,
        run: host.run(Math.max(...parts.map(({ reader }) => reader.width))),
        isReproducible: () => parts.every(({ reader }) => reader.hasTimedOut?.() !== true),
      },
      consent: flags.consent,
      note: flags.note,
      ...(passwordFrom !== undefined && { passwordFrom }),
      ...(!flags.quiet && { progress: (progress) => host.io.status(renderEnglish(message("cli/progress", progressParams(progress)))) }),
    });
    return { status: outcome.status, folder: shownFolder(folder), outcome };
  } catch (error) {
    return { ...failure(error, paths.at(-1)!, folder, host), ...(folder !== undefined && { folder: shownFolder(folder) }) };
  } finally {
    host.io.status("");
    for (const reader of readers) await reader.close();
  }
}

const optionsOf = (flags: CheckFlags, today: string): CaseRequest["options"] => ({
  only: flags.only,
  scope: flags.scope,
  records: flags.records,
  timeline: flags.timeline,
  asOf: flags.asOf ?? today,
  defaultIndicators: flags.defaultIndicators,
  ...(zoneOption(flags).zone !== undefined && { timezone: zoneOption(flags).zone }),
  ...(flags.withoutPassword && { withoutPassword: true }),
  ...(flags.redact !== undefined && { redact: flags.redact }),
});

const progressParams = ({ artifact, index, total, records }: Progress): Record<string, string | number> => ({
  artifact: renderEnglish(message(`artifacts/${artifact}/title`)),
  index: index + 1,
  total,
  records,
});

/** As a person would type it: relative where it lies below the folder they are in. */
const shownFolder = (folder: string): string => (folder.startsWith(`${process.cwd()}/`) ? folder.slice(process.cwd().length + 1) : folder);

function failure(error: unknown, path: string, folder: string | undefined, host: CliHost): Examined {
  if (host.signal.aborted || error instanceof Interrupted)
    return { status: EXIT.interrupted, error: renderEnglish(message(folder === undefined ? "cli/interrupted-early" : "cli/interrupted")) };
  if (error instanceof AcquisitionError) return refused(refusal(error, path, "check"));
  if (error instanceof CaseFolderError) return refused(error.reason);
  // Of a question: what was typed is no password.
  if (error instanceof UsageError) return { status: EXIT.nothingExamined, error: error.message };
  if (isFileError(error))
    return refused(message("cli/folder-unwritable", { folder: String(error.path ?? folder ?? ""), detail: error.code }));
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { status: EXIT.internalError, error: renderEnglish(message("cli/internal-error", { detail })) };
}

const refused = (reason: Message): Examined => ({ status: EXIT.nothingExamined, error: renderEnglish(reason) });

/** The case folder's own trouble: no space, no permission. */
const WRITE_ERRORS = ["EACCES", "EPERM", "EROFS", "ENOSPC", "ENOTDIR", "EDQUOT", "EFBIG", "ENAMETOOLONG"];
const isFileError = (error: unknown): error is Error & { code: string; path?: string } =>
  error instanceof Error && "code" in error && WRITE_ERRORS.includes(String(error.code));
