import type { EvidenceDatabase } from "../../formats/sqlite/database.ts";
import { asFlag, asNumber, asText, type SqlRow } from "../../formats/sqlite/value.ts";
import { atRow } from "../../model/locator.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { addUrls, type MessageUrl } from "../message-links.ts";
import { type Draft, optional } from "../optional-field.ts";
import { eachTable, hasTable, readAppleTime } from "../partial-record.ts";
import { isGroupAddress } from "../whatsapp-address.ts";
import { dataItems, locate, mediaItems } from "../whatsapp-attachments.ts";
import { CHAT, GROUP_SESSION, lidOf, MEMBER, type Numbers, numberOf, PAIRS, PARTY, partyOf, readNumbers } from "../whatsapp-party.ts";
import { type ChatTotals, createTotals } from "../whatsapp-totals.ts";
import { eventsOfWhatsApp, observablesOfWhatsApp } from "../whatsapp-traces.ts";

/** The other side of a message. */
export interface WhatsAppParty {
  /** WhatsApp address, as stored: number@s.whatsapp.net, a hidden identity (@lid), or a group (@g.us). */
  readonly handle?: string;
  /** The telephone number behind the address, where this database tells it. */
  readonly phoneNumber?: string;
  readonly chat?: string;
  readonly isGroup: boolean;
  readonly groupName?: string;
}

/** A row of ZWAMESSAGE. */
export interface WhatsAppMessage extends WhatsAppParty {
  readonly kind: "message";
  readonly isFromMe: boolean;
  /** ZMESSAGETYPE: 0 text, 1 picture, 2 video, 3 sound, 7 link, 8 document, 10 an event of a group … */
  readonly messageType?: number;
  readonly text?: string;
  readonly sent?: EvidenceTime;
  readonly urls?: readonly MessageUrl[];
}

/** What a message carries beside its text, from ZWAMESSAGEDATAITEM and ZWAMEDIAITEM: link previews, captions, files. */
export interface WhatsAppAttachment extends WhatsAppParty {
  readonly kind: "attachment";
  /** Absent when the row of the message is gone. */
  readonly isFromMe?: boolean;
  readonly sent?: EvidenceTime;
  readonly urls?: readonly MessageUrl[];
  /** Canonical path of the stored file. */
  readonly path?: string;
}

/** A row of ZWACHATSESSION, with what is stored of its messages. */
export interface WhatsAppChat {
  readonly kind: "chat";
  readonly chat: string;
  readonly phoneNumber?: string;
  readonly isGroup: boolean;
  readonly groupName?: string;
  readonly isRemoved: boolean;
  readonly isArchived: boolean;
  readonly lastMessage?: EvidenceTime;
  readonly groupCreated?: EvidenceTime;
  /** Address of who made the group. */
  readonly groupCreator?: string;
  /** Absent, with the times, where the messages could not be read to their end. */
  readonly storedMessages?: number;
  readonly newestStored?: EvidenceTime;
  /** The chat's last message is younger than every stored one: it was deleted, or has vanished by itself. */
  readonly lacksNewest?: boolean;
}

/** A hidden identity and the telephone number behind it, or the name that a number gives itself. */
export interface WhatsAppIdentity {
  readonly kind: "identity";
  readonly handle: string;
  readonly phoneNumber?: string;
  readonly pushName?: string;
  readonly paired?: EvidenceTime;
}

export type WhatsAppRecord = WhatsAppMessage | WhatsAppAttachment | WhatsAppChat | WhatsAppIdentity;

export default defineArtifact<WhatsAppRecord>({
  id: "ios/whatsapp",
  version: 1,
  paths: [
    // WhatsApp 2.16 (2016) on, and WhatsApp Business in a group of its own
    "/private/var/mobile/Containers/Shared/AppGroup/*/ChatStorage.sqlite",
  ],
  presence: { "ios-backup": "with-app", "ios-backup-encrypted": "with-app", "ios-file-system": "with-app" },
  scope: "communication",
  emits: {
    "url:value": ["received", "sent", "listed"],
    "phone-number:value": ["received", "sent", "listed"],
    "file:path": ["listed"],
  },
  provenOn: "synthetic-only",
  references: [
    "https://citizenlab.ca/2025/03/a-first-look-at-paragons-proliferating-spyware-operations/",
    "https://github.com/abrignoni/iLEAPP/tree/main/scripts/artifacts",
  ],

  *parse(file, context) {
    const database = context.database(file);
    const numbers = readNumbers(database, context);
    const folder = file.path.slice(0, file.path.lastIndexOf("/"));
    const totals = createTotals(context);
    yield* eachTable<readonly Located<WhatsAppRecord>[]>(
      function* () {
        if (!hasTable(context, database, "ZWAMESSAGE")) return;
        yield* messages(database, context, numbers, totals);
        totals.areWhole = true;
      },
      () => (database.has("ZWAMESSAGEDATAITEM") ? dataItems(database, context, numbers) : []),
      () => (database.has("ZWAMEDIAITEM") ? mediaItems(database, context, numbers, folder) : []),
      () => (database.has("ZWACHATSESSION") ? chats(database, context, numbers, totals) : []),
      () => identities(database, context, numbers),
    );
  },

  observables: observablesOfWhatsApp,
  events: eventsOfWhatsApp,
});

