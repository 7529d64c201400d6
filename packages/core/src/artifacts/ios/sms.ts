import type { EvidenceDatabase } from "../../formats/sqlite/database.ts";
import { asBytes, asFlag, asNumber, asText, type SqlRow, type SqlValue } from "../../formats/sqlite/value.ts";
import { textOfAttributedBody } from "../../formats/typedstream/attributed-body.ts";
import { atRow, type Locator } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import {
  addAttributeUrls,
  addPreviewUrls,
  addUrls,
  editedTextsOf,
  hidesUrl,
  type MessageUrl,
  type MessageUrls,
  mayHoldEdits,
} from "../message-links.ts";
import { type Draft, optional } from "../optional-field.ts";
import { eachTable, hasTable, readAppleTime, readField, readPlistField } from "../partial-record.ts";
import { eventsOfMessage, observablesOfMessage } from "../sms-traces.ts";

/** Who a message was exchanged with. */
export interface Conversation {
  /** The other side: telephone number, e-mail address, or a sender's name. */
  readonly handle?: string;
  /** Names a handle whose row is gone. */
  readonly isHandleMissing: boolean;
  readonly chat?: string;
  readonly isGroup: boolean;
  readonly groupName?: string;
}

/** A row of the table message. */
export interface TextMessage extends Conversation {
  readonly kind: "message";
  readonly guid: string;
  readonly service?: string;
  readonly isFromMe: boolean;
  readonly text?: string;
  readonly subject?: string;
  readonly sent?: EvidenceTime;
  readonly read?: EvidenceTime;
  readonly edited?: EvidenceTime;
  readonly retracted?: EvidenceTime;
  /** Lies in "Recently Deleted" since. */
  readonly deleted?: EvidenceTime;
  readonly isDeleted: boolean;
  readonly previousTexts?: readonly string[];
  readonly urls?: readonly MessageUrl[];
}

/** A part of a message that was deleted, from the table recoverable_message_part. */
export interface DeletedPart extends Conversation {
  readonly kind: "deleted-part";
  readonly isFromMe: boolean;
  readonly text?: string;
  readonly sent?: EvidenceTime;
  readonly deleted?: EvidenceTime;
  readonly urls?: readonly MessageUrl[];
}

/** An address known to the messages app, whether or not a message of it is left. */
export interface KnownHandle {
  readonly kind: "handle";
  readonly handle: string;
  readonly service?: string;
}

/** SQLite's count of keys given to messages: rows deleted at the end show here alone. */
export interface HighestMessageKey {
  readonly kind: "highest-key";
  readonly messageKey: number;
}

export type SmsRecord = TextMessage | DeletedPart | KnownHandle | HighestMessageKey;

export default defineArtifact<SmsRecord>({
  id: "ios/sms",
  version: 2,
  paths: [
    "/private/var/mobile/Library/SMS/sms.db", // iOS 3 on
  ],
  presence: { "ios-backup": "expected", "ios-backup-encrypted": "expected", "ios-file-system": "expected" },
  scope: "communication",
  emits: {
    "url:value": ["received", "sent"],
    "email-addr:value": ["received", "sent", "listed"],
    "phone-number:value": ["received", "sent", "listed"],
  },
  provenOn: "real-data",
  references: [
    "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
    "https://github.com/ReagentX/imessage-exporter/tree/develop/docs",
  ],

  *parse(file, context) {
    const database = context.database(file);
    let hasAllMessages = false;
    yield* eachTable<readonly Located<SmsRecord>[]>(
      function* () {
        if (!hasTable(context, database, "message")) return;
        yield* messages(database, context);
        hasAllMessages = true; // not where damage ended the list: a message that was not read is not one that was deleted
      },
      () => (database.has("recoverable_message_part") ? deletedParts(database, context) : []),
      () => (database.has("handle") ? handles(database, context) : []),
      () => (hasAllMessages && database.has("sqlite_sequence", "seq") ? highestKey(database) : []),
      () => noteDeletions(database, context),
    );
  },

  observables: observablesOfMessage,
  events: eventsOfMessage,
});

const MESSAGE_COLUMNS = [
  ...["rowid", "guid", "text", "subject", "attributedBody", "payload_data", "message_summary_info", "service", "is_from_me"],
  ...["date", "date_read", "date_edited", "date_retracted", "handle_id", "handle.id"],
  ...["chat.chat_identifier", "chat.style", "chat.display_name"],
  ...["deletion.message_id", "deletion.delete_date", "deletedChat.chat_identifier", "deletedChat.style", "deletedChat.display_name"],
];

const HANDLE = MESSAGE_COLUMNS.indexOf("handle_id");
const CHAT = MESSAGE_COLUMNS.indexOf("chat.chat_identifier");
const DELETION = MESSAGE_COLUMNS.indexOf("deletion.message_id");
const DELETED_CHAT = MESSAGE_COLUMNS.indexOf("deletedChat.chat_identifier");

