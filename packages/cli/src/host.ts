import type { Reader, RunDocument } from "@bridle/core";
import { type ChildReaderOptions, createChildReader } from "@bridle/node";
import { type Io, processIo } from "./io.ts";

/** What the commands need of the world; tests give another. */
export interface CliHost {
  readonly io: Io;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** ISO 8601 UTC. */
  now(): string;
  createReader(options: ChildReaderOptions): Reader;
  run(workers: number): RunDocument["host"];
}

/** The real one: child processes, the wall clock, Ctrl-C. */
export function processHost(): CliHost {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => controller.abort());
  return {
    io: processIo(),
    environment: process.env,
    signal: controller.signal,
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
