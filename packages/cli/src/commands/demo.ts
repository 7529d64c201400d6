import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EXIT, type ExitStatus, message, renderEnglish } from "@bridle/core";
import {
  type AndroidScenario,
  androidScenarios,
  DEMO_PASSWORD,
  REAL_ROUNDS,
  type Scenario,
  type ScenarioOptions,
  scenario,
  scenarios,
  writeBackup,
} from "@bridle/corpus";
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
  const android = androidScenarios.find(({ id }) => ANDROID + id === flags.scenario);
  if (!phone && !android) throw usage("no-such-scenario", { id: flags.scenario });
  return phone
    ? shown(phone, writePhone(folder, phone, flags), flags, host)
    : shown(android!, writeBugreport(folder, android!), flags, host);
}

/** Before the names of Android phones, some of which an iPhone has, too. */
const ANDROID = "android-";

async function shown(phone: Scenario | AndroidScenario, written: string, flags: DemoFlags, host: CliHost): Promise<ExitStatus> {
  const isEncrypted = "bugreport" in phone || flags.plain ? "no" : "yes";
  const facts = { folder: written, password: DEMO_PASSWORD, isEncrypted };
  tell(host, "demo-written", { ...facts, title: phone.title });
  if (!flags.check) {
    tell(host, "demo-check-hint", facts);
    return EXIT.nothingMatched;
  }
  host.io.out("\n");
  // Given by the demonstration itself, whatever the environment holds for other phones.
  const { ask: _, ...silent } = host;
  const environmentPasswords = [{ from: "demo", password: DEMO_PASSWORD }] as const;
  const status = await check([written], CHECK_DEFAULTS, { ...silent, environmentPasswords });
  if (status === EXIT.internalError || status === EXIT.interrupted) return status;
  host.io.out("\n");
  tell(host, "demo-status", { ...facts, status });
  return EXIT.nothingMatched;
}

const tell = (host: CliHost, id: string, params: Readonly<Record<string, string | number>>): void =>
  host.io.out(`${renderEnglish(message(`cli/${id}`, params))}\n`);

function list(host: CliHost): ExitStatus {
  for (const { id, title } of scenarios) host.io.out(`${id.padEnd(28)}${title}\n`);
  for (const { id, title } of androidScenarios) host.io.out(`${(ANDROID + id).padEnd(28)}${title}\n`);
  return EXIT.nothingMatched;
}

/** The folder of demonstrations; whatever else stands there is not ours to touch. */
function openFolder(folder: string): void {
  const isTaken = existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(join(folder, MARK));
  if (isTaken) throw usage("demo-folder-taken", { folder });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, MARK), MARK_TEXT);
}

/** The backup's folder below `folder`, written anew. */
function writePhone(folder: string, { id }: Scenario, { plain }: DemoFlags): string {
  openFolder(folder);
  const backup = join(folder, id);
  rmSync(backup, { recursive: true, force: true });
  writeBackup(backup, scenario(id).entries(plain ? {} : ENCRYPTED));
  return backup;
}

/** The bug report's zip in a folder of its own below `folder`, written anew. */
function writeBugreport(folder: string, phone: AndroidScenario): string {
  openFolder(folder);
  const place = join(folder, ANDROID + phone.id);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place);
  const zip = join(place, "bugreport.zip");
  writeFileSync(zip, phone.bugreport());
  return zip;
}
