import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { scenario, writeBackup } from "@bridle/corpus";

const CACHE = resolve(import.meta.dirname, "../../.cache/bench");
/** Photographs in the catalogue beside the rows: enough that reading the catalogue shows. */
const FILES = 2_000;
/** Changes with what the inputs hold, so that old ones are not measured as new. */
const FORM = 1;

/** The folder of a seeded backup with so many URL-bearing messages and visits, made when it is not there; 0 is the demo phone. */
export function backupOf(rows: number): string {
  const folder = join(CACHE, `v${FORM}-compromised-${rows}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  writeBackup(unfinished, scenario("compromised").entries(rows === 0 ? {} : { rows, files: FILES }));
  renameSync(unfinished, folder);
  return folder;
}