/** Left joins throughout: messages of groups, of one's own and of deleted contacts have no handle; deleted ones have no chat. */
function* messages(database: EvidenceDatabase, context: ParseContext): Generator<readonly Located<SmsRecord>[]> {
  // Since iOS 6 the words of many messages stand there alone; payload_data is younger.
  if (database.has("message", "payload_data") && !database.has("message", "attributedBody")) {
    context.skip(message("artifacts/ios/sms/no-body-column"), undefined, "unreadable-form");
  }
  const rows = database.rows({
    from: "message",
    select: MESSAGE_COLUMNS,
    joins: [
      { as: "handle", table: "handle", on: "rowid", equals: "handle_id" },
      { as: "chatJoin", table: "chat_message_join", on: "message_id", equals: "rowid" },
      { as: "chat", table: "chat", on: "rowid", equals: "chatJoin.chat_id" },
      { as: "deletion", table: "chat_recoverable_message_join", on: "message_id", equals: "rowid" },
      { as: "deletedChat", table: "chat", on: "rowid", equals: "deletion.chat_id" },
    ],
  });
  let last: SqlValue | undefined;
  yield* context.records(rows, locateMessage, (row) => {
    // A message that stands in several chats comes once for each of them; the first stands for it.
    if (row[0] === last) return undefined;
    last = row[0];
    return readMessage(row, context);
  });
}

const locateMessage = (row: SqlRow): readonly Locator[] => {
  const own = atRow("message", String(row[0]));
  return row[HANDLE + 1] === null ? [own] : [own, atRow("handle", String(row[HANDLE]))];
};

function readMessage(row: SqlRow, context: ParseContext): TextMessage {
  const [rowid, guid, plainText, subject, body, payload, summary, service, fromMe, date, dateRead, dateEdited, dateRetracted] = row;
  const at = atRow("message", String(rowid));
  const found: MessageUrls = { context, at, urls: [] };
  if (typeof body === "string") context.skip(message("artifacts/ios/sms/body-unreadable"), [at]);
  const text = readText(asText(plainText), asBytes(body), found);
  const subjectText = asText(subject);
  if (subjectText) addUrls(found, subjectText, "subject");
  const preview = readPlistField(context, at, "payload_data", asBytes(payload));
  if (preview !== undefined) readField(context, at, "payload_data", () => addPreviewUrls(found, "payload_data", preview));
  const previousTexts = readEdits(asBytes(summary), text, found);
  const record: Draft<TextMessage> = {
    kind: "message",
    guid: asText(guid) ?? "",
    isFromMe: asFlag(fromMe),
    isHandleMissing: false,
    isGroup: false,
    isDeleted: row[DELETION] !== null,
  };
  setConversation(record, row, HANDLE, row[CHAT] === null ? DELETED_CHAT : CHAT);
  const timeOf = (field: string, value: SqlValue | undefined) => readAppleTime(context, at, field, value);
  setTimes(record, timeOf, { sent: date, read: dateRead, edited: dateEdited, retracted: dateRetracted, deleted: row[DELETION + 1] });
  const serviceName = asText(service);
  if (serviceName !== undefined) record.service = serviceName;
  if (text !== undefined) record.text = text;
  if (subjectText) record.subject = subjectText;
  if (previousTexts.length > 0) record.previousTexts = previousTexts;
  if (found.urls.length > 0) record.urls = found.urls;
  return record;
}

const TIMES = ["sent", "read", "edited", "retracted", "deleted"] as const;

function setTimes(
  record: Draft<TextMessage>,
  timeOf: (field: string, value: SqlValue | undefined) => EvidenceTime | undefined,
  values: Readonly<Record<(typeof TIMES)[number], SqlValue | undefined>>,
): void {
  for (const name of TIMES) {
    const time = timeOf(name, values[name]);
    if (time) record[name] = time;
  }
}

/** The text column is empty for edited and many recent messages, whose words stand in the attributed body alone. */
function readText(plainText: string | undefined, body: Uint8Array | undefined, found: MessageUrls): string | undefined {
  const { context, at } = found;
  let text = plainText === "" ? undefined : plainText;
  let links: readonly string[] = [];
  if (body && body.length > 0 && (text === undefined || hidesUrl(body, text))) {
    const attributed = readField(context, at, "attributedBody", () => textOfAttributedBody(body));
    if (!attributed && text === undefined) context.skip(message("artifacts/ios/sms/body-unreadable"), [at]);
    if (attributed && text !== undefined && attributed.text !== text) addUrls(found, attributed.text, "attributes");
    text ??= attributed?.text;
    links = attributed?.links ?? [];
  }
  addUrls(found, text, "text");
  addAttributeUrls(found, links);
  return text;
}

