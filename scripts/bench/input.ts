import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import {
  androidScenario,
  type BackupEntry,
  backupEntries,
  collectionScenario,
  encryptedProtection,
  type PhoneFile,
  REAL_ROUNDS,
  scenario,
  writeBackup,
} from "@bridle/corpus";

const CACHE = resolve(import.meta.dirname, "../../.cache/bench");
/** Photographs in the catalogue beside the rows: enough that reading the catalogue shows. */
const FILES = 2_000;
/** Changes with what the inputs hold, so that old ones are not measured as new. */
const FORM = 2;

/** The folder of a seeded backup with so many URL-bearing messages and visits, made when it is not there; 0 is the demo phone. */
export const backupOf = (rows: number): string =>
  made(`v${FORM}-compromised-${rows}`, () => scenario("compromised").entries(rows === 0 ? {} : { rows, files: FILES }));

export const ENCRYPTED_PASSWORD = "bench";
/** A phone as design 7 has it: 2 GB in 12,000 files. */
const LARGE_FILES = 12_000;
const LARGE_FILE_BYTES = 166_000;
const LARGE_ROWS = 10_000;

/** The folder of an encrypted backup of 2 GB with the rounds that a phone asks for. */
export const encryptedBackup = (): string => made(`v${FORM}-encrypted-2gb`, encryptedEntries);

function encryptedEntries(): Iterable<BackupEntry> {
  const phone = scenario("compromised").phone({ rows: LARGE_ROWS, files: LARGE_FILES, encrypted: { password: ENCRYPTED_PASSWORD } });
  const picture = new Uint8Array(LARGE_FILE_BYTES).map((_, index) => (index * 2_654_435_761) >>> 24);
  const files: Iterable<PhoneFile> = {
    *[Symbol.iterator]() {
      for (const file of phone.files) yield file.path.endsWith(".JPG") ? { ...file, content: picture } : file;
    },
  };
  return backupEntries({ ...phone, files }, encryptedProtection({ password: ENCRYPTED_PASSWORD, rounds: REAL_ROUNDS, seed: phone.seed }));
}

/** The main text of a bug report of so many megabytes, alone in a folder as its zip unpacks to. */
export function bugreportOf(megabytes: number): string {
  const name = "bugreport-demo-DEMO-2024-08-20-12-04-00.txt";
  const folder = join(CACHE, `v${FORM}-bugreport-${megabytes}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const write = (file: string, pieces: Iterable<Uint8Array>): void => {
    const descriptor = openSync(join(unfinished, file), "w");
    for (const piece of pieces) writeSync(descriptor, piece);
    closeSync(descriptor);
  };
  write(name, androidScenario("novispy").text({ bytes: megabytes * 1e6 }));
  write("main_entry.txt", [new TextEncoder().encode(name)]);
  renameSync(unfinished, folder);
  return folder;
}

/** The zip of an AndroidQF collection whose bug report has so many megabytes of main text. */
export function collectionOf(megabytes: number): string {
  const file = join(CACHE, `v${FORM}-androidqf-${megabytes}.zip`);
  if (existsSync(file)) return file;
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(`${file}.unfinished`, collectionScenario("planted").zip({ bytes: megabytes * 1e6 }));
  renameSync(`${file}.unfinished`, file);
  return file;
}

function made(name: string, entries: () => Iterable<BackupEntry>): string {
  const folder = join(CACHE, name);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  writeBackup(unfinished, entries());
  renameSync(unfinished, folder);
  return folder;
}
