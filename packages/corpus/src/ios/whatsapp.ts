import { buildDatabase, type DatabaseFiles } from "../database.ts";
import { toAppleSeconds, type UnixSeconds } from "../time.ts";

/** A message in a chat of two. */
export interface WhatsAppMessage {
  readonly at: UnixSeconds;
  /** Digits of the other side. */
  readonly number: string;
  readonly text: string;
  readonly isOwn?: boolean;
  /** A link preview, beside the text. */
  readonly preview?: string;
  /** Below the folder Message. */
  readonly mediaPath?: string;
  /** Its row is gone; its preview stayed. */
  readonly isDeleted?: boolean;
}

export interface WhatsAppCall {
  readonly at: UnixSeconds;
  readonly number: string;
  /** Absent where the row that tells the direction is gone. */
  readonly direction?: "incoming" | "outgoing";
}

/** A hidden identity and the number behind it. */
export interface HiddenIdentity {
  readonly at: UnixSeconds;
  readonly lid: string;
  readonly number: string;
}

/** Somebody in the app's address book. */
export interface WhatsAppContact {
  readonly number: string;
  readonly name: string;
  /** When the entry was last brought up to date. */
  readonly at: UnixSeconds;
  /** Seconds after which messages vanish. */
  readonly timer?: number;
}

const GROUP = "AppDomainGroup-group.net.whatsapp.WhatsApp.shared";
export const WHATSAPP_GROUP = GROUP;

const person = (number: string): string => `${number}@s.whatsapp.net`;

/** Tables and columns as iLEAPP's queries and published schemas name them (2023 to 2026). */
const CHAT_SCHEMA = [
  "CREATE TABLE ZWAMESSAGE ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZFLAGS INTEGER, ZGROUPEVENTTYPE INTEGER, ZISFROMME INTEGER, ZMESSAGESTATUS INTEGER, ZMESSAGETYPE INTEGER, ZSTARRED INTEGER, ZCHATSESSION INTEGER, ZGROUPMEMBER INTEGER, ZMEDIAITEM INTEGER, ZMESSAGEINFO INTEGER, ZPARENTMESSAGE INTEGER, ZMESSAGEDATE TIMESTAMP, ZSENTDATE TIMESTAMP, ZFROMJID VARCHAR, ZPUSHNAME VARCHAR, ZSTANZAID VARCHAR, ZTEXT VARCHAR, ZTOJID VARCHAR )",
  "CREATE TABLE ZWACHATSESSION ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZARCHIVED INTEGER, ZHIDDEN INTEGER, ZMESSAGECOUNTER INTEGER, ZREMOVED INTEGER, ZSESSIONTYPE INTEGER, ZGROUPINFO INTEGER, ZLASTMESSAGE INTEGER, ZLASTMESSAGEDATE TIMESTAMP, ZCONTACTIDENTIFIER VARCHAR, ZCONTACTJID VARCHAR, ZPARTNERNAME VARCHAR )",
  "CREATE TABLE ZWAGROUPINFO ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZCHATSESSION INTEGER, ZCREATIONDATE TIMESTAMP, ZCREATORJID VARCHAR, ZOWNERJID VARCHAR )",
  "CREATE TABLE ZWAGROUPMEMBER ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZCHATSESSION INTEGER, ZCONTACTIDENTIFIER VARCHAR, ZCONTACTNAME VARCHAR, ZFIRSTNAME VARCHAR, ZMEMBERJID VARCHAR )",
  "CREATE TABLE ZWAMEDIAITEM ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZFILESIZE INTEGER, ZMESSAGE INTEGER, ZMEDIAURLDATE TIMESTAMP, ZAUTHORNAME VARCHAR, ZMEDIALOCALPATH VARCHAR, ZMEDIAURL VARCHAR, ZTITLE VARCHAR, ZVCARDNAME VARCHAR, ZVCARDSTRING VARCHAR, ZMEDIAKEY BLOB, ZMETADATA BLOB )",
  "CREATE TABLE ZWAMESSAGEDATAITEM ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZINDEX INTEGER, ZTYPE INTEGER, ZMESSAGE INTEGER, ZDATE TIMESTAMP, ZCONTENT1 VARCHAR, ZCONTENT2 VARCHAR, ZMATCHEDTEXT VARCHAR, ZSENDERJID VARCHAR, ZSUMMARY VARCHAR, ZTITLE VARCHAR )",
  "CREATE TABLE ZWAPROFILEPUSHNAME ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZJID VARCHAR, ZPUSHNAME VARCHAR )",
];

