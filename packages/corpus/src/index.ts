export { ARCHIVE_FORMS, type ArchiveForm, type ArchiveOptions, backupArchive, writeArchive } from "./archive/backup-archive.ts";
export type { HostileVariant, Opening } from "./hostile/variant.ts";
export { hostileVariant, hostileVariants } from "./hostile.ts";
export { type BackupEntry, backupEntries, buildBackup, fileId, payloadPath, writeBackup } from "./ios/backup.ts";
export { DEMO_PASSWORD, type EncryptionOptions, encryptedProtection } from "./ios/encrypted.ts";
export { type DerivationForm, QUICK_ROUNDS, REAL_ROUNDS, type Rounds } from "./ios/keybag.ts";
export { type Device, GENERATIONS, type Generation, type Phone, type PhoneFile } from "./ios/phone.ts";
export { scenario, scenarios } from "./scenarios/index.ts";
export type { AbsentTrace, Axis, PlantedTrace, Scenario, ScenarioOptions, Truth } from "./scenarios/scenario.ts";
