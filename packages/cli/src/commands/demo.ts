import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EXIT, type ExitStatus, message, renderEnglish } from "@bridle/core";
import {
  type AndroidScenario,
  androidScenarios,
  backupArchive,
  DEMO_PASSWORD,
  REAL_ROUNDS,
  type ScenarioOptions,
  type SysdiagnoseScenario,
  scenario,
  scenarios,
  sysdiagnoseScenarios,
  writeArchive,
  writeBackup,
} from "@bridle/corpus";
import type { CliHost } from "../host.ts";
import { usage } from "../usage-error.ts";
import { check } from "./check.ts";
import type { CheckFlags } from "./check-flags.ts";
import type { DemoFlags } from "./demo-flags.ts";

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

/** A phone that can be shown, whatever its kind. */
interface DemoPhone {
  readonly id: string;
  readonly title: string;
  readonly isEncrypted: boolean;
  /** Writes it anew below a folder, and gives its place. */
  write(folder: string): string;
}

/** Some phones have the same scenario on several systems: those of Android bear it in their name. */
const phonesOf = ({ plain = false }: Pick<DemoFlags, "plain">): readonly DemoPhone[] => [
  ...scenarios.map(({ id, title }) => ({ id, title, isEncrypted: !plain, write: (folder: string) => writeBackupOf(folder, id, plain) })),
  ...sysdiagnoseScenarios.map((phone) => ({
    id: phone.id,
    title: phone.title,
    isEncrypted: false,
    write: (folder: string) => writeSysdiagnose(folder, phone),
  })),
  ...androidScenarios.map((phone) => ({
    id: `android-${phone.id}`,
    title: phone.title,
    isEncrypted: false,
    write: (folder: string) => writeBugreport(folder, phone),
  })),
];

/** Writes a synthetic phone; with `--check` examines it too, says which status `check` would give, and ends with 0. */
export async function demo(folder: string, flags: DemoFlags, host: CliHost): Promise<ExitStatus> {
  const phones = phonesOf(flags);
  if (flags.list) return list(phones, host);
  const phone = phones.find(({ id }) => id === flags.scenario);
  if (!phone) throw usage("no-such-scenario", { id: flags.scenario });
  openFolder(folder);
  const written = phone.write(folder);
  const facts = { folder: written, password: DEMO_PASSWORD, isEncrypted: phone.isEncrypted ? "yes" : "no" };
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

function list(phones: readonly DemoPhone[], host: CliHost): ExitStatus {
  const width = Math.max(...phones.map(({ id }) => id.length)) + 2;
  for (const { id, title } of phones) host.io.out(`${id.padEnd(width)}${title}\n`);
  return EXIT.nothingMatched;
}

/** The folder of demonstrations; whatever else stands there is not ours to touch. */
function openFolder(folder: string): void {
  const isTaken = existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(join(folder, MARK));
  if (isTaken) throw usage("demo-folder-taken", { folder });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, MARK), MARK_TEXT);
}

function writeBackupOf(folder: string, id: string, plain: boolean): string {
  const backup = emptied(folder, id);
  writeBackup(backup, scenario(id).entries(plain ? {} : ENCRYPTED));
  return backup;
}

/** As it comes off a phone: one archive, in a folder of its own. */
function writeSysdiagnose(folder: string, phone: SysdiagnoseScenario): string {
  const archive = join(emptied(folder, phone.id), `${phone.root()}.tar.gz`);
  writeArchive(archive, backupArchive(phone.build(), { form: "tar.gz", prefix: phone.root() }));
  return archive;
}

/** The zip that the phone makes, in a folder of its own. */
function writeBugreport(folder: string, phone: AndroidScenario): string {
  const zip = join(emptied(folder, `android-${phone.id}`), "bugreport.zip");
  writeFileSync(zip, phone.bugreport());
  return zip;
}

/** A folder below the demonstrations', with nothing in it. */
function emptied(folder: string, id: string): string {
  const place = join(folder, id);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place);
  return place;
}
