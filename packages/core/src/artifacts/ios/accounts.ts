import { isKeyedArchive, unarchive } from "../../formats/keyed-archive/unarchive.ts";
import { readPlist } from "../../formats/plist/read-plist.ts";
import type { EvidenceDatabase } from "../../formats/sqlite/database.ts";
import { asBytes, asFlag, asText, type SqlRow } from "../../formats/sqlite/value.ts";
import { atRow, type Locator } from "../../model/locator.ts";
import type { Observable } from "../../model/observable.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { partyObservable } from "../message-party.ts";
import { optional } from "../optional-field.ts";
import { eachTable, hasTable, readAppleTime, readField } from "../partial-record.ts";

/** A row of ZACCOUNT: an account that the phone is signed in to. */
export interface AccountRecord {
  readonly kind: "account";
  /** UUID, as stored. */
  readonly accountId?: string;
  /** As stored: com.apple.account.AppleAccount, com.apple.account.Exchange … */
  readonly accountType?: string;
  readonly username?: string;
  /** Bundle id or name of the program that made it. */
  readonly owner?: string;
  readonly isActive: boolean;
  readonly isVisible: boolean;
  /** It belongs to another account, as the calendar of an Apple account does. */
  readonly isPartOfAnother: boolean;
  readonly accountDate?: EvidenceTime;
}

/** A server that an account is set up with. */
export interface AccountServer {
  readonly kind: "server";
  readonly accountType?: string;
  /** Name of the property, as stored. */
  readonly property: string;
  readonly host: string;
}

export type AccountsRecord = AccountRecord | AccountServer;

export default defineArtifact<AccountsRecord>({
  id: "ios/accounts",
  version: 1,
  paths: [
    "/private/var/mobile/Library/Accounts/Accounts3.sqlite", // iOS 7 on
  ],
  presence: { "ios-backup": "with-os", "ios-backup-encrypted": "with-os", "ios-file-system": "expected" },
  scope: "device",
  emits: {
    "email-addr:value": ["listed"],
    "phone-number:value": ["listed"],
    "app:id": ["listed"],
    "domain-name:value": ["listed"],
  },
  provenOn: "real-data",
  references: [
    "https://developer.apple.com/documentation/accounts",
    "https://github.com/log2timeline/plaso/tree/main/plaso/parsers/sqlite_plugins",
  ],

  *parse(file, context) {
    const database = context.database(file);
    yield* eachTable<readonly Located<AccountsRecord>[]>(
      () => (hasTable(context, database, "ZACCOUNT") ? accounts(database, context) : []),
      () => (database.has("ZACCOUNTPROPERTY") ? servers(database, context) : []),
    );
  },

  observables: observablesOf,
  events: (record) =>
    record.kind === "account" && record.accountDate
      ? [{ time: record.accountDate, kind: "account", message: "artifacts/ios/accounts/dated", params: { type: record.accountType ?? "" } }]
      : [],
});

const COLUMNS = [
  ...["Z_PK", "ZIDENTIFIER", "ZUSERNAME", "ZOWNINGBUNDLEID", "ZACTIVE", "ZVISIBLE", "ZPARENTACCOUNT", "ZDATE"],
  ...["type.Z_PK", "type.ZIDENTIFIER"],
];

function accounts(database: EvidenceDatabase, context: ParseContext): Generator<readonly Located<AccountsRecord>[]> {
  const rows = database.rows({
    from: "ZACCOUNT",
    select: COLUMNS,
    joins: [{ as: "type", table: "ZACCOUNTTYPE", on: "Z_PK", equals: "ZACCOUNTTYPE" }],
    orderBy: ["Z_PK"],
  });
  return context.records(rows, locateAccount, (row) => readAccount(row, context));
}

const locateAccount = ([key, , , , , , , , type]: SqlRow): readonly Locator[] =>
  type === null || type === undefined
    ? [atRow("ZACCOUNT", String(key))]
    : [atRow("ZACCOUNT", String(key)), atRow("ZACCOUNTTYPE", String(type))];

function readAccount([key, id, username, owner, active, visible, parent, date, , type]: SqlRow, context: ParseContext): AccountsRecord {
  return {
    kind: "account",
    isActive: asFlag(active),
    isVisible: asFlag(visible),
    isPartOfAnother: asFlag(parent),
    ...optional("accountId", asText(id)),
    ...optional("accountType", asText(type)),
    ...optional("username", asText(username) || undefined),
    ...optional("owner", asText(owner) || undefined),
    ...optional("accountDate", readAppleTime(context, atRow("ZACCOUNT", String(key)), "ZDATE", date)),
  };
}

/** DAAccountHost of calendars and contacts, Hostname and SMTPHostname of mail. */
const HOST_PROPERTY = /host(?:name)?$/i;

function servers(database: EvidenceDatabase, context: ParseContext): Generator<readonly Located<AccountsRecord>[]> {
  const rows = database.rows({
    from: "ZACCOUNTPROPERTY",
    select: ["Z_PK", "ZKEY", "ZVALUE", "type.ZIDENTIFIER"],
    joins: [
      { as: "account", table: "ZACCOUNT", on: "Z_PK", equals: "ZOWNER" },
      { as: "type", table: "ZACCOUNTTYPE", on: "Z_PK", equals: "account.ZACCOUNTTYPE" },
    ],
    orderBy: ["Z_PK"],
  });
  return context.records(
    rows,
    ([key]) => [atRow("ZACCOUNTPROPERTY", String(key))],
    ([key, name, value, type]): AccountsRecord | undefined => {
      const property = asText(name);
      if (property === undefined || !HOST_PROPERTY.test(property)) return undefined;
      const host = hostIn(value, atRow("ZACCOUNTPROPERTY", String(key)), context);
      return host ? { kind: "server", property, host, ...optional("accountType", asText(type)) } : undefined;
    },
  );
}

/** Values are keyed archives of one string. */
function hostIn(value: SqlRow[number] | undefined, at: Locator, context: ParseContext): string | undefined {
  if (typeof value === "string") return value;
  const bytes = asBytes(value);
  if (!bytes || bytes.length === 0) return undefined;
  const root = readField(context, at, "ZVALUE", () => {
    const list = readPlist(bytes).value;
    return isKeyedArchive(list) ? unarchive(list) : list;
  });
  return typeof root === "string" ? root : undefined;
}

/** Programs of the system make accounts under their process name: only what has the form of a bundle id is one. */
const BUNDLE_ID = /^[\w-]+(?:\.[\w-]+)+$/;

function observablesOf(record: AccountsRecord): readonly Observable[] {
  if (record.kind === "server") return [{ type: "domain-name:value", role: "listed", value: record.host }];
  const observables: Observable[] = [];
  const party = record.username === undefined ? undefined : partyObservable(record.username, "listed");
  if (party) observables.push(party);
  if (record.owner !== undefined && BUNDLE_ID.test(record.owner)) observables.push({ type: "app:id", role: "listed", value: record.owner });
  return observables;
}
