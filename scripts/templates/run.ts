import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../generate/files.ts";
import { RequestError } from "./new-files.ts";

/** Writes the files, formats them (names differ in length), registers them, and tells what is left to do. */
export function runGenerator(write: () => readonly string[], guide: string): void {
  try {
    const paths = write();
    spawnSync(process.execPath, [join(ROOT, "node_modules/@biomejs/biome/bin/biome"), "format", "--write", ...paths], { cwd: ROOT });
    spawnSync(process.execPath, ["--conditions=bridle-source", join(ROOT, "scripts/generate.ts")], { stdio: "inherit" });
    console.log(`${paths.join("\n")}\nNow replace every TODO (${guide} shows how), then npm run generate and npm test.`);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
