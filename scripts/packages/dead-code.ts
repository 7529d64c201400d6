import { ROOT } from "../generate/files.ts";
import { runNode } from "../test/command.ts";

const KNIP = "node_modules/knip/bin/knip.js";

/** Over everything; then over what runs for people, where a use by tests alone does not count. */
const RUNS: readonly { readonly title: string; readonly args: readonly string[] }[] = [
  { title: "knip:", args: [] },
  { title: "knip, tests aside:", args: ["--production", "--include=files,exports,types"] },
];

/**
 * Files, exports and dependencies below `root` that nothing uses, by its knip.jsonc, and entries of that file that no longer hold: what
 * knip itself says, one text for each run that found something.
 */
export async function findDeadCode(root: string = ROOT): Promise<readonly string[]> {
  const results = await Promise.all(
    RUNS.map(async ({ title, args }) => {
      const common = [`--directory=${root}`, "--no-progress", "--treat-config-hints-as-errors"];
      const { status, output } = await runNode([KNIP, ...common, ...args]);
      return status === 0 ? undefined : `${title}\n${output.trim() || `ended with ${status}`}`;
    }),
  );
  return results.filter((problem) => problem !== undefined);
}
