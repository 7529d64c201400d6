import type { EvidenceDatabase } from "../../formats/sqlite/database.ts";
import { asNumber, asText, type SqlRow } from "../../formats/sqlite/value.ts";
import { atFile, atRow } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Observable, Role } from "../../model/observable.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { addUrls, type MessageUrl } from "../message-links.ts";
import { partyObservable } from "../message-party.ts";
import { optional } from "../optional-field.ts";
import { eachTable, hasTable, readAppleTime } from "../partial-record.ts";

/** A row of ZVIBERMESSAGE. */
export interface ViberMessage {
  readonly kind: "message";
  /** Absent where the state says neither; then it is an event of the chat. */
  readonly isFromMe?: boolean;
  /** Telephone number of the other side. */
  readonly phoneNumber?: string;
  readonly text?: string;
  readonly sent?: EvidenceTime;
  readonly stateChanged?: EvidenceTime;
  readonly isBeingDeleted: boolean;
  /** Name of the attachment, as stored. */
  readonly fileName?: string;
  readonly urls?: readonly MessageUrl[];
}

/** A number that Viber knows, whether or not a message of it is left. */
export interface ViberNumber {
  readonly kind: "number";
  readonly phoneNumber: string;
}

export type ViberRecord = ViberMessage | ViberNumber;

export default defineArtifact<ViberRecord>({
  id: "ios/viber",
  version: 1,
  paths: [
    "/private/var/mobile/Containers/Shared/AppGroup/*/com.viber/database/Contacts.data", // iOS 11 on
    "/private/var/mobile/Containers/Shared/AppGroup/*/database/Contacts.data", // about 2017
    "/private/var/mobile/Containers/Data/Application/*/Documents/Contacts.data", // before
  ],
  presence: { "ios-backup": "with-app", "ios-backup-encrypted": "with-app", "ios-file-system": "with-app" },
  scope: "communication",
  emits: {
    "url:value": ["received", "sent", "listed"],
    "phone-number:value": ["received", "sent", "listed"],
    "file:name": ["received", "sent", "listed"],
  },
  provenOn: "synthetic-only",
  references: ["https://github.com/abrignoni/iLEAPP/tree/main/scripts/artifacts"],

  *parse(file, context) {
    const database = context.database(file);
    const numbers = readNumbers(database, context);
    yield* eachTable<readonly Located<ViberRecord>[]>(
      () => (hasTable(context, database, "ZVIBERMESSAGE") ? messages(database, context, numbers) : []),
      () => knownNumbers(database, context),
    );
  },

  observables: observablesOf,
  events: (record) =>
    record.kind === "message" && record.sent
      ? [
          {
            time: record.sent,
            kind: "message",
            message: `artifacts/ios/viber/${whatHappened(record.isFromMe)}`,
            params: { handle: record.phoneNumber ?? "" },
          },
        ]
      : [],
});

/** Numbers of one phone; a full address book has some thousands. */
const MAX_NUMBERS = 200_000;
/** Which table tells the number of a member, by its key: the newer one, and that of the years before 2016. */
const NUMBER_TABLES = [
  { table: "ZPHONENUMBER", columns: ["rowid", "ZMEMBER", "ZPHONE", "ZCANONIZEDPHONENUM"] },
  { table: "ZPHONENUMBERINDEX", columns: ["rowid", "Z_PK", "ZPHONENUM"] },
];

type Numbers = ReadonlyMap<number, string>;

function readNumbers(database: EvidenceDatabase, context: ParseContext): Numbers {
  const numbers = new Map<number, string>();
  for (const { table, columns } of NUMBER_TABLES) {
    for (const batch of database.has(table) ? database.rows({ from: table, select: columns }) : []) {
      for (const row of batch) {
        const member = asNumber(row[1]);
        const number = numberIn(row);
        if (member === undefined || number === undefined || numbers.has(member)) continue;
        if (numbers.size >= MAX_NUMBERS) {
          context.skip(message("artifacts/shared/too-many", { limit: MAX_NUMBERS }), [atFile], "over-budget");
          return numbers;
        }
        numbers.set(member, number);
      }
    }
  }
  return numbers;
}

