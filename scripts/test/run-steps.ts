export interface StepResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Shown when something failed. */
  readonly output: string;
}

export interface Step {
  /** One word, to run it alone: `npm test -- layers`. */
  readonly name: string;
  readonly title: string;
  run(): Promise<StepResult>;
}

/** Longest output of a failed step that is shown; the end says what failed. */
const MAX_OUTPUT = 60_000;

/** Runs all steps, also after one has failed, each with a line of its own; the very last line sums them up. Gives the exit status. */
export async function runSteps(
  steps: readonly Step[],
  names: readonly string[] = [],
  write = (text: string): void => void process.stdout.write(text),
): Promise<number> {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) write(`no step ${unknown.join(", ")}; there are ${steps.map(({ name }) => name).join(", ")}\n`);
  const chosen = steps.filter(({ name }) => names.length === 0 || names.includes(name));
  const results: { readonly step: Step; readonly result: StepResult }[] = [];
  for (const step of chosen) results.push({ step, result: await runStep(step, write) });
  const bad = results.filter(({ result }) => result.failed > 0);
  if (bad.length > 0) write(`\nFailed: ${bad.map(({ step }) => step.title).join("; ")}\n`);
  const sum = (key: "passed" | "failed" | "skipped"): number => results.reduce((total, { result }) => total + result[key], 0);
  const failed = sum("failed") + unknown.length;
  write(`${shown(sum("passed"), failed, sum("skipped"))}\n`);
  return failed > 0 ? 1 : 0;
}

async function runStep(step: Step, write: (text: string) => void): Promise<StepResult> {
  write(`${step.title} … `);
  const start = performance.now();
  const result = await step.run().catch((error: unknown): StepResult => ({ passed: 0, failed: 1, skipped: 0, output: String(error) }));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  write(`${shown(result.passed, result.failed, result.skipped)} (${seconds} s)\n`);
  if (result.failed > 0) write(`${indented(result.output.slice(-MAX_OUTPUT))}\n`);
  return result;
}

const shown = (passed: number, failed: number, skipped: number): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;

/** Indented, so that no line of a step can be taken for the last line of all. */
const indented = (text: string): string => text.trimEnd().replaceAll(/^/gm, "    ");
