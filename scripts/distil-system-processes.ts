/**
 * Writes the names of programs that Apple ships with iOS, from the path lists of two research phones in ../shared/public
 * (iLEAPP's, MIT). Run by hand: node --conditions=bridle-source scripts/distil-system-processes.ts
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const LISTS = new URL("../../shared/public/path-lists/", import.meta.url);
const OUT = new URL("../packages/core/src/indicators/system-processes.json", import.meta.url);
const PHONES = ["magnet-mvs-2023-ios.csv", "josh-hickman-ios15.csv"];
const MAX_LIST_BYTES = 1 << 28;

/** System folders only: what the owner installed lies below /private. The name of an app's, service's or extension's program is that of its bundle. */
const PROGRAMS = [
  /^\/(?:usr\/libexec|usr\/s?bin|s?bin)\/([^/]+)$/,
  /^\/(?:System|Applications|usr)\/(?:.*\/)?([^/]+)\.(?:app|xpc|appex)\/\1$/,
  /^\/System\/Library\/(?:Private)?Frameworks\/[^/]+\.framework\/(?:Support\/|[^/]+\.bundle\/)?([\w.-]+(?:d|[Aa]gent|Daemon|Service|Helper))$/,
];

const names = new Set<string>();
for (const list of PHONES) {
  const text = execFileSync("unzip", ["-p", fileURLToPath(new URL(`${list}.zip`, LISTS)), list], {
    encoding: "utf8",
    maxBuffer: MAX_LIST_BYTES,
  });
  for (const line of text.split("\n")) {
    const path = line.slice(0, line.indexOf(",")).replace(/^filesystem\d*/, "");
    for (const program of PROGRAMS) {
      const name = program.exec(path)?.[1];
      if (name !== undefined && !name.startsWith(".")) names.add(name);
    }
  }
}

writeFileSync(
  OUT,
  `${JSON.stringify({ source: "https://github.com/abrignoni/iLEAPP (admin/data, path lists of research phones, iOS 15 and 16; MIT)", date: "2024-09-12", names: [...names].sort() }, undefined, 1)}\n`,
);
console.log(`${names.size} names`);