function readEdits(summary: Uint8Array | undefined, text: string | undefined, found: MessageUrls): readonly string[] {
  const { context, at } = found;
  if (!summary || !mayHoldEdits(summary)) return [];
  const value = readPlistField(context, at, "message_summary_info", summary);
  if (value === undefined) return [];
  const edits = readField(context, at, "message_summary_info", () => editedTextsOf(context, at, value)) ?? [];
  const texts = edits.filter((earlier) => earlier !== text);
  for (const earlier of texts) addUrls(found, earlier, "edited");
  return texts;
}

/** Style of a chat with several others. */
const GROUP_STYLE = 43;

/** `handle` is the column of the handle's key, its id after it; `chat` that of the chat's identifier, style and name after it. */
function setConversation(record: Draft<Conversation>, row: SqlRow, handle: number, chat: number): void {
  const name = asText(row[handle + 1]);
  const identifier = asText(row[chat]);
  const groupName = asText(row[chat + 2]);
  if (name !== undefined) record.handle = name;
  record.isHandleMissing = row[handle + 1] === null && asFlag(row[handle]);
  if (identifier !== undefined) record.chat = identifier;
  record.isGroup = asNumber(row[chat + 1]) === GROUP_STYLE;
  if (groupName) record.groupName = groupName;
}

const PART_COLUMNS = [
  ...["rowid", "message_id", "part_text", "delete_date", "message.is_from_me", "message.date", "message.handle_id", "handle.id"],
  ...["chat.chat_identifier", "chat.style", "chat.display_name"],
];

function* deletedParts(database: EvidenceDatabase, context: ParseContext): Generator<readonly Located<SmsRecord>[]> {
  const rows = database.rows({
    from: "recoverable_message_part",
    select: PART_COLUMNS,
    joins: [
      { as: "message", table: "message", on: "rowid", equals: "message_id" },
      { as: "handle", table: "handle", on: "rowid", equals: "message.handle_id" },
      { as: "chat", table: "chat", on: "rowid", equals: "chat_id" },
    ],
  });
  yield* context.records(
    rows,
    ([row]) => [atRow("recoverable_message_part", String(row))],
    (row) => readPart(row, context),
  );
}

function readPart(row: SqlRow, context: ParseContext): DeletedPart {
  const [rowid, , partText, deleteDate, fromMe, date] = row;
  const at = atRow("recoverable_message_part", String(rowid));
  const found: MessageUrls = { context, at, urls: [] };
  const plainText = typeof partText === "string" ? partText : undefined;
  const text = readText(plainText, asBytes(partText), found);
  const record: Draft<DeletedPart> = {
    kind: "deleted-part",
    isFromMe: asFlag(fromMe),
    isHandleMissing: false,
    isGroup: false,
    ...optional("text", text),
    ...optional("sent", readAppleTime(context, at, "sent", date)),
    ...optional("deleted", readAppleTime(context, at, "deleted", deleteDate)),
    ...optional("urls", found.urls.length > 0 ? found.urls : undefined),
  };
  setConversation(record, row, PART_COLUMNS.indexOf("message.handle_id"), PART_COLUMNS.indexOf("chat.chat_identifier"));
  return record;
}

function* handles(database: EvidenceDatabase, context: ParseContext): Generator<readonly Located<SmsRecord>[]> {
  yield* context.records(
    database.rows({ from: "handle", select: ["rowid", "id", "service"] }),
    ([row]) => [atRow("handle", String(row))],
    ([, id, service]): SmsRecord | undefined => {
      const handle = asText(id);
      return handle === undefined ? undefined : { kind: "handle", handle, ...optional("service", asText(service)) };
    },
  );
}

/** SQLite's table of automatic keys; `seq` is the highest ever given, whether or not its row is there. */
function* highestKey(database: EvidenceDatabase): Generator<readonly Located<SmsRecord>[]> {
  for (const batch of database.rows({ from: "sqlite_sequence", select: ["rowid", "name", "seq"] })) {
    for (const [row, name, highest] of batch) {
      const messageKey = asNumber(highest);
      if (asText(name) !== "message" || messageKey === undefined) continue;
      yield [{ at: [atRow("sqlite_sequence", String(row), "seq")], data: { kind: "highest-key", messageKey } }];
    }
  }
}

const DELETION_TABLES = ["deleted_messages", "sync_deleted_messages"];

/** These tables hold identifiers of deleted messages and nothing of what they said: a count is all they give. */
function noteDeletions(database: EvidenceDatabase, context: ParseContext): readonly never[] {
  for (const table of DELETION_TABLES) {
    if (!database.has(table)) continue;
    let count = 0;
    for (const batch of database.rows({ from: table, select: ["rowid"] })) count += batch.length;
    if (count > 0) context.note(message("artifacts/ios/sms/deletions-noted", { table, count }));
  }
  return [];
}
