import { memberOf, textOf } from "../../formats/plist/value.ts";
import type { EvidenceDatabase } from "../../formats/sqlite/database.ts";
import { asBytes, asFlag, asNumber, asText, type SqlRow } from "../../formats/sqlite/value.ts";
import { atRow, type Locator } from "../../model/locator.ts";
import type { Observable } from "../../model/observable.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { hasTable, readAppleTime, readField, readPlistField } from "../partial-record.ts";

/** A row of the table attachment, with the message it came in where that is left. */
export interface MessageAttachment {
  readonly guid: string;
  /** Canonical path where it was stored, as the database says. */
  readonly path?: string;
  /** The name that its sender gave it. */
  readonly transferName?: string;
  /** MIME type. */
  readonly contentType?: string;
  /** Uniform type identifier. */
  readonly uniformType?: string;
  readonly size?: number;
  readonly isFromMe: boolean;
  /** Neither a message nor a join row is left of it. */
  readonly isMessageMissing: boolean;
  readonly handle?: string;
  readonly service?: string;
  readonly created?: EvidenceTime;
  /** When its transfer began. */
  readonly started?: EvidenceTime;
  readonly sent?: EvidenceTime;
  /** Bundle id of the app inside Messages that made it. */
  readonly bundleId?: string;
}

export default defineArtifact<MessageAttachment>({
  id: "ios/sms-attachments",
  version: 1,
  paths: [
    "/private/var/mobile/Library/SMS/sms.db", // the table attachment since iOS 6
  ],
  presence: { "ios-backup": "expected", "ios-backup-encrypted": "expected", "ios-file-system": "expected" },
  scope: "communication",
  emits: { "file:path": ["listed"], "file:name": ["received", "sent"], "app:id": ["listed"] },
  provenOn: "real-data",
  references: [
    "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
    "https://citizenlab.ca/2021/09/forcedentry-nso-group-imessage-zero-click-exploit-captured-in-the-wild/",
  ],

  *parse(file, context) {
    const database = context.database(file);
    if (!hasTable(context, database, "attachment")) return;
    let last: SqlRow[number] | undefined;
    yield* context.records(attachmentRows(database), locateAttachment, (row) => {
      // One that stands in several messages comes once for each; the first stands for it.
      if (row[0] === last) return undefined;
      last = row[0];
      return readAttachment(row, context);
    });
  },

  observables: observablesOf,
  events: ({ created, isFromMe, handle }) =>
    created
      ? [
          {
            time: created,
            kind: "message",
            message: `artifacts/ios/sms-attachments/${isFromMe ? "attachment-sent" : "attachment-received"}`,
            params: { handle: handle ?? "" },
          },
        ]
      : [],
});

const COLUMNS = [
  ...["rowid", "guid", "filename", "transfer_name", "mime_type", "uti", "total_bytes", "is_outgoing", "created_date", "start_date"],
  ...["attribution_info", "message.rowid", "message.is_from_me", "message.service", "message.date", "handle.id"],
];
const MESSAGE = COLUMNS.indexOf("message.rowid");

/** Left joins: the exploits of 2021 left attachments whose message was deleted. */
const attachmentRows = (database: EvidenceDatabase): Generator<readonly SqlRow[]> =>
  database.rows({
    from: "attachment",
    select: COLUMNS,
    joins: [
      { as: "link", table: "message_attachment_join", on: "attachment_id", equals: "rowid" },
      { as: "message", table: "message", on: "rowid", equals: "link.message_id" },
      { as: "handle", table: "handle", on: "rowid", equals: "message.handle_id" },
    ],
  });

const locateAttachment = (row: SqlRow): readonly Locator[] => {
  const own = atRow("attachment", String(row[0]));
  return row[MESSAGE] === null ? [own] : [own, atRow("message", String(row[MESSAGE]))];
};

function readAttachment(row: SqlRow, context: ParseContext): MessageAttachment {
  const [rowid, guid, filename, transferName, mime, uti, size, outgoing, created, started, attribution, , fromMe, service, sent, handle] =
    row;
  const at = atRow("attachment", String(rowid));
  const path = asText(filename);
  return {
    guid: asText(guid) ?? "",
    isFromMe: asFlag(outgoing) || asFlag(fromMe),
    isMessageMissing: row[MESSAGE] === null,
    ...optional("path", path ? context.canonical(path) : undefined),
    ...optional("transferName", asText(transferName) || undefined),
    ...optional("contentType", asText(mime)),
    ...optional("uniformType", asText(uti)),
    ...optional("size", asNumber(size)),
    ...optional("handle", asText(handle)),
    ...optional("service", asText(service)),
    ...optional("created", readAppleTime(context, at, "created_date", created)),
    ...optional("started", readAppleTime(context, at, "start_date", started)),
    ...optional("sent", readAppleTime(context, at, "date", sent)),
    ...optional("bundleId", makerOf(asBytes(attribution), at, context)),
  };
}

/** attribution_info: {name, bundle-id, adam-id …} of the app inside Messages. */
function makerOf(bytes: Uint8Array | undefined, at: Locator, context: ParseContext): string | undefined {
  const info = readPlistField(context, at, "attribution_info", bytes);
  return info === undefined ? undefined : readField(context, at, "attribution_info", () => textOf(memberOf(info, "bundle-id")));
}

/** The other side is told by ios/sms, which reads the same file. */
function observablesOf({ path, transferName, isFromMe, bundleId }: MessageAttachment): readonly Observable[] {
  const observables: Observable[] = [];
  if (path !== undefined) observables.push({ type: "file:path", role: "listed", value: path });
  const name = path?.slice(path.lastIndexOf("/") + 1);
  if (transferName !== undefined && transferName !== name) {
    observables.push({ type: "file:name", role: isFromMe ? "sent" : "received", value: transferName });
  }
  if (bundleId !== undefined) observables.push({ type: "app:id", role: "listed", value: bundleId });
  return observables;
}
