import { textFields } from "../formats/protobuf/text-fields.ts";
import type { EvidenceDatabase } from "../formats/sqlite/database.ts";
import { asBytes, asFlag, asText, type SqlRow } from "../formats/sqlite/value.ts";
import { atRow, type Locator } from "../model/locator.ts";
import { message } from "../model/message.ts";
import type { Located } from "../model/record.ts";
import type { ParseContext } from "./artifact.ts";
import type { WhatsAppAttachment } from "./ios/whatsapp.ts";
import { addUrls, type MessageUrls } from "./message-links.ts";
import { optional } from "./optional-field.ts";
import { readAppleTime } from "./partial-record.ts";
import { CHAT, MEMBER, type Numbers, PARTY, partyOf } from "./whatsapp-party.ts";

export const locate =
  (table: string) =>
  ([key]: SqlRow): readonly Locator[] => [atRow(table, String(key))];

const MESSAGE_JOINS = [
  { as: "message", table: "ZWAMESSAGE", on: "Z_PK", equals: "ZMESSAGE" },
  { as: "chat", table: "ZWACHATSESSION", on: "Z_PK", equals: "message.ZCHATSESSION" },
  { as: "member", table: "ZWAGROUPMEMBER", on: "Z_PK", equals: "message.ZGROUPMEMBER" },
];
const OF_MESSAGE = [...PARTY.map((column) => `message.${column}`), ...CHAT, ...MEMBER];

const TEXTS = ["ZCONTENT1", "ZCONTENT2", "ZMATCHEDTEXT", "ZSUMMARY", "ZTITLE"];

/** Link previews. One whose message is deleted stays. */
export function dataItems(
  database: EvidenceDatabase,
  context: ParseContext,
  numbers: Numbers,
): Generator<readonly Located<WhatsAppAttachment>[]> {
  const rows = database.rows({
    from: "ZWAMESSAGEDATAITEM",
    select: ["Z_PK", "message.Z_PK", ...TEXTS, ...OF_MESSAGE],
    joins: MESSAGE_JOINS,
  });
  return context.records(rows, locate("ZWAMESSAGEDATAITEM"), (row): WhatsAppAttachment | undefined => {
    const found: MessageUrls = { context, at: atRow("ZWAMESSAGEDATAITEM", String(row[0])), urls: [] };
    for (let index = 0; index < TEXTS.length; index++) addUrls(found, asText(row[2 + index]), "preview");
    const { urls } = found;
    return urls.length === 0 ? undefined : attachment(row, 2 + TEXTS.length, { urls }, numbers, context, "ZWAMESSAGEDATAITEM");
  });
}

/** Addresses of WhatsApp's own stores, one for each picture: they tell nothing. */
const MEDIA_STORE = /^https:\/\/mm[a-z]\w*(?:-[\w-]+)?\.whatsapp\.net\//;

export function mediaItems(
  database: EvidenceDatabase,
  context: ParseContext,
  numbers: Numbers,
  folder: string,
): Generator<readonly Located<WhatsAppAttachment>[]> {
  const rows = database.rows({
    from: "ZWAMEDIAITEM",
    select: ["Z_PK", "message.Z_PK", "ZMEDIAURL", "ZTITLE", "ZAUTHORNAME", "ZMEDIALOCALPATH", "ZMETADATA", ...OF_MESSAGE],
    joins: MESSAGE_JOINS,
  });
  return context.records(rows, locate("ZWAMEDIAITEM"), (row): WhatsAppAttachment | undefined => {
    const found: MessageUrls = { context, at: atRow("ZWAMEDIAITEM", String(row[0])), urls: [] };
    const { urls } = found;
    const mediaUrl = asText(row[2]);
    if (mediaUrl && !MEDIA_STORE.test(mediaUrl)) addUrls(found, mediaUrl, "preview");
    addUrls(found, asText(row[3]), "preview"); // the caption of a picture, the title of a link
    addUrls(found, asText(row[4]), "preview");
    addMetadataUrls(found, asBytes(row[6]));
    const stored = asText(row[5]);
    // Relative to the folder Message of the container; some versions write it with a slash in front.
    const path = stored && context.canonical(`${folder}/Message/${stored.replace(/^\/+/, "")}`);
    if (urls.length === 0 && !path) return undefined;
    const carried = { ...(urls.length > 0 && { urls }), ...(path && { path }) };
    return attachment(row, 7, carried, numbers, context, "ZWAMEDIAITEM");
  });
}

const SCHEME_MARK = [0x3a, 0x2f, 0x2f]; // "://"

/** Quoted messages, buttons and texts of businesses: protobuf, of which no schema is published. Most hold no link and are not read. */
function addMetadataUrls(found: MessageUrls, metadata: Uint8Array | undefined): void {
  if (!metadata || indexOfBytes(metadata, SCHEME_MARK) < 0) return;
  const { texts, isCut } = textFields(metadata);
  if (isCut) found.context.skip(message("artifacts/shared/links-cut"), [found.at], "over-budget");
  for (const text of texts) if (!MEDIA_STORE.test(text)) addUrls(found, text, "preview");
}

function indexOfBytes(bytes: Uint8Array, [first, second, third]: readonly number[]): number {
  for (let at = bytes.indexOf(first!); at >= 0; at = bytes.indexOf(first!, at + 1)) {
    if (bytes[at + 1] === second && bytes[at + 2] === third) return at;
  }
  return -1;
}

function attachment(
  row: SqlRow,
  start: number,
  carried: Pick<WhatsAppAttachment, "urls" | "path">,
  numbers: Numbers,
  context: ParseContext,
  table: string,
): WhatsAppAttachment {
  if (row[1] === null) return { kind: "attachment", isGroup: false, ...carried };
  const sent = readAppleTime(context, atRow(table, String(row[0])), "ZMESSAGEDATE", row[start + 3]);
  const party = partyOf(row, start, numbers);
  return { kind: "attachment", isFromMe: asFlag(row[start]), ...party, ...optional("sent", sent), ...carried };
}
