import { expect, test } from "vitest";
import { runSteps, type Step } from "../scripts/test/run-steps.ts";
import { countsOf, type Report } from "../scripts/test/vitest.ts";

const step = (name: string, passed: number, failed: number, skipped = 0, output = ""): Step => ({
  name,
  title: `Step ${name}`,
  run: async () => ({ passed, failed, skipped, output }),
});

async function run(steps: readonly Step[], names: readonly string[] = []): Promise<{ status: number; lines: string[] }> {
  let text = "";
  const status = await runSteps(steps, names, (part) => {
    text += part;
  });
  return { status, lines: text.trimEnd().split("\n") };
}

test("the last line sums up all steps, also those after a failed one", async () => {
  const { status, lines } = await run([step("a", 1, 0), step("b", 3, 2, 1), step("c", 10, 0)]);
  expect(lines.at(-1)).toBe("14 passed, 2 failed, 1 skipped");
  expect(lines).toContain("Failed: Step b");
  expect(status).toBe(1);
});

test("nothing skipped is not spoken of, and nothing failed gives status 0", async () => {
  const { status, lines } = await run([step("a", 1, 0), step("b", 3, 0)]);
  expect(lines.at(-1)).toBe("4 passed, 0 failed");
  expect(status).toBe(0);
});

test("a step that throws has failed, and the others still run", async () => {
  const broken: Step = { name: "x", title: "Broken", run: () => Promise.reject(new Error("no such tool")) };
  const { status, lines } = await run([broken, step("a", 1, 0)]);
  expect(lines.at(-1)).toBe("1 passed, 1 failed");
  expect(lines.some((line) => line.includes("no such tool"))).toBe(true);
  expect(status).toBe(1);
});

test("what a failed step printed cannot be taken for the last line", async () => {
  const { lines } = await run([step("a", 0, 1, 0, "5 passed, 0 failed")]);
  expect(lines.filter((line) => /^\d+ passed, \d+ failed/.test(line))).toEqual(["0 passed, 1 failed"]);
});

test("one step can be run alone, and an unknown name is a failure", async () => {
  expect((await run([step("a", 1, 0), step("b", 2, 0)], ["b"])).lines.at(-1)).toBe("2 passed, 0 failed");
  expect((await run([step("a", 1, 0)], ["z"])).status).toBe(1);
});

const report = (changes: Partial<Report>): Report => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
  ...changes,
});

test.each([
  ["tests that passed, failed and skipped", report({ numPassedTests: 5, numFailedTests: 2, numPendingTests: 1 }), 1, [5, 2, 1]],
  [
    "a file that cannot be imported",
    report({ numPassedTests: 5, testResults: [{ status: "failed", assertionResults: [] }] }),
    1,
    [5, 1, 0],
  ],
  ["a browser that does not start", report({}), 1, [0, 1, 0]],
  ["an unhandled error beside passing tests", report({ numPassedTests: 5 }), 1, [5, 1, 0]],
  ["no tests at all", report({}), 0, [0, 1, 0]],
  ["no report", undefined, 0, [0, 1, 0]],
])("counts %s", (_what, given, status, [passed, failed, skipped]) => {
  expect(countsOf(given, status)).toEqual({ passed, failed, skipped });
});