const MESSAGE_COLUMNS = ["Z_PK", "ZTEXT", "ZMESSAGETYPE", ...PARTY, ...CHAT, ...MEMBER];

/** Left joins throughout: sessions, members and messages are deleted one by one. */
function messages(
  database: EvidenceDatabase,
  context: ParseContext,
  numbers: Numbers,
  totals: ChatTotals,
): Generator<readonly Located<WhatsAppRecord>[]> {
  const rows = database.rows({
    from: "ZWAMESSAGE",
    select: MESSAGE_COLUMNS,
    joins: [
      { as: "chat", table: "ZWACHATSESSION", on: "Z_PK", equals: "ZCHATSESSION" },
      { as: "member", table: "ZWAGROUPMEMBER", on: "Z_PK", equals: "ZGROUPMEMBER" },
    ],
  });
  return context.records(rows, locate("ZWAMESSAGE"), (row): WhatsAppRecord => {
    const [key, words, type] = row;
    const text = asText(words);
    const messageType = asNumber(type);
    const at = atRow("ZWAMESSAGE", String(key));
    const sent = readAppleTime(context, at, "ZMESSAGEDATE", row[6]);
    const urls: MessageUrl[] = [];
    addUrls({ context, at, urls }, text, "text");
    totals.add(asNumber(row[7]), sent);
    const record: Draft<WhatsAppMessage> = { kind: "message", isFromMe: asFlag(row[3]), ...partyOf(row, 3, numbers) };
    if (messageType !== undefined) record.messageType = messageType;
    if (text) record.text = text;
    if (sent) record.sent = sent;
    if (urls.length > 0) record.urls = urls;
    return record;
  });
}

const CHAT_COLUMNS = [
  ...["Z_PK", "ZCONTACTJID", "ZCONTACTIDENTIFIER", "ZSESSIONTYPE", "ZPARTNERNAME", "ZREMOVED", "ZARCHIVED", "ZLASTMESSAGEDATE"],
  ...["group.ZCREATIONDATE", "group.ZCREATORJID", "group.ZOWNERJID"],
];

function chats(
  database: EvidenceDatabase,
  context: ParseContext,
  numbers: Numbers,
  totals: ChatTotals,
): Generator<readonly Located<WhatsAppRecord>[]> {
  const rows = database.rows({
    from: "ZWACHATSESSION",
    select: CHAT_COLUMNS,
    joins: [{ as: "group", table: "ZWAGROUPINFO", on: "Z_PK", equals: "ZGROUPINFO" }],
  });
  return context.records(rows, locate("ZWACHATSESSION"), (row) => readChat(row, context, numbers, totals));
}

function readChat(row: SqlRow, context: ParseContext, numbers: Numbers, totals: ChatTotals): WhatsAppRecord | undefined {
  const [key, address, identifier, type, partner, removed, archived, last, created, creator, owner] = row;
  const chat = asText(address);
  if (chat === undefined) return undefined;
  const at = atRow("ZWACHATSESSION", String(key));
  const isGroup = asNumber(type) === GROUP_SESSION || isGroupAddress(chat);
  const lastMessage = readAppleTime(context, at, "ZLASTMESSAGEDATE", last);
  return {
    kind: "chat",
    chat,
    isGroup,
    isRemoved: asFlag(removed),
    isArchived: asFlag(archived),
    ...optional("phoneNumber", numberOf(chat) ?? numbers.get(chat) ?? numberOf(asText(identifier))),
    ...optional("groupName", isGroup ? asText(partner) : undefined),
    ...optional("lastMessage", lastMessage),
    ...optional("groupCreated", readAppleTime(context, at, "ZCREATIONDATE", created)),
    ...optional("groupCreator", asText(creator) ?? asText(owner)),
    ...totals.of(asNumber(key), lastMessage),
  };
}

function* identities(database: EvidenceDatabase, context: ParseContext, numbers: Numbers): Generator<readonly Located<WhatsAppRecord>[]> {
  if (database.has(PAIRS)) {
    const pairs = database.rows({ from: PAIRS, select: ["Z_PK", "ZLID", "ZPHONENUMBER", "ZTIMESTAMP"] });
    yield* context.records(pairs, locate(PAIRS), ([key, lid, number, time]): WhatsAppRecord | undefined => {
      const handle = asText(lid);
      const paired = readAppleTime(context, atRow(PAIRS, String(key)), "ZTIMESTAMP", time);
      return handle
        ? { kind: "identity", handle: lidOf(handle), ...optional("phoneNumber", numberOf(asText(number))), ...optional("paired", paired) }
        : undefined;
    });
  }
  if (!database.has("ZWAPROFILEPUSHNAME")) return;
  const names = database.rows({ from: "ZWAPROFILEPUSHNAME", select: ["rowid", "ZJID", "ZPUSHNAME"] });
  yield* context.records(names, locate("ZWAPROFILEPUSHNAME"), ([, address, name]): WhatsAppRecord | undefined => {
    const handle = asText(address);
    const number = handle && (numberOf(handle) ?? numbers.get(handle));
    return handle ? { kind: "identity", handle, ...optional("phoneNumber", number), ...optional("pushName", asText(name)) } : undefined;
  });
}
