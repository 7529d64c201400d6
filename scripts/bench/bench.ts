/**
 * What an examination costs: on seeded synthetic backups, through the launcher as a person would start it, and MVT beside it on the
 * same input in the same run where `mvt-ios` is on the PATH. Prints figures and judges nothing. See docs/benchmarks.md.
 *
 *   npm run bench                   the demo phone, 50,000 rows, 500,000 rows
 *   npm run bench -- 50000          these numbers of rows only; 0 is the demo phone
 *   npm run bench -- --encrypted    an encrypted backup of 2 GB and nothing else
 *   npm run bench -- --bugreport    bug reports of 100 MB and, without MVT, of 500 MB, an AndroidQF zip, and nothing else
 *   npm run bench -- --sysdiagnose  a sysdiagnose of 260 MB, packed, and nothing else; it has no peer here
 *   npm run bench -- --no-mvt       without MVT
 *   npm run bench -- --times 3      the median of so many runs (default 3, MVT always once)
 */
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { backupOf, bugreportOf, collectionOf, ENCRYPTED_PASSWORD, encryptedBackup } from "./input.ts";
import { type Cost, measure } from "./measure.ts";
import { type MvtCommand, mvtAndroidCommands, mvtCommand } from "./mvt.ts";
import { sysdiagnoseArchive } from "./sysdiagnose-input.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const LAUNCHER = join(ROOT, "packages/cli/bin/bridle.mjs");
const FLOOR = join(import.meta.dirname, "floor.ts");
const TEXT_FLOOR = join(import.meta.dirname, "floor-text.ts");
const DEFAULT_ROWS = [0, 50_000, 500_000];
const DEFAULT_TIMES = 3;
const SYSDIAGNOSE_MEGABYTES = 260;
/** Statuses of `check` that mean it was examined (docs: exit status). */
const EXAMINED = [0, 1, 3];

interface Line {
  readonly what: string;
  readonly cost: Cost;
}

const EVERYTHING = ["--records", "all", "--timeline", "all", "--consent", "bench"];
const PLANS = [
  { what: "bridle, everything", options: EVERYTHING },
  { what: "bridle, defaults", options: [] },
] as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    mvt: { type: "boolean", default: true },
    encrypted: { type: "boolean", default: false },
    bugreport: { type: "boolean", default: false },
    sysdiagnose: { type: "boolean", default: false },
    times: { type: "string", default: String(DEFAULT_TIMES) },
  },
});
const asked = positionals.length > 0 ? positionals.map(Number) : DEFAULT_ROWS;
const sizes = values.encrypted || values.bugreport || values.sysdiagnose ? [] : asked;
const times = Math.max(1, Number(values.times));

console.log(`Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model.trim() ?? "unknown"}); medians of ${times}\n`);
await measure(process.execPath, [LAUNCHER, "--version"]);
const mvt = values.mvt ? mvtCommand(join(ROOT, "../shared/data/indicators")) : undefined;
if (values.encrypted) await benchEncrypted(encryptedBackup());
if (values.bugreport) {
  const peers = values.mvt ? mvtAndroidCommands(join(ROOT, "../shared/data/indicators")) : undefined;
  await benchAndroid("a bug report of 100 MB", bugreportOf(100), peers?.bugreport);
  await benchAndroid("a bug report of 500 MB", bugreportOf(500), undefined);
  await benchAndroid("AndroidQF, a bug report of 100 MB in a zip in a zip", collectionOf(100), peers?.collection);
}
if (values.sysdiagnose) await benchSysdiagnose(SYSDIAGNOSE_MEGABYTES);
for (const rows of sizes) {
  const input = backupOf(rows);
  const lines: Line[] = [];
  for (const { what, options } of PLANS) lines.push({ what, cost: await medianOf(times, () => checked(input, options)) });
  lines.push({ what: "floor: rows read once", cost: await medianOf(times, () => measure(process.execPath, [FLOOR, input])) });
  if (mvt) lines.push({ what: mvt.version, cost: await inScratch((folder) => measure(mvt.file, mvt.argumentsFor(input, folder))) });
  print(rows === 0 ? "the demo phone" : `${rows.toLocaleString("en")} URL-bearing rows`, lines);
}

