import type { EvidenceFile } from "../../acquisition/file-system.ts";
import { readBytes } from "../../bytes/byte-source.ts";
import { isDictionary } from "../../formats/plist/value.ts";
import type { EvidenceDatabase } from "../../formats/sqlite/database.ts";
import { asBytes, asFlag, asNumeric, asText, type SqlRow, type SqlValue } from "../../formats/sqlite/value.ts";
import { atFile, atRow, type Locator } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Located } from "../../model/record.ts";
import { type EvidenceTime, fromUnixSeconds, nanosecondsOfIso } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { eachTable, hasTable, readPlistField } from "../partial-record.ts";
import { listInMessage, observablesOfProvisioning, type ProvisioningFacts, readProvisioning } from "../provisioning-traces.ts";

/** What allows an app to run that does not come from the store: a developer's, a company's, a tester's. */
export interface ProvisioningProfile {
  readonly kind: "provisioning";
  readonly uuid?: string;
  readonly title?: string;
  /** The one app that it is for; absent where it is for any of the team. */
  readonly bundleId?: string;
  /** Ten letters and figures that Apple gives to who signs, and the name Apple knows them by. */
  readonly team?: string;
  readonly teamName?: string;
  readonly profileMade?: EvidenceTime;
  readonly profileInstalled?: EvidenceTime;
  readonly profileExpires?: EvidenceTime;
  /** A company's for its own people: on any phone, past the store. */
  readonly isForAllDevices?: boolean;
  readonly isForDebugging?: boolean;
  readonly isLocal?: boolean;
  readonly isBeta?: boolean;
  /** Phones that it names; which, is not kept. */
  readonly devices?: number;
  /** SHA-1 and SHA-256 of each certificate that may sign the app. */
  readonly certificates?: readonly string[];
}

/** Who signs, and whether the settings say that they are trusted. */
export interface SigningTeam {
  readonly kind: "team";
  readonly team: string;
  readonly teamName?: string;
  readonly isTrusted: boolean;
}

export type ProvisioningRecord = ProvisioningProfile | SigningTeam;

/** Profiles beyond this size are none; a real one has some ten kilobytes. */
const MAX_PROFILE_LENGTH = 4 << 20;

export default defineArtifact<ProvisioningRecord>({
  id: "ios/provisioning-profiles",
  version: 1,
  paths: [
    "/private/var/MobileDevice/ProvisioningProfiles/mis.db", // seen on iOS 15 to 27
    "/private/var/MobileDevice/ProvisioningProfiles/*-*-*-*-*", // before it, a file for each, named by its UUID
    "/private/var/containers/Bundle/Application/*/*.app/embedded.mobileprovision", // iOS 9 on, in the app itself
  ],
  presence: { "ios-backup": "expected", "ios-backup-encrypted": "expected", "ios-file-system": "expected" },
  scope: "device",
  emits: { "app:id": ["listed"], "app:cert.sha1": ["listed"], "app:cert.sha256": ["listed"] },
  provenOn: "synthetic-only",
  references: [
    "https://developer.apple.com/documentation/technotes/tn3125-inside-code-signing-provisioning-profiles",
    "https://support.apple.com/en-us/118254",
  ],

  *parse(file, context) {
    if (file.path.endsWith("/mis.db")) yield* installed(context.database(file), context);
    else yield embedded(file, context);
  },

  observables: (record) => (record.kind === "provisioning" ? observablesOfProvisioning(record) : []),
  events: (record) =>
    record.kind === "provisioning" && record.profileInstalled
      ? [
          {
            time: record.profileInstalled,
            kind: "install",
            message: "artifacts/ios/provisioning-profiles/installed",
            params: { profile: record.title ?? record.uuid ?? "", team: record.teamName ?? record.team ?? "" },
          },
        ]
      : [],
});

const installed = (database: EvidenceDatabase, context: ParseContext): Generator<readonly Located<ProvisioningRecord>[]> =>
  eachTable<readonly Located<ProvisioningRecord>[]>(
    () => (hasTable(context, database, "profiles") ? profiles(database, context) : []),
    () => (database.has("team_id_info", "team_id") ? teams(database, context, "team_id_info") : []),
    () => (database.has("trusted_team_ids", "team_id") ? teams(database, context, "trusted_team_ids") : []),
  );

