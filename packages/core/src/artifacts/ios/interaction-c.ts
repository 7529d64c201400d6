import type { EvidenceDatabase } from "../../formats/sqlite/database.ts";
import { asNumber, asText, type SqlRow } from "../../formats/sqlite/value.ts";
import { atRow, type Locator } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { groupRows, joinTableOf } from "../core-data.ts";
import { eventsOfInteraction, observablesOfInteraction } from "../interaction-traces.ts";
import { addUrls, type MessageUrl } from "../message-links.ts";
import { type Draft, optional } from "../optional-field.ts";
import { eachTable, hasTable, readAppleTime } from "../partial-record.ts";

/** A row of ZINTERACTIONS: an app told the system that a message, mail or call went from one party to others. */
export interface Interaction {
  readonly kind: "interaction";
  /** Of the app, and of the one it stood for. */
  readonly bundleId?: string;
  readonly targetBundleId?: string;
  /** The owner's account, as the app names it. */
  readonly account?: string;
  /** Absent where the row does not say. */
  readonly isFromMe?: boolean;
  readonly sender?: string;
  readonly recipients?: readonly string[];
  readonly recipientCount?: number;
  /** The app's name of the conversation. */
  readonly chat?: string;
  readonly started?: EvidenceTime;
  readonly ended?: EvidenceTime;
  /** When the row was written. */
  readonly noted?: EvidenceTime;
  readonly urls?: readonly MessageUrl[];
}

/** What an interaction carried. */
export interface InteractionAttachment {
  readonly kind: "attachment";
  readonly bundleId?: string;
  readonly isFromMe?: boolean;
  readonly sender?: string;
  readonly started?: EvidenceTime;
  /** Uniform type identifier, as stored. */
  readonly contentType?: string;
  readonly size?: number;
  readonly urls?: readonly MessageUrl[];
}

/** A row of ZCONTACTS: a party with its sums, which outlive the single interactions. */
export interface InteractionParty {
  readonly kind: "party";
  readonly handle: string;
  readonly incoming: number;
  readonly outgoing: number;
  readonly firstIncoming?: EvidenceTime;
  readonly lastIncoming?: EvidenceTime;
  readonly firstOutgoing?: EvidenceTime;
  readonly lastOutgoing?: EvidenceTime;
}

export type InteractionRecord = Interaction | InteractionAttachment | InteractionParty;

export default defineArtifact<InteractionRecord>({
  id: "ios/interaction-c",
  version: 1,
  paths: [
    "/private/var/mobile/Library/CoreDuet/People/interactionC.db", // iOS 9 or 10 on
  ],
  presence: { "ios-backup": "encrypted-backups-only", "ios-backup-encrypted": "expected", "ios-file-system": "expected" },
  scope: "communication",
  emits: {
    "phone-number:value": ["received", "sent", "listed"],
    "email-addr:value": ["received", "sent", "listed"],
    "url:value": ["received", "sent", "listed"],
    "app:id": ["listed"],
  },
  provenOn: "synthetic-only",
  references: [
    "https://github.com/mac4n6/APOLLO",
    "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
  ],

  *parse(file, context) {
    const database = context.database(file);
    yield* eachTable<readonly Located<InteractionRecord>[]>(
      () => (hasTable(context, database, "ZINTERACTIONS") ? interactions(database, context) : []),
      () => (database.has("ZATTACHMENT") ? attachments(database, context) : []),
      () => (hasTable(context, database, "ZCONTACTS") ? parties(database, context) : []),
    );
  },

  observables: observablesOfInteraction,
  events: eventsOfInteraction,
});

const COLUMNS = [
  ...["Z_PK", "ZBUNDLEID", "ZTARGETBUNDLEID", "ZACCOUNT", "ZDIRECTION", "ZRECIPIENTCOUNT", "ZDOMAINIDENTIFIER"],
  ...["ZSTARTDATE", "ZENDDATE", "ZCREATIONDATE", "ZCONTENTURL"],
  ...["sender.Z_PK", "sender.ZIDENTIFIER", "sender.ZCUSTOMIDENTIFIER"],
  ...["recipient.Z_PK", "recipient.ZIDENTIFIER", "recipient.ZCUSTOMIDENTIFIER"],
];
const SENDER = COLUMNS.indexOf("sender.Z_PK");
const RECIPIENT = COLUMNS.indexOf("recipient.Z_PK");

