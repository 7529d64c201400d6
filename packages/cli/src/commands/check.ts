import { basename } from "node:path";
import {
  AcquisitionError,
  artifacts,
  type CaseOutcome,
  type CaseRequest,
  type CheckDocument,
  combined,
  EXIT,
  type ExitStatus,
  type Knowledge,
  type Message,
  message,
  type OpenedAcquisition,
  type Progress,
  type Reader,
  renderEnglish,
  runCase,
  SCHEMA_VERSION,
  terminalSummary,
  toJson,
  type Unlock,
  viewOf,
  visible,
} from "@bridle/core";
import { CaseFolderError, claimDefaultFolder, claimFolder, createFileStore, DEFAULT_PARENT } from "@bridle/node";
import type { CliHost } from "../host.ts";
import { Interrupted } from "../interrupted.ts";
import { loadKnowledge } from "../knowledge.ts";
import { type PasswordFlags, type PasswordSource, type Passwords, passwordsOf } from "../password.ts";
import { refusal } from "../refusal.ts";
import { UsageError, usage } from "../usage-error.ts";

/** Options of `check`, as commander gives them. */
export interface CheckFlags extends PasswordFlags {
  readonly indicators: readonly string[];
  readonly defaultIndicators: boolean;
  readonly envIndicators: boolean;
  readonly storedIndicators: boolean;
  readonly output?: string;
  readonly only: readonly string[];
  readonly scope: "all" | "device";
  readonly records: "matched" | "all" | "none";
  readonly timeline: "near" | "all";
  readonly consent?: string;
  readonly note?: string;
  readonly asOf?: string;
  readonly workers?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

type CaseEntry = CheckDocument["cases"][number];

/** One case of a call, examined or not. */
interface Examined {
  readonly status: ExitStatus;
  readonly folder?: string;
  readonly outcome?: CaseOutcome;
  readonly error?: string;
}

const MAX_WORKERS = 16;

/** Examines each path into a case of its own. The status is what they make together. */
export async function check(paths: readonly string[], flags: CheckFlags, host: CliHost): Promise<ExitStatus> {
  refuseBadFlags(flags);
  const passwords = passwordsOf(flags, host);
  const knowledge = await loadAndTell(flags, host);
  const examined: Examined[] = [];
  for (const path of paths) {
    const one = await examine({ path, isOneOfMany: paths.length > 1, flags, knowledge, passwords, host });
    examined.push(one);
    if (!flags.json) tell(one, flags, host);
    if (one.status === EXIT.interrupted) break;
  }
  if (flags.json) host.io.out(`${toJson(documentOf(examined), 2)}\n`);
  return combined(examined.map(({ status }) => status));
}

function refuseBadFlags(flags: CheckFlags): void {
  const unknown = flags.only.find((id) => !artifacts.some((artifact) => artifact.id === id));
  if (unknown !== undefined) throw usage("no-such-artifact", { id: unknown });
  if (flags.asOf !== undefined && !isDate(flags.asOf)) throw usage("not-a-date", { value: flags.asOf });
  if (flags.workers !== undefined && workersOf(flags) === undefined)
    throw usage("not-a-count", { value: flags.workers, most: MAX_WORKERS });
  if (flags.consent?.trim()) return;
  if (flags.records === "all") throw usage("consent-needed", { option: "--records all" });
  if (flags.timeline === "all") throw usage("consent-needed", { option: "--timeline all" });
}

const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;

function workersOf({ workers }: CheckFlags): number | undefined {
  const count = Number(workers);
  return Number.isInteger(count) && count >= 1 && count <= MAX_WORKERS ? count : undefined;
}

/** The run's knowledge; what was asked for and takes no part is said. */
async function loadAndTell(flags: CheckFlags, host: CliHost): Promise<Knowledge> {
  const { knowledge, unreadable } = await loadKnowledge(flags, host.environment);
  for (const { why } of unreadable) say(host, why);
  if (flags.quiet) return knowledge;
  for (const { pack, reason, count } of knowledge.indicatorReport.notEvaluable) {
    say(host, message("indicators/summary", { pack, count }));
    say(host, message(`indicators/not-evaluable/${reason}`));
  }
  if (knowledge.indicatorReport.revoked > 0) say(host, message("indicators/revoked", { count: knowledge.indicatorReport.revoked }));
  return knowledge;
}

const say = (host: CliHost, sentence: Message): void => host.io.error(`${visible(renderEnglish(sentence))}\n`);

interface Examination {
  readonly path: string;
  readonly isOneOfMany: boolean;
  readonly flags: CheckFlags;
  readonly knowledge: Knowledge;
  readonly passwords: Passwords;
  readonly host: CliHost;
}

/** The one place of `check` that turns errors into statuses. */
async function examine(examination: Examination): Promise<Examined> {
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

const createReader = ({ path, flags, knowledge, host }: Examination, unlock: Unlock | undefined): Reader =>
  host.createReader({
    path,
    keys: knowledge.index.keys,
    records: flags.records,
    timeline: flags.timeline,
    spoolFolder: flags.output ?? DEFAULT_PARENT,
    ...workerOption(flags),
    ...(unlock && { unlock }),
    signal: host.signal,
  });

const optionsOf = (flags: CheckFlags, today: string): CaseRequest["options"] => ({
  only: flags.only,
  scope: flags.scope,
  records: flags.records,
  timeline: flags.timeline,
  asOf: flags.asOf ?? today,
  defaultIndicators: flags.defaultIndicators,
  ...(flags.withoutPassword && { withoutPassword: true }),
});

/** A password that lay ready for another path of the run has opened nothing here. */
const sourceOf = ({ info }: OpenedAcquisition, passwordFrom: PasswordSource | undefined): Pick<CaseRequest, "passwordFrom"> =>
  passwordFrom !== undefined && info.kind === "ios-backup-encrypted" ? { passwordFrom } : {};

const workerOption = (flags: CheckFlags): { workers?: number } => {
  const workers = workersOf(flags);
  return workers === undefined ? {} : { workers };
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

function tell({ status, folder, outcome, error }: Examined, { quiet }: CheckFlags, { io }: CliHost): void {
  if (error !== undefined) io.error(`${visible(error)}\n`);
  if (!outcome || quiet) return;
  const place = { folder: folder ?? "", auditHead: outcome.auditHead, status };
  io.out(terminalSummary(viewOf(outcome.document, outcome.analysis), { width: io.width, colour: io.colour, place }));
}

const documentOf = (examined: readonly Examined[]): CheckDocument => ({
  schemaVersion: SCHEMA_VERSION,
  cases: examined.map(
    ({ status, folder, outcome, error }): CaseEntry => ({
      status,
      ...(folder !== undefined && { case: folder }),
      ...(error !== undefined && { error }),
      ...(outcome && { assessment: outcome.analysis.assessment, coverage: outcome.analysis.coverage }),
      findings: [...(outcome?.analysis.findings ?? [])],
    }),
  ),
});