/** From the password to the findings; MVT decrypts everything to a copy first. */
async function benchEncrypted(input: string): Promise<void> {
  const environment = { ...process.env, BRIDLE_BACKUP_PASSWORD: ENCRYPTED_PASSWORD };
  const lines: Line[] = [];
  for (const { what, options } of PLANS) lines.push({ what, cost: await medianOf(times, () => checked(input, options, environment)) });
  if (mvt) lines.push(...(await mvtOnEncrypted(mvt, input)));
  print("an encrypted backup of 2 GB in 12,000 files, ten million rounds", lines);
}

async function benchAndroid(title: string, input: string, peer: MvtCommand | undefined): Promise<void> {
  const lines: Line[] = [];
  for (const { what, options } of PLANS) lines.push({ what, cost: await medianOf(times, () => checked(input, options)) });
  lines.push({ what: "floor: lines parted once", cost: await medianOf(times, () => measure(process.execPath, [TEXT_FLOOR, input])) });
  if (peer) lines.push({ what: peer.version, cost: await inScratch((folder) => measure(peer.file, peer.argumentsFor(input, folder))) });
  print(title, lines);
}

async function benchSysdiagnose(megabytes: number): Promise<void> {
  const input = sysdiagnoseArchive(megabytes);
  if (input === undefined) throw new Error("the published file of a unified log is not there: see scripts/bench/sysdiagnose-input.ts");
  const lines: Line[] = [];
  for (const { what, options } of PLANS) lines.push({ what, cost: await medianOf(times, () => checked(input, options)) });
  print(`a sysdiagnose of ${megabytes} MB, packed`, lines);
}

function mvtOnEncrypted({ file, version, argumentsFor, decryptArguments }: MvtCommand, input: string): Promise<Line[]> {
  return inScratch(async (folder) => {
    const copy = join(folder, "copy");
    const decrypt = await measure(file, decryptArguments(input, copy, ENCRYPTED_PASSWORD));
    const check = await measure(file, argumentsFor(copy, join(folder, "out")));
    return [
      { what: `${version} decrypt`, cost: decrypt },
      { what: `${version} check`, cost: check },
    ];
  });
}

async function checked(input: string, options: readonly string[], environment?: NodeJS.ProcessEnv): Promise<Cost> {
  const cost = await inScratch((folder) =>
    measure(process.execPath, [LAUNCHER, "check", input, "-o", folder, "--quiet", "--no-stored-indicators", ...options], environment),
  );
  if (!EXAMINED.includes(cost.status)) throw new Error(`bridle check ended with status ${cost.status}`);
  return cost;
}

async function inScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "bridle-bench-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The run whose CPU time is in the middle. */
async function medianOf(count: number, work: () => Promise<Cost>): Promise<Cost> {
  const costs: Cost[] = [];
  for (let run = 0; run < count; run++) costs.push(await work());
  const of = ({ cpuSeconds, wallSeconds }: Cost): number => cpuSeconds ?? wallSeconds;
  return costs.sort((a, b) => of(a) - of(b))[costs.length >> 1]!;
}

function print(title: string, lines: readonly Line[]): void {
  console.log(title);
  console.log(`  ${"".padEnd(24)}${["CPU s", "wall s", "MiB, one", "MiB, all", "CPU ratio"].map((head) => head.padStart(11)).join("")}`);
  const peer = lines.find(({ what }) => what.startsWith("mvt"));
  for (const { what, cost } of lines) {
    const ratio = peer?.cost.cpuSeconds !== undefined && cost.cpuSeconds ? peer.cost.cpuSeconds / cost.cpuSeconds : undefined;
    const figures = [cost.cpuSeconds?.toFixed(2), cost.wallSeconds.toFixed(2), cost.peakOfOne?.toFixed(0), cost.peakOfTree?.toFixed(0)];
    console.log(`  ${what.padEnd(24)}${[...figures, ratio?.toFixed(1)].map((figure) => (figure ?? "-").padStart(11)).join("")}`);
  }
  console.log("");
}