/** Recipients stand in Z_2INTERACTIONRECIPIENT, whose numbers are those of the entities and change with the version. */
function interactions(database: EvidenceDatabase, context: ParseContext): Generator<readonly Located<InteractionRecord>[]> {
  const join = joinTableOf(database, "INTERACTIONRECIPIENT", "RECIPIENTS");
  if (!join && database.has("ZINTERACTIONS", "ZRECIPIENTCOUNT")) {
    context.skip(message("artifacts/ios/interaction-c/no-recipients"), undefined, "unreadable-form");
  }
  const recipients = join
    ? [
        { as: "link", table: join.table, on: join.from, equals: "Z_PK" },
        { as: "recipient", table: "ZCONTACTS", on: "Z_PK", equals: `link.${join.to}` },
      ]
    : [];
  const rows = database.rows({
    from: "ZINTERACTIONS",
    select: COLUMNS,
    joins: [{ as: "sender", table: "ZCONTACTS", on: "Z_PK", equals: "ZSENDER" }, ...recipients],
    orderBy: ["Z_PK"],
  });
  return context.records(groupRows(context, "ZINTERACTIONS", rows), locateInteraction, (group) => readInteraction(group, context));
}

const locateInteraction = (group: readonly SqlRow[]): readonly Locator[] => {
  const [first] = group;
  const keys = [first![SENDER], ...group.map((row) => row[RECIPIENT])].filter((key) => typeof key === "bigint" || typeof key === "number");
  return [atRow("ZINTERACTIONS", String(first![0])), ...[...new Set(keys)].map((key) => atRow("ZCONTACTS", key))];
};

function readInteraction(group: readonly SqlRow[], context: ParseContext): Interaction {
  const [key, bundleId, targetBundleId, account, direction, recipientCount, chat, start, end, created, url] = group[0]!;
  const at = atRow("ZINTERACTIONS", String(key));
  const recipients = [...new Set(group.map((row) => nameAt(row, RECIPIENT)))].filter((name) => name !== undefined);
  const urls: MessageUrl[] = [];
  addUrls({ context, at, urls }, asText(url), "text");
  return {
    kind: "interaction",
    ...textField("bundleId", bundleId),
    ...textField("targetBundleId", targetBundleId),
    ...textField("account", account),
    ...optional("isFromMe", directionOf(direction)),
    ...optional("sender", nameAt(group[0]!, SENDER)),
    ...optional("recipients", recipients.length > 0 ? recipients : undefined),
    ...optional("recipientCount", asNumber(recipientCount)),
    ...textField("chat", chat),
    ...optional("started", readAppleTime(context, at, "ZSTARTDATE", start)),
    ...optional("ended", readAppleTime(context, at, "ZENDDATE", end)),
    ...optional("noted", readAppleTime(context, at, "ZCREATIONDATE", created)),
    ...optional("urls", urls.length > 0 ? urls : undefined),
  };
}

/** ZIDENTIFIER is a number or an address; some apps leave it to ZCUSTOMIDENTIFIER. */
const nameAt = (row: SqlRow, key: number): string | undefined => asText(row[key + 1]) || asText(row[key + 2]) || undefined;

const textField = <K extends string>(name: K, value: SqlRow[number] | undefined): { readonly [P in K]?: string } =>
  optional(name, asText(value) || undefined);

/** ZDIRECTION: 0 incoming, 1 outgoing. */
const directionOf = (value: SqlRow[number] | undefined): boolean | undefined => {
  const direction = asNumber(value);
  return direction === 0 || direction === 1 ? direction === 1 : undefined;
};

const ATTACHMENT_COLUMNS = [
  ...["Z_PK", "ZUTI", "ZSIZEINBYTES", "ZCONTENTURL", "ZCONTENTTEXT"],
  ...[
    "interaction.ZBUNDLEID",
    "interaction.ZDIRECTION",
    "interaction.ZSTARTDATE",
    "sender.Z_PK",
    "sender.ZIDENTIFIER",
    "sender.ZCUSTOMIDENTIFIER",
    "interaction.Z_PK",
  ],
];
const ATTACHMENT_SENDER = ATTACHMENT_COLUMNS.indexOf("sender.Z_PK");
const ATTACHED_TO = ATTACHMENT_COLUMNS.indexOf("interaction.Z_PK");