/** Columns as misagent's statements fill them (MISProfileModel); profiles in the newer encoding have their list in the cache. */
const COLUMNS = ["rowid", "uuid", "team_id", "install_time", "name", "expires", "is_for_all_devices", "is_local", "is_beta", "cms_blob"];

const profiles = (database: EvidenceDatabase, context: ParseContext): Generator<readonly Located<ProvisioningRecord>[]> =>
  context.records(
    database.rows({
      from: "profiles",
      select: [...COLUMNS, "cache.cms_blob", "info.team_name"],
      joins: [
        { as: "cache", table: "xml_profiles_cache", on: "uuid", equals: "uuid" },
        { as: "info", table: "team_id_info", on: "team_id", equals: "team_id" },
      ],
    }),
    ([row]) => [atRow("profiles", String(row))],
    (row) => readProfile(row, context),
  );

/** What the columns say holds; the list inside adds to it. */
function readProfile(row: SqlRow, context: ParseContext): ProvisioningProfile {
  const [rowid, uuid, team, installTime, name, expires, isForAllDevices, isLocal, isBeta, blob, cached, teamName] = row;
  const at = atRow("profiles", String(rowid), "cms_blob");
  return {
    kind: "provisioning",
    ...factsIn(asBytes(cached) ?? asBytes(blob), at, context),
    ...optional("uuid", asText(uuid)),
    ...optional("title", asText(name)),
    ...optional("team", asText(team)),
    ...optional("teamName", asText(teamName)),
    ...optional("profileInstalled", timeIn(installTime)),
    ...optional("profileExpires", timeIn(expires)),
    ...optional("isForAllDevices", flagIn(isForAllDevices)),
    ...optional("isLocal", flagIn(isLocal)),
    ...optional("isBeta", flagIn(isBeta)),
  };
}

function factsIn(signed: Uint8Array | undefined, at: Locator, context: ParseContext): ProvisioningFacts | undefined {
  if (signed && signed.length > MAX_PROFILE_LENGTH) {
    context.skip(message("artifacts/shared/field-unreadable", { field: "cms_blob", code: "too-large" }), [at], "over-budget");
    return undefined;
  }
  const list = readPlistField(context, at, "cms_blob", signed && listInMessage(signed));
  return isDictionary(list) ? readProvisioning(list, at, context) : undefined;
}

const flagIn = (value: SqlValue | undefined): boolean | undefined => (value === null || value === undefined ? undefined : asFlag(value));

/** Unix seconds, or the text that SQLite writes for the current time. */
function timeIn(value: SqlValue | undefined): EvidenceTime | undefined {
  const number = asNumeric(value);
  if (number !== undefined) return fromUnixSeconds(number);
  const nanoseconds = typeof value === "string" ? nanosecondsOfIso(`${value.replace(" ", "T")}Z`) : undefined;
  return nanoseconds === undefined ? undefined : fromUnixSeconds(nanoseconds / 1_000_000_000n);
}

const teams = (
  database: EvidenceDatabase,
  context: ParseContext,
  table: "team_id_info" | "trusted_team_ids",
): Generator<readonly Located<ProvisioningRecord>[]> =>
  context.records(
    database.rows({ from: table, select: ["rowid", "team_id", "team_name"] }),
    ([row]) => [atRow(table, String(row))],
    ([, id, name]): SigningTeam | undefined => {
      const team = asText(id);
      return team ? { kind: "team", team, ...optional("teamName", asText(name)), isTrusted: table === "trusted_team_ids" } : undefined;
    },
  );

/** A profile in a file of its own. */
function embedded(file: EvidenceFile, context: ParseContext): Located<ProvisioningRecord>[] {
  const facts = factsIn(readBytes(context.bytes(file), 0, MAX_PROFILE_LENGTH + 1), atFile, context);
  if (facts) return [{ at: [atFile], data: { kind: "provisioning", ...facts } }];
  context.skip(message("artifacts/ios/provisioning-profiles/no-list"), [atFile], "unreadable-form");
  return [];
}
