import type { EvidenceDatabase } from "../formats/sqlite/database.ts";
import { asFlag, asNumber, asText, type SqlRow } from "../formats/sqlite/value.ts";
import { atFile } from "../model/locator.ts";
import { message } from "../model/message.ts";
import type { ParseContext } from "./artifact.ts";
import type { WhatsAppParty } from "./ios/whatsapp.ts";
import type { Draft } from "./optional-field.ts";
import { isGroupAddress, numberOfAddress } from "./whatsapp-address.ts";

/** Pairs of one phone; a full one has some thousands. */
const MAX_PAIRS = 200_000;
export type Numbers = ReadonlyMap<string, string>;

export const PAIRS = "ZWAPHONENUMBERLIDPAIR";
/** Newer versions keep these pairs in LID.sqlite (ios/whatsapp-contacts). Both spellings of an identity occur, with and without @lid. */
export function readNumbers(database: EvidenceDatabase, context: ParseContext): Numbers {
  const numbers = new Map<string, string>();
  if (!database.has(PAIRS)) return numbers;
  for (const batch of database.rows({ from: PAIRS, select: ["ZLID", "ZPHONENUMBER"] })) {
    for (const [lid, stored] of batch) {
      const identity = asText(lid);
      const number = identity && numberOf(asText(stored));
      if (!number) continue;
      if (numbers.size >= MAX_PAIRS) {
        context.skip(message("artifacts/shared/too-many", { limit: MAX_PAIRS }), [atFile], "over-budget");
        return numbers;
      }
      numbers.set(lidOf(identity), number);
    }
  }
  return numbers;
}

export const lidOf = (identity: string): string => (identity.includes("@") ? identity : `${identity}@lid`);

/** From an address, or from digits with or without "+". */
export const numberOf = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined;
  return numberOfAddress(text) ?? (/^\+?\d{5,20}$/.test(text) ? `+${text.replace("+", "")}` : undefined);
};

/** Who a message is from or to: columns that follow one another in every query below. */
export const PARTY = ["ZISFROMME", "ZFROMJID", "ZTOJID", "ZMESSAGEDATE", "ZCHATSESSION"];
export const CHAT = ["ZCONTACTJID", "ZCONTACTIDENTIFIER", "ZSESSIONTYPE", "ZPARTNERNAME"].map((column) => `chat.${column}`);
export const MEMBER = ["member.ZMEMBERJID", "member.ZCONTACTIDENTIFIER"];
/** ZSESSIONTYPE of groups. */
export const GROUP_SESSION = 1;

export function partyOf(row: SqlRow, start: number, numbers: Numbers): WhatsAppParty {
  const [fromMe, from, to, , , chatAddress, chatIdentifier, sessionType, partner, member, memberIdentifier] = row.slice(start);
  const chat = asText(chatAddress);
  const handle = (asFlag(fromMe) ? asText(to) : (asText(member) ?? asText(from))) ?? chat;
  const isGroup = asNumber(sessionType) === GROUP_SESSION || (chat !== undefined && isGroupAddress(chat));
  const identifier = asText(member) === handle ? asText(memberIdentifier) : handle === chat ? asText(chatIdentifier) : undefined;
  const number = handle && (numberOf(handle) ?? numbers.get(handle) ?? numberOf(identifier));
  const record: Draft<WhatsAppParty> = { isGroup };
  if (handle) record.handle = handle;
  if (number) record.phoneNumber = number;
  if (chat) record.chat = chat;
  const groupName = isGroup ? asText(partner) : undefined;
  if (groupName) record.groupName = groupName;
  return record;
}
