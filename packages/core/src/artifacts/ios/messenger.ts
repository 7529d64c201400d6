import type { EvidenceDatabase } from "../../formats/sqlite/database.ts";
import { asInteger, asNumber, asText, type SqlRow, type SqlValue } from "../../formats/sqlite/value.ts";
import { atRow } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Observable, Role } from "../../model/observable.ts";
import type { Located } from "../../model/record.ts";
import { type EvidenceTime, fromUnixMilliseconds } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { addUrls, type MessageUrl } from "../message-links.ts";
import { optional } from "../optional-field.ts";
import { eachTable, readNumeric } from "../partial-record.ts";

/** A message of Messenger, or what was attached to one. */
export interface MessengerMessage {
  readonly kind: "message" | "attachment";
  /** Absent where it is not known who the owner is, or who wrote. */
  readonly isFromMe?: boolean;
  /** Number of the account that wrote, as stored. */
  readonly senderId?: string;
  readonly chat?: string;
  readonly text?: string;
  readonly sent?: EvidenceTime;
  readonly fileName?: string;
  readonly urls?: readonly MessageUrl[];
}

export default defineArtifact<MessengerMessage>({
  id: "ios/messenger",
  version: 1,
  paths: [
    "/private/var/mobile/Containers/Shared/AppGroup/*/lightspeed-userDatabases/*.db", // 2020 on
    "/private/var/mobile/Containers/Data/Application/*/Library/Application Support/lightspeed-userDatabases/*.db",
    "/private/var/mobile/Containers/Data/Application/*/Library/Application Support/lightspeed-*.db",
  ],
  presence: { "ios-backup": "with-app", "ios-backup-encrypted": "with-app", "ios-file-system": "with-app" },
  scope: "communication",
  emits: { "url:value": ["received", "sent", "listed"], "file:name": ["received", "sent", "listed"] },
  provenOn: "synthetic-only",
  references: ["https://github.com/abrignoni/iLEAPP/tree/main/scripts/artifacts"],

  *parse(file, context) {
    const database = context.database(file);
    const table = MESSAGE_TABLES.find((name) => database.has(name));
    if (table === undefined) {
      context.skip(message("artifacts/shared/table-missing", { table: MESSAGE_TABLES.join(", ") }), undefined, "unreadable-form");
    }
    const owner = ownerOf(database, file.path);
    yield* eachTable<readonly Located<MessengerMessage>[]>(
      () => (table ? messages(database, context, table, owner) : []),
      () => (database.has("attachments") ? attachments(database, context, table, owner) : []),
    );
  },

  observables: observablesOf,
  events: ({ kind, sent, isFromMe }) =>
    kind === "message" && sent ? [{ time: sent, kind: "message", message: `artifacts/ios/messenger/${whatHappened(isFromMe)}` }] : [],
});

const MESSAGE_TABLES = ["messages", "thread_messages"];

/** The account's number stands in a table of its own in newer databases, and in the name of the file. */
function ownerOf(database: EvidenceDatabase, path: string): string | undefined {
  if (database.has("_user_info", "facebook_user_id")) {
    for (const batch of database.rows({ from: "_user_info", select: ["facebook_user_id"] })) {
      const owner = idOf(batch[0]?.[0]);
      if (owner !== undefined) return owner;
    }
  }
  return /(?:^|[/_-])(\d{5,20})\.db$/.exec(path)?.[1];
}

const idOf = (value: SqlValue | undefined): string | undefined => asText(value) ?? asInteger(value)?.toString();

const MESSAGE_COLUMNS = ["rowid", "sender_id", "thread_key", "timestamp_ms", "text"];

