import { ROOT } from "./generate/files.ts";
import { checkPackages } from "./packages/check.ts";
import { findDeadCode } from "./packages/dead-code.ts";

const problems = [...checkPackages(ROOT), ...(await findDeadCode())];
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
