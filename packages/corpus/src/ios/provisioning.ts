import { buildDatabase, type DatabaseFiles } from "../database.ts";
import { xmlPlist } from "../plist.ts";
import { DAY, type UnixSeconds } from "../time.ts";

/** A permission to run an app that comes from no store. */
export interface Provisioning {
  readonly bundleId: string;
  readonly team: string;
  readonly teamName: string;
  readonly at: UnixSeconds;
  /** A company's own app, for all of its phones; else a developer's, for listed ones. */
  readonly isForAll?: boolean;
  /** The owner said in Settings that this maker is believed. */
  readonly isTrusted?: boolean;
}

export const PROVISIONING_PATH = "ProvisioningProfiles/mis.db";

/** Tables and columns as seen in a backup of iOS 27; the types are a guess. An owner with no app but those of the store has none. */
export const buildProvisioning = (apps: readonly Provisioning[] = []): DatabaseFiles =>
  buildDatabase({
    schema: [
      "CREATE TABLE profiles (uuid TEXT PRIMARY KEY, team_id TEXT, install_time INTEGER, name TEXT, expires INTEGER, is_for_all_devices INTEGER, is_apple_internal INTEGER, is_local INTEGER, is_beta INTEGER, cms_blob BLOB, is_der INTEGER)",
      "CREATE TABLE xml_profiles_cache (uuid TEXT PRIMARY KEY, cms_blob BLOB)",
      "CREATE TABLE team_id_info (team_id TEXT PRIMARY KEY, team_name TEXT)",
      "CREATE TABLE trusted_team_ids (team_id TEXT PRIMARY KEY, signature BLOB)",
      "CREATE TABLE settings (key TEXT PRIMARY KEY, value BLOB)",
    ],
    tables: [
      { table: "profiles", rows: apps.map(profileRow) },
      { table: "team_id_info", rows: apps.map(({ team, teamName }) => ({ team_id: team, team_name: teamName })) },
      { table: "trusted_team_ids", rows: apps.flatMap(({ team, isTrusted }) => (isTrusted ? [{ team_id: team }] : [])) },
    ],
  });

/** A profile as a signed message carries it: the list stands in it as it was written. */
const profileRow = ({ bundleId, team, teamName, at, isForAll = false }: Provisioning, index: number) => ({
  uuid: `0F1E2D3C-0000-4000-8000-${String(index + 1).padStart(12, "0")}`,
  team_id: team,
  install_time: at,
  name: `DEMO ${bundleId}`,
  expires: at + (isForAll ? 365 : 7) * DAY,
  is_for_all_devices: isForAll ? 1 : 0,
  is_apple_internal: 0,
  is_local: 0,
  is_beta: 0,
  cms_blob: xmlPlist({
    Entitlements: { "application-identifier": `${team}.${bundleId}` },
    TeamName: teamName,
    ...(isForAll ? { ProvisionsAllDevices: true } : { ProvisionedDevices: ["DEMO"] }),
  }),
  is_der: 0,
});