function messages(
  database: EvidenceDatabase,
  context: ParseContext,
  table: string,
  owner: string | undefined,
): Generator<readonly Located<MessengerMessage>[]> {
  return context.records(
    database.rows({ from: table, select: MESSAGE_COLUMNS }),
    ([row]) => [atRow(table, String(row))],
    ([row, sender, chat, time, words]): MessengerMessage => {
      const text = asText(words);
      const urls: MessageUrl[] = [];
      addUrls({ context, at: atRow(table, String(row)), urls }, text, "text");
      return {
        kind: "message",
        ...partyOf(sender, chat, owner),
        ...optional("text", text || undefined),
        ...optional("sent", timeOf(context, table, row, time)),
        ...optional("urls", urls.length > 0 ? urls : undefined),
      };
    },
  );
}

/** Timestamps count milliseconds since 1970. */
function timeOf(context: ParseContext, table: string, row: SqlValue | undefined, value: SqlValue | undefined): EvidenceTime | undefined {
  const time = readNumeric(context, atRow(table, String(row)), "timestamp_ms", value);
  return time === undefined ? undefined : fromUnixMilliseconds(time);
}

function partyOf(
  sender: SqlValue | undefined,
  chat: SqlValue | undefined,
  owner: string | undefined,
): Pick<MessengerMessage, "isFromMe" | "senderId" | "chat"> {
  const senderId = idOf(sender);
  const isFromMe = senderId === undefined || owner === undefined ? undefined : senderId === owner;
  return { ...optional("isFromMe", isFromMe), ...optional("senderId", senderId), ...optional("chat", idOf(chat)) };
}

const TEXTS = [
  "title_text",
  "subtitle_text",
  "description_text",
  "playable_url",
  "default_cta_url",
  "action_url",
  "cta.native_url",
  "cta.action_url",
];
const ATTACHMENT_COLUMNS = ["rowid", "filename", "message.sender_id", "message.thread_key", "message.timestamp_ms", ...TEXTS];
const FIRST_TEXT = ATTACHMENT_COLUMNS.length - TEXTS.length;

/** Link previews and files; those whose message is deleted stay. */
function attachments(
  database: EvidenceDatabase,
  context: ParseContext,
  table: string | undefined,
  owner: string | undefined,
): Generator<readonly Located<MessengerMessage>[]> {
  const rows = database.rows({
    from: "attachments",
    select: ATTACHMENT_COLUMNS,
    joins: [
      ...(table ? [{ as: "message", table, on: "message_id", equals: "message_id" }] : []),
      { as: "cta", table: "attachment_ctas", on: "message_id", equals: "message_id" },
    ],
  });
  return context.records(
    rows,
    ([row]) => [atRow("attachments", String(row))],
    (row) => readAttachment(row, context, owner),
  );
}

function readAttachment(row: SqlRow, context: ParseContext, owner: string | undefined): MessengerMessage | undefined {
  const [rowid, name, sender, chat, time] = row;
  const urls: MessageUrl[] = [];
  const found = { context, at: atRow("attachments", String(rowid)), urls };
  for (const text of row.slice(FIRST_TEXT)) addUrls(found, asText(text), "preview");
  const fileName = asText(name) || undefined;
  if (urls.length === 0 && fileName === undefined) return undefined;
  return {
    kind: "attachment",
    ...partyOf(sender, chat, owner),
    ...optional("sent", asNumber(time) === undefined ? undefined : timeOf(context, "attachments", rowid, time)),
    ...optional("fileName", fileName),
    ...optional("urls", urls.length > 0 ? urls : undefined),
  };
}

function observablesOf({ isFromMe, urls = [], fileName }: MessengerMessage): readonly Observable[] {
  const role = roleOf(isFromMe);
  const observables: Observable[] = urls.map(({ url, isEmbedded }) => ({
    type: "url:value",
    role,
    value: url,
    ...(isEmbedded && { circumstances: ["embedded"] as const }),
  }));
  if (fileName !== undefined) observables.push({ type: "file:name", role, value: fileName });
  return observables;
}

const roleOf = (isFromMe: boolean | undefined): Role => {
  if (isFromMe === undefined) return "listed";
  return isFromMe ? "sent" : "received";
};

const whatHappened = (isFromMe: boolean | undefined): string => {
  if (isFromMe === undefined) return "message";
  return isFromMe ? "message-sent" : "message-received";
};
