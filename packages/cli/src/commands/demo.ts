import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EXIT, type ExitStatus, message, renderEnglish } from "@bridle/core";
import { type Scenario, scenario, scenarios, writeBackup } from "@bridle/corpus";
import type { CliHost } from "../host.ts";
import { usage } from "../usage-error.ts";
import { type CheckFlags, check } from "./check.ts";

export interface DemoFlags {
  readonly scenario: string;
  readonly list?: boolean;
  readonly check?: boolean;
}

export const DEFAULT_DEMO_FOLDER = "bridle-demo";
export const DEFAULT_SCENARIO = "compromised";
/** Marks a folder as ours to write over. */
const MARK = "THIS-IS-A-DEMO.txt";
const MARK_TEXT = "DEMO: synthetic phones written by `bridle demo`. No real person's data. This folder may be deleted.\n";

const CHECK_DEFAULTS: CheckFlags = {
  indicators: [],
  defaultIndicators: true,
  envIndicators: false,
  only: [],
  scope: "all",
  records: "matched",
  timeline: "near",
};

/** Writes a synthetic phone; with `--check` examines it too, says which status `check` would give, and ends with 0. */
export async function demo(folder: string, flags: DemoFlags, host: CliHost): Promise<ExitStatus> {
  if (flags.list) return list(host);
  const phone = scenarios.find(({ id }) => id === flags.scenario);
  if (!phone) throw usage("no-such-scenario", { id: flags.scenario });
  const backup = writePhone(folder, phone);
  tell(host, "demo-written", { title: phone.title, folder: backup });
  if (!flags.check) {
    tell(host, "demo-check-hint", { folder: backup });
    return EXIT.nothingMatched;
  }
  host.io.out("\n");
  const status = await check([backup], CHECK_DEFAULTS, host);
  if (status === EXIT.internalError || status === EXIT.interrupted) return status;
  host.io.out("\n");
  tell(host, "demo-status", { folder: backup, status });
  return EXIT.nothingMatched;
}

const tell = (host: CliHost, id: string, params: Readonly<Record<string, string | number>>): void =>
  host.io.out(`${renderEnglish(message(`cli/${id}`, params))}\n`);

function list(host: CliHost): ExitStatus {
  for (const { id, title } of scenarios) host.io.out(`${id.padEnd(28)}${title}\n`);
  return EXIT.nothingMatched;
}

/** The backup's folder below `folder`, written anew; whatever else stands there is not ours to touch. */
function writePhone(folder: string, { id }: Scenario): string {
  const isTaken = existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(join(folder, MARK));
  if (isTaken) throw usage("demo-folder-taken", { folder });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, MARK), MARK_TEXT);
  const backup = join(folder, id);
  rmSync(backup, { recursive: true, force: true });
  writeBackup(backup, scenario(id).entries());
  return backup;
}
