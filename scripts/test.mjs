/** `npm test`. Plain JavaScript up to the point where the runtime is known to be the pinned one; see scripts/test/steps.ts. */
const NEEDED = 24;

if (Number(process.versions.node.split(".")[0]) < NEEDED) {
  console.error(
    `This is Node ${process.versions.node}; the repository brings its own through npm, and it is not there. ` +
      "Run `npm ci` without --omit=optional, then `npm test` (not `node scripts/test.mjs`). " +
      `Where npm has no package for ${process.platform} ${process.arch}, install Node ${NEEDED} or later.`,
  );
  console.log("0 passed, 1 failed");
  process.exit(1);
}

const { runSteps } = await import("./test/run-steps.ts");
const { STEPS } = await import("./test/steps.ts");
process.exitCode = await runSteps(STEPS, process.argv.slice(2));