export function buildChatStorage(messages: readonly WhatsAppMessage[]): DatabaseFiles {
  const numbers = [...new Set(messages.map(({ number }) => number))];
  const numbered = messages.map((message, index) => ({ ...message, key: index + 1 }));
  const media = numbered.filter(({ mediaPath }) => mediaPath !== undefined);
  return buildDatabase({
    schema: CHAT_SCHEMA,
    tables: [
      {
        table: "ZWACHATSESSION",
        rows: numbers.map((number, index) => ({
          Z_PK: index + 1,
          ZSESSIONTYPE: 0,
          ZREMOVED: 0,
          ZARCHIVED: 0,
          ZLASTMESSAGEDATE: toAppleSeconds(Math.max(...messages.filter((message) => message.number === number).map(({ at }) => at))),
          ZCONTACTJID: person(number),
        })),
      },
      {
        table: "ZWAMESSAGE",
        rows: numbered
          .filter(({ isDeleted }) => !isDeleted)
          .map(({ key, at, number, text, isOwn = false, mediaPath }) => ({
            Z_PK: key,
            ZISFROMME: isOwn ? 1 : 0,
            ZMESSAGETYPE: mediaPath === undefined ? 0 : 8,
            ZCHATSESSION: numbers.indexOf(number) + 1,
            ZMEDIAITEM: mediaPath === undefined ? undefined : key,
            ZMESSAGEDATE: toAppleSeconds(at),
            ZSTANZAID: `DEMO${key}`,
            ZTEXT: text,
            ...(isOwn ? { ZTOJID: person(number) } : { ZFROMJID: person(number) }),
          })),
      },
      { table: "ZWAMEDIAITEM", rows: media.map(({ key, mediaPath }) => ({ Z_PK: key, ZMESSAGE: key, ZMEDIALOCALPATH: mediaPath })) },
      {
        table: "ZWAMESSAGEDATAITEM",
        rows: numbered.flatMap(({ key, at, preview, number }) =>
          preview === undefined
            ? []
            : [{ ZMESSAGE: key, ZDATE: toAppleSeconds(at), ZCONTENT1: preview, ZMATCHEDTEXT: preview, ZSENDERJID: person(number) }],
        ),
      },
      { table: "ZWAPROFILEPUSHNAME", rows: numbers.map((number) => ({ ZJID: person(number), ZPUSHNAME: "Demo" })) },
    ],
  });
}

const CALL_SCHEMA = [
  "CREATE TABLE ZWAAGGREGATECALLEVENT ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZINCOMING INTEGER, ZMISSED INTEGER, ZVIDEO INTEGER, ZFIRSTDATE TIMESTAMP )",
  "CREATE TABLE ZWACDCALLEVENT ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZOUTCOME INTEGER, Z1CALLEVENTS INTEGER, ZDATE TIMESTAMP, ZDURATION FLOAT, ZCALLIDSTRING VARCHAR, ZGROUPCALLCREATORUSERJIDSTRING VARCHAR, ZGROUPJIDSTRING VARCHAR )",
  "CREATE TABLE ZWACDCALLEVENTPARTICIPANT ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZOUTCOME INTEGER, Z1PARTICIPANTS INTEGER, ZJIDSTRING VARCHAR )",
];

export const buildWhatsAppCalls = (calls: readonly WhatsAppCall[]): DatabaseFiles =>
  buildDatabase({
    schema: CALL_SCHEMA,
    tables: [
      {
        table: "ZWAAGGREGATECALLEVENT",
        rows: calls.flatMap(({ at, direction }, index) =>
          direction === undefined
            ? []
            : [{ Z_PK: index + 1, ZINCOMING: direction === "incoming" ? 1 : 0, ZMISSED: 0, ZVIDEO: 0, ZFIRSTDATE: toAppleSeconds(at) }],
        ),
      },
      {
        table: "ZWACDCALLEVENT",
        rows: calls.map(({ at }, index) => ({
          Z_PK: index + 1,
          ZOUTCOME: 1,
          Z1CALLEVENTS: index + 1,
          ZDATE: toAppleSeconds(at),
          ZDURATION: 0,
          ZCALLIDSTRING: `DEMO${index + 1}`,
        })),
      },
      {
        table: "ZWACDCALLEVENTPARTICIPANT",
        rows: calls.map(({ number }, index) => ({ Z_PK: index + 1, Z1PARTICIPANTS: index + 1, ZJIDSTRING: person(number) })),
      },
    ],
  });

export const buildLid = (identities: readonly HiddenIdentity[]): DatabaseFiles =>
  buildDatabase({
    schema: [
      "CREATE TABLE ZWAPHONENUMBERLIDPAIR ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZTIMESTAMP TIMESTAMP, ZLID VARCHAR, ZPHONENUMBER VARCHAR )",
    ],
    tables: [
      {
        table: "ZWAPHONENUMBERLIDPAIR",
        rows: identities.map(({ at, lid, number }) => ({ ZTIMESTAMP: toAppleSeconds(at), ZLID: lid, ZPHONENUMBER: number })),
      },
    ],
  });

/** Columns as MVT's documentation of `whatsapp_contacts` lists them (2026). */
export const buildWhatsAppContacts = (contacts: readonly WhatsAppContact[]): DatabaseFiles =>
  buildDatabase({
    schema: [
      "CREATE TABLE ZWAADDRESSBOOKCONTACT ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZDISAPPEARINGMODEDURATION INTEGER, ZPHONESTATUS INTEGER, ZSYNCPOLICY INTEGER, ZABOUTTIMESTAMP TIMESTAMP, ZDISAPPEARINGMODETIMESTAMP TIMESTAMP, ZLASTUPDATED TIMESTAMP, ZABOUTTEXT VARCHAR, ZBUSINESSNAME VARCHAR, ZFULLNAME VARCHAR, ZGIVENNAME VARCHAR, ZLASTNAME VARCHAR, ZLID VARCHAR, ZLOCALIZEDPHONENUMBER VARCHAR, ZNOTES VARCHAR, ZPHONENUMBER VARCHAR, ZUSERNAME VARCHAR, ZWHATSAPPID VARCHAR )",
    ],
    tables: [
      {
        table: "ZWAADDRESSBOOKCONTACT",
        rows: contacts.map(({ number, name, at, timer = 0 }, index) => ({
          Z_PK: index + 1,
          ZDISAPPEARINGMODEDURATION: timer,
          ZLASTUPDATED: toAppleSeconds(at),
          ...(timer > 0 && { ZDISAPPEARINGMODETIMESTAMP: toAppleSeconds(at) }),
          ZFULLNAME: name,
          ZPHONENUMBER: `+${number}`,
          ZWHATSAPPID: person(number),
        })),
      },
    ],
  });