const numberIn = ([, , phone, canonized]: SqlRow): string | undefined => asText(phone) || asText(canonized) || undefined;

const COLUMNS = [
  ...["Z_PK", "ZTEXT", "ZDATE", "ZSTATEDATE", "ZSTATE", "ZMETADATA", "ZBEINGDELETED", "ZPHONENUMINDEX"],
  ...["chat.ZINTERLOCUTOR", "attachment.ZNAME"],
];

function messages(database: EvidenceDatabase, context: ParseContext, numbers: Numbers): Generator<readonly Located<ViberRecord>[]> {
  const rows = database.rows({
    from: "ZVIBERMESSAGE",
    select: COLUMNS,
    joins: [
      { as: "chat", table: "ZCONVERSATION", on: "Z_PK", equals: "ZCONVERSATION" },
      { as: "attachment", table: "ZATTACHMENT", on: "Z_PK", equals: "ZATTACHMENT" },
    ],
  });
  return context.records(
    rows,
    ([key]) => [atRow("ZVIBERMESSAGE", String(key))],
    (row) => readMessage(row, context, numbers),
  );
}

function readMessage(row: SqlRow, context: ParseContext, numbers: Numbers): ViberMessage {
  const [key, words, date, stateDate, state, metadata, deleted, sender, interlocutor, attachmentName] = row;
  const at = atRow("ZVIBERMESSAGE", String(key));
  const text = asText(words);
  const urls: MessageUrl[] = [];
  const found = { context, at, urls };
  addUrls(found, text, "text");
  addUrls(found, asText(metadata), "preview"); // JSON: link previews, buttons, invitations to groups
  const member = asNumber(sender) ?? asNumber(interlocutor);
  return {
    kind: "message",
    isBeingDeleted: asNumber(deleted) === 1,
    ...optional("isFromMe", directionOf(asText(state))),
    ...optional("phoneNumber", member === undefined ? undefined : numbers.get(member)),
    ...optional("text", text || undefined),
    ...optional("sent", readAppleTime(context, at, "ZDATE", date)),
    ...optional("stateChanged", readAppleTime(context, at, "ZSTATEDATE", stateDate)),
    ...optional("fileName", asText(attachmentName) || undefined),
    ...optional("urls", urls.length > 0 ? urls : undefined),
  };
}

const directionOf = (state: string | undefined): boolean | undefined => {
  if (state === "received") return false;
  return state === "send" || state === "delivered" ? true : undefined;
};

function* knownNumbers(database: EvidenceDatabase, context: ParseContext): Generator<readonly Located<ViberRecord>[]> {
  for (const { table, columns } of NUMBER_TABLES) {
    if (!database.has(table)) continue;
    yield* context.records(
      database.rows({ from: table, select: columns }),
      ([row]) => [atRow(table, String(row))],
      (row): ViberRecord | undefined => {
        const phoneNumber = numberIn(row);
        return phoneNumber === undefined ? undefined : { kind: "number", phoneNumber };
      },
    );
  }
}

function observablesOf(record: ViberRecord): readonly Observable[] {
  const role: Role = record.kind === "number" ? "listed" : roleOf(record.isFromMe);
  const party = record.phoneNumber === undefined ? undefined : partyObservable(record.phoneNumber, role);
  const observables: Observable[] = party ? [party] : [];
  if (record.kind === "number") return observables;
  for (const { url, isEmbedded } of record.urls ?? []) {
    observables.push({ type: "url:value", role, value: url, ...(isEmbedded && { circumstances: ["embedded"] }) });
  }
  if (record.fileName !== undefined) observables.push({ type: "file:name", role, value: record.fileName });
  return observables;
}

const roleOf = (isFromMe: boolean | undefined): Role => {
  if (isFromMe === undefined) return "listed";
  return isFromMe ? "sent" : "received";
};

const whatHappened = (isFromMe: boolean | undefined): string => {
  if (isFromMe === undefined) return "event";
  return isFromMe ? "message-sent" : "message-received";
};
