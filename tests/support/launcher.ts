import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

/** The command line as a person or a script meets it: the launcher of this checkout. */
export const LAUNCHER = resolve(import.meta.dirname, "../../packages/cli/bin/bridle.mjs");

export interface Run {
  readonly status: number | null;
  readonly out: string;
  readonly error: string;
}

const MAX_OUTPUT = 1 << 28;

/** Runs `bridle` in a folder, on the Node that runs the tests, and waits for its end. `environment` is added to that of the tests. */
export function runBridle(cwd: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [LAUNCHER, ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...environment },
    maxBuffer: MAX_OUTPUT,
  });
  return { status, out: stdout, error: stderr };
}
