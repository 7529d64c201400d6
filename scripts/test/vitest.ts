import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../generate/files.ts";
import { runNode } from "./command.ts";
import type { StepResult } from "./run-steps.ts";

/** The part of vitest's JSON report that is counted. */
export interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

/** Runs vitest with these arguments and counts its tests. */
export async function runVitest(name: string, args: readonly string[]): Promise<StepResult> {
  const file = join(ROOT, ".cache", "test", `${name}.json`);
  rmSync(file, { force: true });
  const { status, output } = await runNode([
    "node_modules/vitest/vitest.mjs",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
    ...args,
  ]);
  return { ...countsOf(readReport(file), status), output };
}

function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Report;
  } catch {
    return undefined;
  }
}

/**
 * A file that cannot be imported has no tests to fail, and a browser that cannot start fails none either: both count as failed, the
 * last by the exit status.
 */
export function countsOf(report: Report | undefined, status: number): { passed: number; failed: number; skipped: number } {
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const unread = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length;
  const failed = report.numFailedTests + unread;
  const isSilentFailure = failed === 0 && (status !== 0 || report.numPassedTests + report.numPendingTests === 0);
  return {
    passed: report.numPassedTests,
    failed: failed + (isSilentFailure ? 1 : 0),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
