import { AcquisitionError, message, type RunDocument, renderEnglish, type Unlock, visible } from "@bridle/core";
import type { CliHost } from "./host.ts";
import { readPasswordFile } from "./password-file.ts";
import { usage } from "./usage-error.ts";

export type PasswordSource = NonNullable<RunDocument["passwordFrom"]>;

export interface GivenPassword {
  readonly from: PasswordSource;
  readonly password: string;
}

export interface PasswordFlags {
  readonly passwordFile?: string;
  readonly withoutPassword?: boolean;
}

/** The one password of a run, for every path of it. */
export interface Passwords {
  /** Opens with what was given; where that is nothing and it turns out to be needed, asks, once in a run, and tries again. */
  open<T>(name: string, attempt: (unlock?: Unlock) => Promise<T>): Promise<Opened<T>>;
}

export interface Opened<T> {
  readonly opened: T;
  /** Where the password came from that was there when it opened. */
  readonly passwordFrom?: PasswordSource;
}

export function passwordsOf(flags: PasswordFlags, host: CliHost): Passwords {
  if (flags.withoutPassword) {
    if (flags.passwordFile !== undefined) throw usage("password-contradiction");
    return { open: async (_name, attempt) => ({ opened: await attempt({ kind: "without" }) }) };
  }
  let password = flags.passwordFile === undefined ? host.environmentPasswords[0] : fromFile(flags.passwordFile, host);
  let hasAsked = password !== undefined;
  return {
    async open(name, attempt) {
      try {
        return await openWith(password, attempt);
      } catch (error) {
        if (!isLocked(error) || hasAsked || !host.ask) throw error;
        hasAsked = true;
        password = await asked(name, host);
        if (!password) throw error;
        return await openWith(password, attempt);
      }
    },
  };
}

async function openWith<T>(given: GivenPassword | undefined, attempt: (unlock?: Unlock) => Promise<T>): Promise<Opened<T>> {
  if (!given) return { opened: await attempt() };
  return { opened: await attempt({ kind: "password", password: given.password }), passwordFrom: given.from };
}

function fromFile(file: string, host: CliHost): GivenPassword {
  const { password, mayOthersRead } = readPasswordFile(file);
  if (mayOthersRead) host.io.error(`${visible(renderEnglish(message("cli/password-file-open", { file })))}\n`);
  return { from: "file", password };
}

async function asked(name: string, { ask, io }: CliHost): Promise<GivenPassword | undefined> {
  io.status("");
  const password = await ask?.(`${visible(renderEnglish(message("cli/password-question", { name })))} `);
  return password === undefined ? undefined : { from: "prompt", password };
}

const isLocked = (error: unknown): boolean => error instanceof AcquisitionError && error.code === "encrypted";

/** `--password x` and `-p x`, as other tools take it: refused before anything repeats what stands beside it. */
export function refusePasswordArgument(argv: readonly string[]): void {
  const end = argv.indexOf("--");
  const options = end < 0 ? argv : argv.slice(0, end);
  if (options.some((option) => /^(?:--password(?:=|$)|-p)/s.test(option))) throw usage("password-argument");
}
