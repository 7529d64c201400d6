import { basename } from "node:path";
import {
  AcquisitionError,
  type CaseOutcome,
  type CaseRequest,
  EXIT,
  type ExitStatus,
  isAskedFor,
  type Knowledge,
  type Message,
  message,
  namedZone,
  type OpenedAcquisition,
  type Progress,
  type Reader,
  renderEnglish,
  runCase,
  type Unlock,
  visible,
} from "@bridle/core";
import { CaseFolderError, claimDefaultFolder, claimFolder, createFileStore, DEFAULT_PARENT } from "@bridle/node";
import type { CliHost } from "../host.ts";
import { Interrupted } from "../interrupted.ts";
import type { PasswordSource, Passwords } from "../password.ts";
import { refusal } from "../refusal.ts";
import { UsageError } from "../usage-error.ts";
import { type CheckFlags, workersOf } from "./check-flags.ts";

/** One case of a call, examined or not. */
export interface Examined {
  readonly status: ExitStatus;
  readonly folder?: string;
  readonly outcome?: CaseOutcome;
  readonly error?: string;
}

export interface Examination {
  readonly path: string;
  readonly isOneOfMany: boolean;
  readonly flags: CheckFlags;
  readonly knowledge: Knowledge;
  readonly passwords: Passwords;
  /** Text of an age identity file. */
  readonly identity?: string;
  readonly host: CliHost;
}

/** The one place of `check` that turns errors into statuses. */
export async function examine(examination: Examination): Promise<Examined> {
  const { path, isOneOfMany, flags, knowledge, passwords, host } = examination;
  let reader: Reader | undefined;
  let folder: string | undefined;
  const attempt = async (unlock?: Unlock): Promise<{ reader: Reader; opened: OpenedAcquisition }> => {
    if (!flags.quiet) host.io.status(renderEnglish(message("cli/opening", { name: visible(basename(path)) })));
    await reader?.close();
    reader = createReader(examination, unlock);
    return { reader, opened: await reader.open() };
  };
  try {
    const { opened: open, passwordFrom } = await passwords.open(basename(path), attempt);
    const today = host.now().slice(0, 10);
    folder =
      flags.output !== undefined && !isOneOfMany
        ? claimFolder(flags.output, open.opened.info)
        : claimDefaultFolder(flags.output ?? DEFAULT_PARENT, open.opened.info, today);
    const outcome = await runCase({
      ...open,
      knowledge,
      options: optionsOf(flags, today),
      store: createFileStore(folder),
      host: { now: host.now, run: host.run(open.reader.width), isReproducible: () => open.reader.hasTimedOut?.() !== true },
      consent: flags.consent,
      note: flags.note,
      ...sourceOf(open.opened, passwordFrom),
      ...(!flags.quiet && { progress: (progress) => host.io.status(renderEnglish(message("cli/progress", progressParams(progress)))) }),
    });
    return { status: outcome.status, folder: shownFolder(folder), outcome };
  } catch (error) {
    return { ...failure(error, path, folder, host), ...(folder !== undefined && { folder: shownFolder(folder) }) };
  } finally {
    host.io.status("");
    await reader?.close();
  }
}

const createReader = ({ path, flags, knowledge, identity, host }: Examination, unlock: Unlock | undefined): Reader =>
  host.createReader({
    path,
    keys: knowledge.index.keys,
    records: flags.records,
    timeline: flags.timeline,
    artifacts: knowledge.artifacts.filter((artifact) => isAskedFor(artifact, flags)).map(({ id }) => id),
    spoolFolder: flags.output ?? DEFAULT_PARENT,
    ...workerOption(flags),
    ...(unlock && { unlock }),
    ...(identity !== undefined && { identity }),
    ...zoneOption(flags),
    signal: host.signal,
  });

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

/** A password that lay ready for another path of the run has opened nothing here. */
const sourceOf = ({ info }: OpenedAcquisition, passwordFrom: PasswordSource | undefined): Pick<CaseRequest, "passwordFrom"> =>
  passwordFrom !== undefined && info.kind === "ios-backup-encrypted" ? { passwordFrom } : {};

const workerOption = (flags: CheckFlags): { workers?: number } => {
  const workers = workersOf(flags);
  return workers === undefined ? {} : { workers };
};

const zoneOption = ({ timezone }: CheckFlags): { zone?: string } => {
  const zone = timezone === undefined ? undefined : namedZone(timezone);
  return zone === undefined ? {} : { zone };
};

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
