/**
 * What reading unified logs costs: many distinct files made of a published one, then its catalogs alone (stage A), every line walked
 * (unpacked, format string and process found), and the whole command with each artifact by itself. In each file other digits stand in the
 * texts, so that texts, pids and paths are new in every one: harder than real logs, where most return.
 *
 *   node --conditions=bridle-source scripts/bench/unified-log.ts <file.tracev3> <megabytes> <folder>
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bytesSource, readBytes } from "../../packages/core/src/bytes/byte-source.ts";
import { readCatalog, readSpeakers } from "../../packages/core/src/formats/tracev3/catalog.ts";
import { unpackChunkSet } from "../../packages/core/src/formats/tracev3/chunk-set.ts";
import { CATALOG, CHUNK_SET, chunksIn } from "../../packages/core/src/formats/tracev3/chunks.ts";
import { eachLine, type LineSink, newWaiting, speakersOf } from "../../packages/core/src/formats/tracev3/lines.ts";
import { createFormatTable } from "../../packages/core/src/formats/tracev3/strings.ts";
import { measure } from "./measure.ts";
import { varied } from "./tracev3-copies.ts";

const [sample, size, folder] = [process.argv[2]!, Number(process.argv[3]), process.argv[4]!];
const ROOT = join(folder, "sysdiagnose_2024.05.01_09-30-00+0000_iPhone-OS_iPhone_19D52");
const LOGS = join(ROOT, "system_logs.logarchive/Persist");
const MEGABYTE = 1_000_000;
const NOTHING: LineSink = { line() {}, state() {}, simple() {}, damaged() {} };
const table = createFormatTable(undefined);
const strings = { image: () => table, sharedCache: () => table };

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

if (!existsSync(ROOT)) makeFiles();
const files = readdirSync(LOGS).map((name) => join(LOGS, name));
const megabytes = files.reduce((sum, file) => sum + readFileSync(file).length, 0) / MEGABYTE;
console.log(`${files.length} files, ${megabytes.toFixed(0)} MB`);
tell("catalogs alone", overFiles({ catalog: (bytes) => readCatalog(bytes) }));
tell("every set unpacked", overFiles({ set: (bytes) => unpackChunkSet(bytes) }));
tell("every line walked", walkAll());
const cli = fileURLToPath(new URL("../../packages/cli/bin/bridle.mjs", import.meta.url));
for (const only of ["ios/unified-log-processes", "ios/unified-log"]) {
  const { cpuSeconds: cpu, wallSeconds, peakOfOne, peakOfTree } = await measure(process.execPath, [cli, "check", ROOT, "--only", only]);
  console.log(
    `check --only ${only}: ${cpu} CPU s, ${wallSeconds.toFixed(1)} s, ${peakOfOne?.toFixed(0)} MiB, all ${peakOfTree?.toFixed(0)} MiB`,
  );
  if (cpu !== undefined) tell(only, cpu);
}

function tell(what: string, seconds: number): void {
  console.log(`${what}: ${seconds.toFixed(2)} CPU s, ${(megabytes / seconds).toFixed(0)} MB/s`);
}

function overFiles({ catalog, set }: { catalog?: (bytes: Uint8Array) => unknown; set?: (bytes: Uint8Array) => unknown }): number {
  const started = cpuSeconds();
  for (const file of files) {
    const source = bytesSource(new Uint8Array(readFileSync(file)));
    for (const { tag, offset, length } of chunksIn(source)) {
      if (tag === CATALOG) catalog?.(readBytes(source, offset, length));
      if (tag === CHUNK_SET) set?.(readBytes(source, offset, length));
    }
  }
  return cpuSeconds() - started;
}

function walkAll(): number {
  const started = cpuSeconds();
  let lines = 0;
  for (const file of files) eachLineOf(new Uint8Array(readFileSync(file)), { ...NOTHING, line: () => lines++ });
  console.log(`${lines} lines`);
  return cpuSeconds() - started;
}

function eachLineOf(bytes: Uint8Array, sink: LineSink): void {
  const source = bytesSource(bytes);
  let speakers = speakersOf(new Map(), strings);
  const waiting = newWaiting();
  for (const { tag, offset, length } of chunksIn(source)) {
    if (tag === CATALOG) speakers = speakersOf(readSpeakers(readBytes(source, offset, length)), strings);
    if (tag === CHUNK_SET) eachLine(unpackChunkSet(readBytes(source, offset, length)), { speakers, strings, waiting }, sink);
  }
}

function makeFiles(): void {
  mkdirSync(LOGS, { recursive: true });
  writeFileSync(join(ROOT, "taskinfo.txt"), "num tasks: 0\n");
  const original = new Uint8Array(readFileSync(sample));
  for (let number = 0, made = 0; made < size * MEGABYTE; number++) {
    const bytes = varied(original, number);
    writeFileSync(join(LOGS, `${number.toString(16).padStart(16, "0")}.tracev3`), bytes);
    made += bytes.length;
  }
}
