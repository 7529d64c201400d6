import type { Observable } from "../model/observable.ts";
import type { ProgramTrace } from "../model/program.ts";
import { imageObservables } from "./image-path.ts";
import { optional } from "./optional-field.ts";

/** What the lists of `ps` tell of a process: a program with its arguments, or a name alone. */
export interface ListedProcess {
  readonly pid: number;
  readonly parentPid?: number;
  readonly uid?: number;
  readonly user?: string;
  /** As shown: a time of day, a weekday or a date, in the phone's zone. */
  readonly startedAsShown?: string;
  /** With its arguments, as shown. */
  readonly command: string;
  /** The command without its arguments, where that can be told: from an absolute path up to the first argument. */
  readonly path?: string;
}

/** Programs lie in folders with spaces in their names ("Application Support"); an argument begins with a dash, a slash or a brace. */
export const pathOfCommand = (command: string): string | undefined =>
  command.startsWith("/") ? command.split(/ (?=[-/{"'<])/, 1)[0]!.trimEnd() : undefined;

/** Of a command without a path: in parentheses where the process has ended (zombies), else its first word. */
const nameOfCommand = (command: string): string => /^\((.*)\)$/.exec(command)?.[1] ?? command.split(" ", 1)[0]!;

/** `9:35 AM` is one value, whichever space stands in it. */
export const joinedMeridiem = (text: string): string => text.replace(/(\d{1,2}:\d\d)[\u202f\u00a0 ]([AP]M)\b/, "$1$2");

export function commandObservables({ path, command }: ListedProcess): readonly Observable[] {
  if (path === undefined) return imageObservables(nameOfCommand(command));
  const [word] = path.split(" ", 1);
  // Names hold spaces, and so do arguments: which it was is not told, so both are compared.
  return word === path ? imageObservables(path) : [...imageObservables(path), ...imageObservables(word!)];
}

/** Accounts whose numbers are the same on every phone. */
const UIDS: ReadonlyMap<string, number> = new Map([
  ["root", 0],
  ["mobile", 501],
]);

export const commandProgram = ({ pid, parentPid, uid, user, command, path }: ListedProcess): ProgramTrace => ({
  ...(path === undefined ? { name: nameOfCommand(command) } : { path }),
  pid,
  ...optional("parentPid", parentPid),
  ...optional("uid", uid ?? (user === undefined ? undefined : UIDS.get(user))),
  isLive: true,
  ...(path?.includes(" ") && { mayHoldArguments: true as const }),
});
