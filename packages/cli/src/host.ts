import { isatty } from "node:tty";
import type { Reader, RunDocument } from "@bridle/core";
import { type ChildReaderOptions, createChildReader } from "@bridle/node";
import { askHidden } from "./ask-hidden.ts";
import { askLine } from "./ask-line.ts";
import { takePasswords } from "./environment-passwords.ts";
import { type Io, processIo } from "./io.ts";
import type { GivenPassword } from "./password.ts";

/** What the commands need of the world; tests give another. */
export interface CliHost {
  readonly io: Io;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What the environment held when the run began, and holds no longer; the first is heeded. */
  readonly environmentPasswords: readonly GivenPassword[];
  /** Asks a person for a line without showing it; absent where nobody can be asked. */
  readonly ask?: (question: string) => Promise<string | undefined>;
  /** Asks a person for a line that may be seen; absent where nobody can be asked. */
  readonly askLine?: (question: string) => Promise<string | undefined>;
  readonly signal: AbortSignal;
  /** ISO 8601 UTC. */
  now(): string;
  createReader(options: ChildReaderOptions): Reader;
  run(workers: number): RunDocument["host"];
}

/** The real one: child processes, the wall clock, Ctrl-C. */
export function processHost(): CliHost {
  const environmentPasswords = takePasswords(process.env);
  const controller = new AbortController();
  const { signal } = controller;
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => controller.abort());
  return {
    io: processIo(),
    environment: process.env,
    environmentPasswords,
    // Asked of the descriptors: to ask process.stdin makes a stream of it, with all that a file's needs.
    ...(isatty(0) &&
      isatty(2) && {
        ask: (question: string) => askHidden(question, { input: process.stdin, output: process.stderr, signal }),
        askLine: (question: string) => askLine(question, { input: process.stdin, output: process.stderr, signal }),
      }),
    signal,
    now: () => new Date().toISOString(),
    createReader: createChildReader,
    run: (workers) => ({
      runtime: `node ${process.versions.node}`,
      platform: `${process.platform} ${process.arch}`,
      isolation: "child-process-permissions",
      workers,
    }),
  };
}
