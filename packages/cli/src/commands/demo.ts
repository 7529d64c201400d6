import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EXIT, type ExitStatus, message, renderEnglish } from "@bridle/core";
import { DEMO_PASSWORD, REAL_ROUNDS, type Scenario, type ScenarioOptions, scenario, scenarios, writeBackup } from "@bridle/corpus";
import type { CliHost } from "../host.ts";
import { usage } from "../usage-error.ts";
import { check } from "./check.ts";
import type { CheckFlags } from "./check-flags.ts";

export interface DemoFlags {
  readonly scenario: string;
  readonly list?: boolean;
  readonly check?: boolean;
  readonly plain?: boolean;
}

export const DEFAULT_DEMO_FOLDER = "bridle-demo";
export const DEFAULT_SCENARIO = "compromised";
/** Marks a folder as ours to write over. */
const MARK = "THIS-IS-A-DEMO.txt";
const MARK_TEXT = `DEMO: synthetic phones written by \`bridle demo\`. No real person's data. This folder may be deleted.
The password of the encrypted backups in it: ${DEMO_PASSWORD}
`;

/** With the rounds of a real phone, so that what is shown is what a real backup costs. */
const ENCRYPTED: ScenarioOptions = { encrypted: { password: DEMO_PASSWORD, rounds: REAL_ROUNDS } };

const CHECK_DEFAULTS: CheckFlags = {
  indicators: [],
  defaultIndicators: true,
  envIndicators: false,
  storedIndicators: false,
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
  const backup = writePhone(folder, phone, flags);
  const facts = { folder: backup, password: DEMO_PASSWORD, isEncrypted: flags.plain ? "no" : "yes" };
  tell(host, "demo-written", { ...facts, title: phone.title });
  if (!flags.check) {
    tell(host, "demo-check-hint", facts);
    return EXIT.nothingMatched;
  }
  host.io.out("\n");
  // Given by the demonstration itself, whatever the environment holds for other phones.
  const { ask: _, ...silent } = host;
  const environmentPasswords = [{ from: "demo", password: DEMO_PASSWORD }] as const;
  const status = await check([backup], CHECK_DEFAULTS, { ...silent, environmentPasswords });
  if (status === EXIT.internalError || status === EXIT.interrupted) return status;
  host.io.out("\n");
  tell(host, "demo-status", { ...facts, status });
  return EXIT.nothingMatched;
}

const tell = (host: CliHost, id: string, params: Readonly<Record<string, string | number>>): void =>
  host.io.out(`${renderEnglish(message(`cli/${id}`, params))}\n`);

function list(host: CliHost): ExitStatus {
  for (const { id, title } of scenarios) host.io.out(`${id.padEnd(28)}${title}\n`);
  return EXIT.nothingMatched;
}

/** The backup's folder below `folder`, written anew; whatever else stands there is not ours to touch. */
function writePhone(folder: string, { id }: Scenario, { plain }: DemoFlags): string {
  const isTaken = existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(join(folder, MARK));
  if (isTaken) throw usage("demo-folder-taken", { folder });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, MARK), MARK_TEXT);
  const backup = join(folder, id);
  rmSync(backup, { recursive: true, force: true });
  writeBackup(backup, scenario(id).entries(plain ? {} : ENCRYPTED));
  return backup;
}
