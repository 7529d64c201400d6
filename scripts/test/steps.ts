import { runNode } from "./command.ts";
import type { Step, StepResult } from "./run-steps.ts";
import { runVitest } from "./vitest.ts";

const SOURCE = "--conditions=bridle-source";

/** What `npm test` runs, fast first. */
export const STEPS: readonly Step[] = [
  command("format", "Format and lint", [
    "node_modules/@biomejs/biome/bin/biome",
    "ci",
    "--error-on-warnings",
    "--colors=off",
    "--max-diagnostics=50",
    ".",
  ]),
  command("layers", "Layers and banned names", ["scripts/check-layers.ts"]),
  command("packages", "Packages and dependencies", ["scripts/check-packages.ts"]),
  command("generated", "Generated files are fresh", [SOURCE, "scripts/generate.ts", "--check"]),
  command("types", "Types", ["node_modules/typescript/bin/tsc", "-b"]),
  vitest("unit", "Tests in Node", ["--project", "node", "--exclude", "tests/e2e*.test.ts"]),
  vitest("browser", "Core's tests in Chromium", ["--project", "browser"]),
  vitest("e2e", "End to end", ["--project", "node", "tests/e2e"]),
];

/** A step that is one check: passed or failed by its exit status. */
function command(name: string, title: string, args: readonly string[]): Step {
  return {
    name,
    title,
    async run(): Promise<StepResult> {
      const { status, output } = await runNode(args);
      return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0, output };
    },
  };
}

function vitest(name: string, title: string, args: readonly string[]): Step {
  return { name, title, run: () => runVitest(name, args) };
}
