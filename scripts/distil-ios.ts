/**
 * Distils ../shared/data/ios-builds.csv and ios-models.csv (public facts, gathered 2026-08-19) into packages/core/src/knowledge.
 * Run by hand: node --conditions=bridle-source scripts/distil-ios.ts
 */
import { readFileSync, writeFileSync } from "node:fs";
import { compareText } from "../packages/core/src/model/json.ts";

const DATA = new URL("../../shared/data/", import.meta.url);
const OUTPUT = new URL("../packages/core/src/knowledge/", import.meta.url);
const DATE = "2026-08-19";

/** Two columns, the first quoted where it holds a comma. */
function rowsOf(name: string): [string, string][] {
  const lines = readFileSync(new URL(name, DATA), "utf8").trim().split(/\r?\n/).slice(1);
  return lines.map((line) => {
    const cells = /^(?:"([^"]*)"|([^,]*)),(?:"([^"]*)"|(.*))$/.exec(line)!;
    return [cells[1] ?? cells[2]!, cells[3] ?? cells[4]!];
  });
}

function write(name: string, member: string, rows: readonly [string, string][]): void {
  const sorted = Object.fromEntries([...rows].sort(([a], [b]) => compareText(a, b)));
  const document = {
    source: "Public facts: Apple's release notes and identifiers, as gathered by the project",
    date: DATE,
    [member]: sorted,
  };
  writeFileSync(new URL(name, OUTPUT), `${JSON.stringify(document, undefined, 1)}\n`);
  console.log(`${name}: ${rows.length}`);
}

write("ios-builds.json", "builds", rowsOf("ios-builds.csv"));
write("ios-models.json", "models", rowsOf("ios-models.csv"));
