import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { backupArchive, sysdiagnoseScenarios, writeArchive } from "@bridle/corpus";
import { varied } from "./tracev3-copies.ts";

const CACHE = resolve(import.meta.dirname, "../../.cache/bench");
/** A published file of a unified log (libyal/dtformats); what is made of it is measured, not it. */
const SAMPLE = resolve(import.meta.dirname, "../../../shared/public/unified-logs/0000000000000f85.tracev3");
/** Changes with what the inputs hold. */
const FORM = 1;
const SCENARIO = "sysdiagnose-pegasus";
const STYLE = "ios18";
/** By how much the text of spindump and the like is repeated: some tens of megabytes, as on phones. */
const SPINDUMP_BYTES = 60_000_000;
const REPORTS = 300;
/** What gzip makes of a file of the log, as measured. */
const PACKED_SHARE = 0.806;

/** A tar.gz of so many megabytes: the corpus's phone, a unified log of distinct files, a long spindump, some hundred reports; made when it is not there. */
export function sysdiagnoseArchive(megabytes: number): string | undefined {
  if (!existsSync(SAMPLE)) return undefined;
  const phone = sysdiagnoseScenarios.find(({ id }) => id === SCENARIO)!;
  const path = join(CACHE, `v${FORM}-sysdiagnose-${megabytes}`, `${phone.root(STYLE)}.tar.gz`);
  if (existsSync(path)) return path;
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.unfinished`;
  writeArchive(unfinished, backupArchive(entriesOf(phone.build(STYLE), megabytes * 1e6), { form: "tar.gz", prefix: phone.root(STYLE) }));
  renameSync(unfinished, path);
  return path;
}

function* entriesOf(files: ReadonlyMap<string, Uint8Array>, packedBytes: number): Generator<[string, Uint8Array]> {
  const decoder = new TextDecoder();
  for (const [path, bytes] of files) {
    yield [path, path === "spindump-nosymbols.txt" ? repeated(bytes, SPINDUMP_BYTES) : bytes];
    if (!path.endsWith("-Signal.ips") && !/crashes_and_spins\/Signal-/.test(path)) continue;
    for (let number = 0; number < REPORTS; number++)
      yield [
        path.replace(/\.ips$/, `-${number}.ips`),
        new TextEncoder().encode(decoder.decode(bytes).replace(/"incident_id":"[^"]*"/, `"incident_id":"${number}"`)),
      ];
  }
  const sample = new Uint8Array(readFileSync(SAMPLE));
  for (let number = 0, made = 0; made < packedBytes / PACKED_SHARE; number++) {
    const bytes = varied(sample, number);
    made += bytes.length;
    yield [`system_logs.logarchive/Persist/${(0x1000 + number).toString(16).padStart(16, "0")}.tracev3`, bytes];
  }
}

/** The blocks of the processes once more with other numbers of theirs, up to so many bytes. */
function repeated(bytes: Uint8Array, length: number): Uint8Array {
  const text = new TextDecoder().decode(bytes);
  const parts = [text];
  for (let size = text.length, number = 1; size < length; number++) {
    const part = text.replaceAll(/\[(\d+)\]/g, (_, pid: string) => `[${Number(pid) + number * 1_000}]`);
    parts.push(part);
    size += part.length;
  }
  return new TextEncoder().encode(parts.join(""));
}
