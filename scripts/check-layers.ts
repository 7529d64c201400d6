import { resolve } from "node:path";
import { checkTree } from "./layers/check.ts";

const { files, violations } = checkTree(resolve(import.meta.dirname, ".."));
for (const { file, line, why } of violations) console.error(`${file}:${line} ${why}`);
if (files === 0) console.error("no source files found");
console.log(`${files} files`);
process.exitCode = violations.length > 0 || files === 0 ? 1 : 0;
