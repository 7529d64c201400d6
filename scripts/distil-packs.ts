/**
 * Distils the published indicator sets of ../shared/data/indicators into packages/core/src/knowledge/packs, one file per set, in
 * our own schema. Run by hand when the inputs change, then `npm run generate`; the same inputs give the same bytes:
 *   node --conditions=bridle-source scripts/distil-packs.ts [--check]
 * With --check nothing is written, and the status says whether the committed packs are what the inputs give.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { distilAll } from "./packs/distil.ts";

const INPUT = new URL("../../shared/data/indicators/", import.meta.url);
const OUTPUT = new URL("../packages/core/src/knowledge/packs/", import.meta.url);
const isCheck = process.argv.includes("--check");

const { packs, leftOut } = distilAll((name) => readFileSync(new URL(name, INPUT)));
for (const line of leftOut) console.warn(`left out: ${line}`);
for (const { id, count, text } of packs) {
  const file = new URL(`${id}.json`, OUTPUT);
  const isSame = existsSync(file) && readFileSync(file, "utf8") === text;
  console.log(`${id}: ${count}${isSame ? "" : isCheck ? " differs" : " written"}`);
  if (isSame) continue;
  if (isCheck) process.exitCode = 1;
  else writeFileSync(file, text);
}
