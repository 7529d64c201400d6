import { asNumber, asNumeric, asText, type SqlRow } from "../../formats/sqlite/value.ts";
import { atRow } from "../../model/locator.ts";
import { type EvidenceTime, fromUnixSeconds } from "../../model/time.ts";
import { defineArtifact } from "../artifact.ts";
import { hasTable } from "../partial-record.ts";

/** What the system decided when a client asked for protected data. */
export interface Permission {
  /** As stored: kTCCServiceMicrophone … */
  readonly service: string;
  /** Bundle id, or canonical path where the client is named by path. */
  readonly client: string;
  readonly clientKind: "bundle-id" | "path" | "other";
  readonly decision: Decision;
  readonly reason?: string;
  readonly promptCount?: number;
  readonly changed?: EvidenceTime;
}

const DECISIONS = ["denied", "unknown", "allowed", "limited"] as const;
export type Decision = (typeof DECISIONS)[number] | "other";

/** Values of auth_reason (TCC.framework, restated by Rainforest QA and by the field). */
const REASONS: readonly string[] = [
  "none",
  "error",
  "user-consent",
  "user-set",
  "system-set",
  "service-policy",
  "mdm-policy",
  "override-policy",
  "missing-usage-string",
  "prompt-timeout",
  "preflight-unknown",
  "entitled",
  "app-type-policy",
];

const COLUMNS = ["rowid", "service", "client", "client_type", "auth_value", "auth_reason", "allowed", "prompt_count", "last_modified"];

export default defineArtifact<Permission>({
  id: "ios/tcc",
  version: 1,
  paths: [
    "/private/var/mobile/Library/TCC/TCC.db", // iOS 7 on
  ],
  presence: { "ios-backup": "expected", "ios-backup-encrypted": "expected", "ios-file-system": "expected", sysdiagnose: "with-os" },
  scope: "device",
  emits: { "app:id": ["listed"], "file:path": ["listed"] },
  provenOn: "real-data",
  references: [
    "https://www.rainforestqa.com/blog/macos-tcc-db-deep-dive",
    "https://developer.apple.com/documentation/bundleresources/information-property-list/protected-resources",
  ],

  *parse(file, context) {
    const database = context.database(file);
    if (!hasTable(context, database, "access")) return;
    // Three generations: allowed (to iOS 8), allowed with last_modified, and since iOS 14 auth_value with auth_reason.
    const readRow = database.has("access", "auth_value") ? readDecision : readAllowed;
    yield* context.records(
      database.rows({ from: "access", select: COLUMNS }),
      ([row]) => [atRow("access", String(row))],
      (row) => readPermission(row, readRow(row), context.canonical),
    );
  },

  observables: ({ client, clientKind }) => {
    if (clientKind === "bundle-id") return [{ type: "app:id", role: "listed", value: client }];
    return clientKind === "path" ? [{ type: "file:path", role: "listed", value: client }] : [];
  },
  events: ({ changed, service, client, decision }) =>
    changed ? [{ time: changed, kind: "permission", message: "artifacts/ios/tcc/decided", params: { service, client, decision } }] : [],
});

const readPermission = (
  row: SqlRow,
  decision: Pick<Permission, "decision" | "reason">,
  canonical: (path: string) => string,
): Permission => {
  const [, service, client, clientType, , , , promptCount, lastModified] = row;
  const name = asText(client);
  if (name === undefined) throw new TypeError("a client without a name");
  const clientKind = kindOf(asNumber(clientType), name);
  const prompts = asNumber(promptCount);
  const changed = timeOf(lastModified);
  return {
    service: asText(service) ?? "",
    client: clientKind === "path" ? canonical(name) : name,
    clientKind,
    ...decision,
    ...(prompts !== undefined && { promptCount: prompts }),
    ...(changed && { changed }),
  };
};

/** Type 0 is a bundle id and 1 a path; other types have been seen on macOS only. */
const kindOf = (clientType: number | undefined, client: string): Permission["clientKind"] => {
  if (client.startsWith("/")) return "path";
  return clientType === 0 || clientType === undefined ? "bundle-id" : "other";
};

const readDecision = ([, , , , authValue, authReason]: SqlRow): Pick<Permission, "decision" | "reason"> => {
  const reason = asNumber(authReason);
  return {
    decision: DECISIONS[asNumber(authValue) ?? -1] ?? "other",
    ...(reason !== undefined && { reason: REASONS[reason] ?? `reason-${reason}` }),
  };
};

const ALLOWED: readonly Decision[] = ["denied", "allowed"];
const readAllowed = ([, , , , , , allowed]: SqlRow): Pick<Permission, "decision" | "reason"> => ({
  decision: ALLOWED[asNumber(allowed) ?? -1] ?? "other",
});

const timeOf = (value: SqlRow[number] | undefined): EvidenceTime | undefined => {
  const seconds = asNumeric(value);
  return seconds === undefined ? undefined : fromUnixSeconds(seconds);
};
