import { type AssemblyInput, assembleFiles } from "../ios/assemble.ts";
import { type BackupEntry, backupEntries } from "../ios/backup.ts";
import { backupTimeOf, demoDevice } from "../ios/devices.ts";
import { type EncryptionOptions, encryptedProtection } from "../ios/encrypted.ts";
import { withoutLeftOut } from "../ios/left-out.ts";
import type { Device, Generation, Phone } from "../ios/phone.ts";
import { UNPROTECTED } from "../ios/protection.ts";
import { type CanaryPlace, canaryLife, canaryToken, canaryTokens } from "../life/canaries.ts";
import { everydayFiles } from "../life/everyday.ts";
import { type Life, merge } from "../life/life.ts";
import type { UnixSeconds } from "../time.ts";

export type Axis = "targeting" | "attempt" | "compromise" | "none";

/** A trace that was put on the phone, as an examination may find it. */
export interface PlantedTrace {
  readonly what: string;
  /** The artifact that holds it. */
  readonly artifact: string;
  /** The published value, or what stands for it where a rule finds it and not an indicator. */
  readonly value: string;
  /** STIX object path of the value; absent where only a rule finds it. */
  readonly type?: string;
  readonly axis: Axis;
  /** Only phones of this generation and later hold it so. */
  readonly since?: Generation;
}

/** What an examination must not say about this phone, and why somebody could think it might. */
export interface AbsentTrace {
  readonly what: string;
  readonly artifact?: string;
  readonly value?: string;
  readonly axis?: Axis;
  /** Set where it is the headline that must not be given, and no finding. */
  readonly headline?: string;
  readonly why: string;
}

export interface Truth {
  readonly planted: readonly PlantedTrace[];
  readonly absent: readonly AbsentTrace[];
  /** Tokens that no output may hold. */
  readonly canaries: readonly string[];
}

export interface ScenarioOptions {
  readonly generation?: Generation;
  readonly seed?: number;
  /** URL-bearing messages and visits to add, half of each. */
  readonly rows?: number;
  /** Photographs to add to the catalogue. */
  readonly files?: number;
  /** Bytes of each of them; a few unless asked for. */
  readonly fileBytes?: number;
  /** As its owner chose in Finder; without it the backup lies open. */
  readonly encrypted?: EncryptionOptions;
  /** As a real backup without a password is: without what Apple keeps for encrypted ones. Tests of readers want the whole phone. */
  readonly isSparse?: boolean;
}

export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly truth: Truth;
  readonly phone: (options?: ScenarioOptions) => Phone;
  /** The backup folder: relative path -> bytes. */
  readonly build: (options?: ScenarioOptions) => Map<string, Uint8Array>;
  /** The same, file by file, for phones that are too large for memory. */
  readonly entries: (options?: ScenarioOptions) => Iterable<BackupEntry>;
}

export interface ScenarioContext {
  readonly generation: Generation;
  readonly seed: number;
  /** The moment of the backup. */
  readonly to: UnixSeconds;
}

export interface ScenarioDefinition {
  readonly id: string;
  readonly title: string;
  readonly generation?: Generation;
  /** How long the phone has been in use, where that is shorter than an ordinary life. */
  readonly days?: number;
  /** What is another in this phone than in others of its generation. */
  readonly device?: (generation: Generation) => Partial<Device>;
  readonly live: (context: ScenarioContext) => Life;
  readonly assembly?: Pick<AssemblyInput, "firstProcess" | "smsStatements">;
  readonly planted: readonly PlantedTrace[];
  readonly absent: readonly AbsentTrace[];
}

const DEFAULT_SEED = 20_260;
const USUAL_DAYS = 110;

export function defineScenario(definition: ScenarioDefinition): Scenario {
  const phone = (options: ScenarioOptions = {}) => makePhone(definition, options);
  const entries = (options: ScenarioOptions = {}) => {
    const made = phone(options);
    return backupEntries(made, options.encrypted ? encryptedProtection({ seed: made.seed, ...options.encrypted }) : UNPROTECTED);
  };
  const { id, title, planted, absent } = definition;
  return {
    id,
    title,
    truth: { planted, absent, canaries: canaryTokens(id) },
    phone,
    entries,
    build: (options) => new Map(entries(options)),
  };
}

function makePhone(definition: ScenarioDefinition, options: ScenarioOptions): Phone {
  const { id, generation: usual = "ios18", days = USUAL_DAYS, live, assembly } = definition;
  const { generation = usual, seed = DEFAULT_SEED, rows, files, fileBytes, encrypted, isSparse = false } = options;
  const to = backupTimeOf(generation);
  const token = (place: CanaryPlace) => canaryToken(id, place);
  const everyday = { files: everydayFiles({ generation, seed, to, days, token }) };
  const life = merge(everyday, canaryLife(id, to), live({ generation, seed, to }));
  const sizes = {
    ...(rows !== undefined && { rows }),
    ...(files !== undefined && { extraFiles: files }),
    ...(fileBytes !== undefined && { extraFileBytes: fileBytes }),
  };
  const all = assembleFiles({ life, generation, seed, to, ...sizes, ...assembly });
  return {
    generation,
    seed,
    device: { ...demoDevice(generation, id, seed, encrypted?.form), ...definition.device?.(generation) },
    backupTime: to,
    apps: life.apps,
    files: isSparse ? [...withoutLeftOut(all, generation)] : all,
  };
}
