import { basename } from "node:path";
import {
  AcquisitionError,
  type AcquisitionErrorCode,
  isAskedFor,
  type Knowledge,
  message,
  namedZone,
  type OpenedPart,
  type Reader,
  relatePhones,
  renderEnglish,
  type Unlock,
  visible,
} from "@bridle/core";
import { DEFAULT_PARENT } from "@bridle/node";
import type { CliHost } from "../host.ts";
import type { PasswordSource, Passwords } from "../password.ts";
import { usage } from "../usage-error.ts";
import { type CheckFlags, workersOf } from "./check-flags.ts";

export interface Examination {
  /** One acquisition, or several of one phone. */
  readonly paths: readonly string[];
  readonly isOneOfMany: boolean;
  readonly flags: CheckFlags;
  readonly knowledge: Knowledge;
  readonly passwords: Passwords;
  /** Text of an age identity file. */
  readonly identity?: string;
  readonly host: CliHost;
}

export interface OpenedParts {
  readonly parts: readonly OpenedPart[];
  readonly unopened: readonly AcquisitionErrorCode[];
  readonly passwordFrom?: PasswordSource;
}

/**
 * Opens what is to be examined; `readers` gathers what has to be closed. One of several that cannot be opened costs itself alone and is
 * said; when none can, the last refusal is thrown.
 */
export async function openParts(examination: Examination, readers: Reader[]): Promise<OpenedParts> {
  const { paths, host } = examination;
  const opened: (OpenedPart & { readonly path: string; readonly passwordFrom?: PasswordSource })[] = [];
  const unopened: AcquisitionErrorCode[] = [];
  for (const path of paths) {
    try {
      opened.push({ path, ...(await openOne(path, examination, readers)) });
    } catch (error) {
      if (!(error instanceof AcquisitionError) || isFinal(error) || unopened.length + 1 === paths.length) throw error;
      unopened.push(error.code);
      const told = message("same-phone/left-out", { name: basename(path), code: error.code.replaceAll("-", "_") });
      host.io.error(`${visible(renderEnglish(told))}\n`);
    }
  }
  refuseUnlessOnePhone(opened);
  const passwordFrom = opened.find(({ opened: one }) => one.info.kind === "ios-backup-encrypted")?.passwordFrom;
  return { parts: opened, unopened, ...(passwordFrom !== undefined && { passwordFrom }) };
}

/** Not there, or the system refuses: a slip of whoever runs this, who had better know before the rest is read. */
const isFinal = ({ code }: AcquisitionError): boolean => code === "unreadable";

async function openOne(
  path: string,
  examination: Examination,
  readers: Reader[],
): Promise<OpenedPart & { readonly passwordFrom?: PasswordSource }> {
  const { flags, passwords, host } = examination;
  let reader: Reader | undefined;
  const attempt = async (unlock?: Unlock): Promise<OpenedPart> => {
    if (!flags.quiet) host.io.status(renderEnglish(message("cli/opening", { name: visible(basename(path)) })));
    await reader?.close();
    reader = createReader(path, examination, unlock);
    readers.push(reader);
    return { reader, opened: await reader.open() };
  };
  const { opened, passwordFrom } = await passwords.open(basename(path), attempt);
  return { ...opened, ...(passwordFrom !== undefined && { passwordFrom }) };
}

/** Two phones in one case would be judged as one: what one lacks would be looked for on the other. */
function refuseUnlessOnePhone(parts: readonly (OpenedPart & { readonly path: string })[]): void {
  const nameOf = (index: number): string => basename(parts[index]!.path);
  for (const [second, { opened }] of parts.entries()) {
    const first = parts.findIndex((other) => other.opened.info.id === opened.info.id);
    if (first < second) throw usage("same-phone-twice", { first: nameOf(first), second: nameOf(second) });
  }
  const relation = relatePhones(parts.map(({ opened }) => opened));
  if (relation.state === "different")
    throw usage("different-phones", {
      first: nameOf(relation.first),
      second: nameOf(relation.second),
      by: relation.by.replaceAll("-", "_"),
    });
}

const createReader = (path: string, { flags, knowledge, identity, host }: Examination, unlock: Unlock | undefined): Reader =>
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

const workerOption = (flags: CheckFlags): { workers?: number } => {
  const workers = workersOf(flags);
  return workers === undefined ? {} : { workers };
};

export const zoneOption = ({ timezone }: CheckFlags): { zone?: string } => {
  const zone = timezone === undefined ? undefined : namedZone(timezone);
  return zone === undefined ? {} : { zone };
};
