import { buildDatabase, type DatabaseFiles, type Row } from "../database.ts";
import type { UnixSeconds } from "../time.ts";
import type { Generation } from "./phone.ts";

/** Who may use what: one row of TCC's `access`. */
export interface Permission {
  readonly service: string;
  readonly client: string;
  /** 0: `client` is a bundle id; 1: an absolute path. */
  readonly clientType?: 0 | 1;
  readonly decision: "denied" | "allowed" | "limited";
  /** 2 user consent · 3 user set · 4 system set · 6 MDM policy · 11 entitled. */
  readonly reason?: number;
  readonly modified: UnixSeconds;
}

/** v1: before `last_modified` · v2: `allowed` and `prompt_count` (to iOS 13) · v3: `auth_value` (from iOS 14) · v4: pid columns (iOS 17). */
export type TccSchema = "v1" | "v2" | "v3" | "v4";
export const TCC_SCHEMA_OF: Readonly<Record<Generation, TccSchema>> = { ios10: "v2", ios15: "v3", ios18: "v4" };

const DECISIONS = { denied: 0, allowed: 2, limited: 3 } as const;
const USER_CONSENT = 2;
const KEY = "service TEXT NOT NULL, client TEXT NOT NULL, client_type INTEGER NOT NULL";
const AUTHORIZATION = `${KEY}, auth_value INTEGER NOT NULL, auth_reason INTEGER NOT NULL, auth_version INTEGER NOT NULL, csreq BLOB, policy_id INTEGER, indirect_object_identifier_type INTEGER, indirect_object_identifier TEXT NOT NULL DEFAULT 'UNUSED', indirect_object_code_identity BLOB, flags INTEGER, last_modified INTEGER NOT NULL DEFAULT (CAST(strftime('%s','now') AS INTEGER))`;
const AUTHORIZATION_KEY = "PRIMARY KEY (service, client, client_type, indirect_object_identifier)";

const ACCESS: Readonly<Record<TccSchema, string>> = {
  v1: `${KEY}, allowed INTEGER NOT NULL, prompt_count INTEGER NOT NULL, csreq BLOB, PRIMARY KEY (service, client, client_type)`,
  v2: `${KEY}, allowed INTEGER NOT NULL, prompt_count INTEGER NOT NULL, csreq BLOB, policy_id INTEGER, indirect_object_identifier_type INTEGER, indirect_object_identifier TEXT, indirect_object_code_identity BLOB, flags INTEGER, last_modified INTEGER NOT NULL DEFAULT (CAST(strftime('%s','now') AS INTEGER)), PRIMARY KEY (service, client, client_type, indirect_object_identifier)`,
  v3: `${AUTHORIZATION}, ${AUTHORIZATION_KEY}`,
  v4: `${AUTHORIZATION}, pid INTEGER, pid_version INTEGER, boot_uuid TEXT NOT NULL DEFAULT 'UNUSED', last_reminded INTEGER NOT NULL DEFAULT 0, ${AUTHORIZATION_KEY}`,
};

const OTHER_TABLES = [
  "CREATE TABLE admin (key TEXT PRIMARY KEY NOT NULL, value INTEGER NOT NULL)",
  "CREATE TABLE policies (id INTEGER NOT NULL PRIMARY KEY, bundle_id TEXT NOT NULL, uuid TEXT NOT NULL, display TEXT NOT NULL, UNIQUE (bundle_id, uuid))",
  "CREATE TABLE active_policy (client TEXT NOT NULL, client_type INTEGER NOT NULL, policy_id INTEGER NOT NULL, PRIMARY KEY (client, client_type))",
  "CREATE TABLE access_overrides (service TEXT NOT NULL PRIMARY KEY)",
  "CREATE TABLE expired (service TEXT NOT NULL, client TEXT NOT NULL, client_type INTEGER NOT NULL, csreq BLOB, last_modified INTEGER NOT NULL, expired_at INTEGER NOT NULL DEFAULT (CAST(strftime('%s','now') AS INTEGER)), PRIMARY KEY (service, client, client_type))",
];

export const buildTcc = (permissions: readonly Permission[], schema: TccSchema): DatabaseFiles =>
  buildDatabase({
    schema: [`CREATE TABLE access (${ACCESS[schema]})`, ...OTHER_TABLES],
    tables: [
      { table: "access", rows: permissions.map((permission) => accessRow(permission, schema)) },
      { table: "admin", rows: [{ key: "version", value: Number(schema.slice(1)) }] },
    ],
  });

function accessRow({ service, client, clientType = 0, decision, reason, modified }: Permission, schema: TccSchema): Row {
  const key = { service, client, client_type: clientType };
  const time = schema === "v1" ? {} : { last_modified: Math.floor(modified) };
  if (schema === "v1" || schema === "v2") return { ...key, allowed: decision === "denied" ? 0 : 1, prompt_count: 1, ...time };
  return { ...key, auth_value: DECISIONS[decision], auth_reason: reason ?? USER_CONSENT, auth_version: 1, flags: 0, ...time };
}
