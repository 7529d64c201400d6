import { ROOT } from "./generate/files.ts";
import { checkPackages } from "./packages/check.ts";

const problems = checkPackages(ROOT);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