function attachments(database: EvidenceDatabase, context: ParseContext): Generator<readonly Located<InteractionRecord>[]> {
  const join = joinTableOf(database, "ATTACHMENTS", "INTERACTIONS");
  const rows = database.rows({
    from: "ZATTACHMENT",
    select: ATTACHMENT_COLUMNS,
    joins: join
      ? [
          { as: "link", table: join.table, on: join.from, equals: "Z_PK" },
          { as: "interaction", table: "ZINTERACTIONS", on: "Z_PK", equals: `link.${join.to}` },
          { as: "sender", table: "ZCONTACTS", on: "Z_PK", equals: "interaction.ZSENDER" },
        ]
      : [],
    orderBy: ["Z_PK"],
  });
  return context.records(rows, attachmentLocators, (row) => readAttachment(row, context));
}

/** The attachment, what it came with and whom that is of: a sender stands in no other row. */
const attachmentLocators = (row: SqlRow): readonly Locator[] => [
  atRow("ZATTACHMENT", String(row[0])),
  ...rowIn("ZINTERACTIONS", row[ATTACHED_TO]),
  ...rowIn("ZCONTACTS", row[ATTACHMENT_SENDER]),
];

const rowIn = (table: string, key: SqlRow[number] | undefined): readonly Locator[] => (typeof key === "bigint" ? [atRow(table, key)] : []);

function readAttachment(row: SqlRow, context: ParseContext): InteractionAttachment {
  const [key, contentType, size, url, text, bundleId, direction, start] = row;
  const urls: MessageUrl[] = [];
  const found = { context, at: atRow("ZATTACHMENT", String(key)), urls };
  addUrls(found, asText(url), "preview");
  addUrls(found, asText(text), "text");
  return {
    kind: "attachment",
    ...textField("bundleId", bundleId),
    ...optional("isFromMe", directionOf(direction)),
    ...optional("sender", nameAt(row, ATTACHMENT_SENDER)),
    ...optional("started", readAppleTime(context, atRow("ZATTACHMENT", String(key)), "ZSTARTDATE", start)),
    ...textField("contentType", contentType),
    ...optional("size", asNumber(size)),
    ...optional("urls", urls.length > 0 ? urls : undefined),
  };
}

const PARTY_COLUMNS = [
  ...["Z_PK", "ZIDENTIFIER", "ZCUSTOMIDENTIFIER", "ZINCOMINGSENDERCOUNT", "ZOUTGOINGRECIPIENTCOUNT"],
  ...["ZFIRSTINCOMINGSENDERDATE", "ZLASTINCOMINGSENDERDATE", "ZFIRSTOUTGOINGRECIPIENTDATE", "ZLASTOUTGOINGRECIPIENTDATE"],
];
const FIRST_TIME = PARTY_COLUMNS.indexOf("ZFIRSTINCOMINGSENDERDATE");
const PARTY_TIMES = ["firstIncoming", "lastIncoming", "firstOutgoing", "lastOutgoing"] as const;

function parties(database: EvidenceDatabase, context: ParseContext): Generator<readonly Located<InteractionRecord>[]> {
  return context.records(
    database.rows({ from: "ZCONTACTS", select: PARTY_COLUMNS, orderBy: ["Z_PK"] }),
    ([key]) => [atRow("ZCONTACTS", String(key))],
    (row): InteractionRecord | undefined => {
      const handle = nameAt(row, 0);
      if (handle === undefined) return undefined;
      const at = atRow("ZCONTACTS", String(row[0]));
      const record: Draft<InteractionParty> = { kind: "party", handle, incoming: asNumber(row[3]) ?? 0, outgoing: asNumber(row[4]) ?? 0 };
      PARTY_TIMES.forEach((name, index) => {
        const time = readAppleTime(context, at, PARTY_COLUMNS[FIRST_TIME + index]!, row[FIRST_TIME + index]);
        if (time) record[name] = time;
      });
      return record;
    },
  );
}
