/**
 * What loading indicators costs: from a STIX bundle as they are published (an indicator and its relationship each), from the compiled
 * index, and a lookup; MVT beside it where `mvt-ios` is on the PATH. Prints figures and judges nothing. See docs/benchmarks.md.
 *
 *   node --conditions=bridle-source scripts/bench/indicators.ts                 10,000, 100,000 and 1,000,000 indicators
 *   node --conditions=bridle-source scripts/bench/indicators.ts 100000 --no-mvt
 *
 * MVT's time grows with the square of the number; it is measured up to `--mvt-most` (default 10,000).
 */
import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { measure } from "./measure.ts";

const CACHE = resolve(import.meta.dirname, "../../.cache/bench");
const CHILD = join(import.meta.dirname, "indicators-child.ts");
const DEFAULT_COUNTS = [10_000, 100_000, 1_000_000];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    mvt: { type: "boolean", default: true },
    "mvt-most": { type: "string", default: "10000" },
    times: { type: "string", default: "3" },
  },
});
const counts = positionals.length > 0 ? positionals.map(Number) : DEFAULT_COUNTS;
const hasMvt = values.mvt && spawnSync("mvt-ios", ["version"]).status === 0;

console.log(
  `Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model.trim() ?? "unknown"}), load ${loadavg()[0]!.toFixed(1)}\n`,
);
for (const count of counts) {
  const bundle = bundleOf(count);
  const index = join(CACHE, `indicators-${count}.bin`);
  console.log(`${count.toLocaleString("en")} indicators, ${(statSync(bundle).size / 1e6).toFixed(1)} MB of STIX`);
  for (const [what, args] of [
    ["from STIX", ["stix", bundle, index]],
    ["compiled", ["compiled", index, bundle]],
  ] as const) {
    const runs = Array.from({ length: Number(values.times) }, () => childRun(args));
    console.log(`  ${what.padEnd(10)} ${runs.sort((a, b) => a.cpu - b.cpu)[runs.length >> 1]!.line}`);
  }
  if (hasMvt && count <= Number(values["mvt-most"])) await printMvt(bundle);
}

function childRun(args: readonly string[]): { cpu: number; line: string } {
  const { stdout, status } = spawnSync(process.execPath, ["--conditions=bridle-source", CHILD, ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(`measuring ended with status ${status}`);
  return JSON.parse(stdout) as { cpu: number; line: string };
}

async function printMvt(bundle: string): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), "bridle-bench-"));
  try {
    const { cpuSeconds, wallSeconds, peakOfOne } = await measure("mvt-ios", ["check-iocs", "--iocs", bundle, scratch]);
    console.log(
      `  MVT        ${cpuSeconds?.toFixed(2)} CPU s, ${wallSeconds.toFixed(2)} s, ${peakOfOne?.toFixed(0)} MiB: start, load, nothing to check`,
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A seeded bundle in the form of those that MVT's users download. */
function bundleOf(count: number): string {
  const file = join(CACHE, `indicators-${count}.stix2`);
  if (existsSync(file)) return file;
  mkdirSync(CACHE, { recursive: true });
  const making = `${file}.making`;
  const descriptor = openSync(making, "w");
  const time = { created: "2026-01-01T00:00:00.000000Z", modified: "2026-01-01T00:00:00.000000Z" };
  const malware = { type: "malware", spec_version: "2.1", id: `malware--${uuid(0)}`, ...time, name: "Bench", is_family: false };
  writeSync(descriptor, `{"type":"bundle","id":"bundle--${uuid(1)}","objects":[${JSON.stringify(malware)}`);
  for (let number = 0; number < count; number++) {
    const id = `indicator--${uuid(number * 2 + 2)}`;
    const indicator = {
      type: "indicator",
      spec_version: "2.1",
      id,
      ...time,
      indicator_types: ["malicious-activity"],
      pattern: `[domain-name:value='${mixed(number).toString(36)}-${number}.example']`,
      pattern_type: "stix",
      pattern_version: "2.1",
      valid_from: time.created,
    };
    const relationship = {
      type: "relationship",
      spec_version: "2.1",
      id: `relationship--${uuid(number * 2 + 3)}`,
      ...time,
      relationship_type: "indicates",
      source_ref: id,
      target_ref: malware.id,
    };
    writeSync(descriptor, `,${JSON.stringify(indicator)},${JSON.stringify(relationship)}`);
  }
  writeSync(descriptor, "]}");
  closeSync(descriptor);
  renameSync(making, file);
  return file;
}

/** The finalizer of MurmurHash3 (A. Appleby, public domain). */
function mixed(number: number): number {
  let h = (number + 0x9e3779b9) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function uuid(number: number): string {
  const hex = [1, 2, 3, 4]
    .map((part) =>
      mixed(number * 4 + part)
        .toString(16)
        .padStart(8, "0"),
    )
    .join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
