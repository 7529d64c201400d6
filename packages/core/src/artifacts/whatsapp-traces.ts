import type { Circumstance, Observable } from "../model/observable.ts";
import type { EvidenceTime } from "../model/time.ts";
import type { EventKind, TimelineEvent } from "../model/timeline.ts";
import type { WhatsAppAttachment, WhatsAppChat, WhatsAppMessage, WhatsAppRecord } from "./ios/whatsapp.ts";
import { numberOfAddress } from "./whatsapp-address.ts";

const EMBEDDED: readonly Circumstance[] = ["embedded"];

/** Numbers and links by the direction of the message. What a deleted message carried has no direction left: it is listed. */
export function observablesOfWhatsApp(record: WhatsAppRecord): readonly Observable[] {
  if (record.kind === "identity") return numbers("listed", record.phoneNumber);
  if (record.kind === "chat") return numbers("listed", record.phoneNumber, record.groupCreator && numberOfAddress(record.groupCreator));
  const role = roleOf(record);
  const observables = numbers(role, record.phoneNumber);
  for (const { url, isEmbedded } of record.urls ?? []) {
    observables.push({ type: "url:value", role, value: url, ...(isEmbedded && { circumstances: EMBEDDED }) });
  }
  if (record.kind === "attachment" && record.path) observables.push({ type: "file:path", role: "listed", value: record.path });
  return observables;
}

const roleOf = ({ isFromMe }: WhatsAppMessage | WhatsAppAttachment): "received" | "sent" | "listed" => {
  if (isFromMe === undefined) return "listed";
  return isFromMe ? "sent" : "received";
};

const numbers = (role: "received" | "sent" | "listed", ...values: readonly (string | undefined)[]): Observable[] =>
  values.flatMap((value) => (value ? [{ type: "phone-number:value", role, value } as const] : []));

/** An attachment has the time of its message, whose event stands already. */
export function eventsOfWhatsApp(record: WhatsAppRecord): readonly TimelineEvent[] {
  if (record.kind === "message") {
    const what = record.isFromMe ? "message-sent" : "message-received";
    return event(record.sent, what, record.phoneNumber ?? record.handle);
  }
  if (record.kind === "chat") return eventsOfChat(record);
  return record.kind === "identity" ? event(record.paired, "identity-paired", record.phoneNumber ?? record.handle, "contact") : [];
}

const eventsOfChat = ({ chat, phoneNumber, groupCreated, lastMessage, lacksNewest }: WhatsAppChat): readonly TimelineEvent[] => [
  ...event(groupCreated, "group-created", chat, "interaction"),
  ...(lacksNewest ? event(lastMessage, "message-gone", phoneNumber ?? chat) : []),
];

const event = (time: EvidenceTime | undefined, what: string, handle = "", kind: EventKind = "message"): readonly TimelineEvent[] =>
  time ? [{ time, kind, message: `artifacts/ios/whatsapp/${what}`, params: { handle } }] : [];
