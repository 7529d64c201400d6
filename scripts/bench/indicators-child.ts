/** One measurement of scripts/bench/indicators.ts, in a process of its own; prints one line of JSON. Times are without the program's start. */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { deserialize, serialize } from "node:v8";
import { fileSource, sha256OfFile } from "../../packages/cli/src/indicators/file-source.ts";
import { fromTransfer, type IndexTransfer, toTransfer } from "../../packages/core/src/indicators/index-transfer.ts";
import { buildIndex, createMatcher } from "../../packages/core/src/indicators/indicator-index.ts";
import { loadIndicators } from "../../packages/core/src/indicators/load.ts";
import type { Observable } from "../../packages/core/src/model/observable.ts";

const LOOKUPS = 1_000_000;
const DISTINCT = 100_000;
/** One URL in so many is of a listed host. */
const HIT_EVERY = 100;
const HASH_BYTES = 32;

const [mode = "", file = "", other = ""] = process.argv.slice(2);
const before = process.memoryUsage.rss();
const began = { cpu: process.cpuUsage(), wall: performance.now() };
const mebibytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(0);

if (mode === "stix") fromStix();
else fromCompiled();

function tell(what: string): void {
  const { user, system } = process.cpuUsage(began.cpu);
  const cpu = (user + system) / 1e6;
  const wall = (performance.now() - began.wall) / 1e3;
  const most = process.resourceUsage().maxRSS * 1024;
  const line = `${cpu.toFixed(3)} CPU s, ${wall.toFixed(3)} s, ${mebibytes(most)} MiB at most (${mebibytes(most - before)} above the start)${what}`;
  console.log(JSON.stringify({ cpu, line }));
}

function fromStix(): void {
  const source = fileSource(file);
  const sha256 = sha256OfFile(source);
  const { pack, columns } = loadIndicators(file, source, "option", {}, { sha256 });
  const index = buildIndex(columns!, [pack]);
  tell(`: ${index.counts.entries} entries, hashed, read and built`);
  const content = serialize(toTransfer(index));
  writeFileSync(other, Buffer.concat([createHash("sha256").update(content).digest(), content]));
}

function fromCompiled(): void {
  const bytes = readFileSync(file);
  const isWhole = createHash("sha256").update(bytes.subarray(HASH_BYTES)).digest().equals(bytes.subarray(0, HASH_BYTES));
  if (!isWhole) throw new Error("damaged");
  const index = fromTransfer(deserialize(bytes.subarray(HASH_BYTES)) as IndexTransfer);
  const matcher = createMatcher(index, { platform: "ios", cuts: {} });
  const loaded = { ...process.cpuUsage(began.cpu) };
  const wall = (performance.now() - began.wall) / 1e3;
  const most = process.resourceUsage().maxRSS * 1024;
  const urls = Array.from({ length: DISTINCT }, (_, number): Observable => {
    const isListed = number % HIT_EVERY === 0;
    const host = isListed
      ? `a.${index.entry((number * 7_919) % index.counts.entries).value}`
      : `www.site${(number * 7_919) % 1_000_003}.example`;
    return { type: "url:value", role: "received", value: `https://${host}/a/b?x=${number}` };
  });
  for (const url of urls) matcher.find(url);
  const start = process.cpuUsage();
  let hits = 0;
  for (let round = 0; round < LOOKUPS / DISTINCT; round++) for (const url of urls) hits += matcher.find(url).length;
  const { user, system } = process.cpuUsage(start);
  const cpu = (loaded.user + loaded.system) / 1e6;
  const line = `${cpu.toFixed(3)} CPU s, ${wall.toFixed(3)} s, ${mebibytes(most)} MiB at most (${mebibytes(most - before)} above the start, ${mebibytes(bytes.length)} MiB on disk); ${(((user + system) * 1e3) / LOOKUPS).toFixed(0)} ns a URL, ${hits} of ${LOOKUPS} met`;
  console.log(JSON.stringify({ cpu, line }));
}
