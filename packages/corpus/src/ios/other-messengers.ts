import { buildDatabase, type DatabaseFiles } from "../database.ts";
import { toAppleSeconds, type UnixSeconds } from "../time.ts";

/** A message in Viber or Messenger. */
export interface AppMessage {
  readonly at: UnixSeconds;
  /** Telephone number in Viber, number of the account in Messenger. */
  readonly other: string;
  readonly text: string;
  /** `unknown`: the app's own note, of neither side. */
  readonly direction: "received" | "sent" | "unknown";
  readonly fileName?: string;
}

/** Tables and columns as iLEAPP's queries name them. */
const VIBER_SCHEMA = [
  "CREATE TABLE ZVIBERMESSAGE ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZATTACHMENT INTEGER, ZBEINGDELETED INTEGER, ZCONVERSATION INTEGER, ZLOCATION INTEGER, ZPHONENUMINDEX INTEGER, ZDATE TIMESTAMP, ZSTATEDATE TIMESTAMP, ZMETADATA VARCHAR, ZSTATE VARCHAR, ZSYSTEMTYPE VARCHAR, ZTEXT VARCHAR )",
  "CREATE TABLE ZCONVERSATION ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZINTERLOCUTOR INTEGER, ZNAME VARCHAR )",
  "CREATE TABLE ZMEMBER ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZDISPLAYFULLNAME VARCHAR, ZNAME VARCHAR )",
  "CREATE TABLE ZPHONENUMBER ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZMEMBER INTEGER, ZCANONIZEDPHONENUM VARCHAR, ZPHONE VARCHAR )",
  "CREATE TABLE ZATTACHMENT ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZFILESIZE INTEGER, ZNAME VARCHAR, ZTYPE VARCHAR )",
];
const VIBER_STATES = { received: "received", sent: "delivered", unknown: "system" } as const;

export function buildViber(messages: readonly AppMessage[]): DatabaseFiles {
  const others = [...new Set(messages.map(({ other }) => other))];
  return buildDatabase({
    schema: VIBER_SCHEMA,
    tables: [
      { table: "ZMEMBER", rows: others.map((_, index) => ({ Z_PK: index + 1 })) },
      { table: "ZPHONENUMBER", rows: others.map((phone, index) => ({ Z_PK: index + 1, ZMEMBER: index + 1, ZPHONE: phone })) },
      { table: "ZCONVERSATION", rows: others.map((_, index) => ({ Z_PK: index + 1, ZINTERLOCUTOR: index + 1 })) },
      {
        table: "ZVIBERMESSAGE",
        rows: messages.map(({ at, other, text, direction, fileName }, index) => ({
          Z_PK: index + 1,
          ZCONVERSATION: others.indexOf(other) + 1,
          ZPHONENUMINDEX: direction === "received" ? others.indexOf(other) + 1 : undefined,
          ZDATE: toAppleSeconds(at),
          ZSTATEDATE: toAppleSeconds(at + 1),
          ZSTATE: VIBER_STATES[direction],
          ZTEXT: text,
          ZATTACHMENT: fileName === undefined ? undefined : index + 1,
        })),
      },
      {
        table: "ZATTACHMENT",
        rows: messages.flatMap(({ fileName }, index) => (fileName === undefined ? [] : [{ Z_PK: index + 1, ZNAME: fileName }])),
      },
    ],
  });
}

const MESSENGER_SCHEMA = [
  "CREATE TABLE messages (thread_key INTEGER, timestamp_ms INTEGER, message_id TEXT, text TEXT, sender_id INTEGER, is_admin_message INTEGER)",
  "CREATE TABLE attachments (message_id TEXT, filename TEXT, title_text TEXT, subtitle_text TEXT, playable_url TEXT, playable_url_mime_type TEXT)",
  "CREATE TABLE attachment_ctas (message_id TEXT, native_url TEXT)",
];

/** `owner` is the number of the owner's account; the file bears it as its name. */
export const buildMessenger = (messages: readonly AppMessage[], owner: string): DatabaseFiles =>
  buildDatabase({
    schema: MESSENGER_SCHEMA,
    tables: [
      {
        table: "messages",
        rows: messages.map(({ at, other, text, direction }, index) => ({
          thread_key: BigInt(other),
          timestamp_ms: Math.round(at * 1000),
          message_id: `mid.demo${index + 1}`,
          text,
          sender_id: direction === "unknown" ? undefined : BigInt(direction === "sent" ? owner : other),
        })),
      },
      {
        table: "attachments",
        rows: messages.flatMap(({ fileName }, index) =>
          fileName === undefined ? [] : [{ message_id: `mid.demo${index + 1}`, filename: fileName }],
        ),
      },
    ],
  });
