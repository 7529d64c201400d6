import type { SmsRecord } from "../artifacts/ios/sms.ts";

/** Whom Apple names as senders of its notices, by e-mail and by iMessage alike (CERT-FR, September 2025). */
const SENDERS = new Set(["threat-notifications@apple.com", "threat-notifications@email.apple.com"]);
/** How the notices begin in English, 2021 to 2023 and since. */
const WORDINGS = [
  "state-sponsored attackers may be targeting your iphone",
  "apple detected a targeted mercenary spyware attack against your iphone",
];
const MARK = "alert: ";
/** A word of each wording: texts without one are not looked at further, and nearly none has one. */
const TELLING = /targeting|targeted/i;

/** Came in by iMessage under a name that only Apple's servers can give: an SMS may claim any sender, and so may e-mail. */
export function isFromApple(record: SmsRecord): boolean {
  if (record.kind !== "message" || record.isFromMe || record.service !== "iMessage") return false;
  const sender = record.handle ?? (record.isGroup ? undefined : record.chat);
  return sender !== undefined && SENDERS.has(sender.toLowerCase());
}

export type NoticeWording = "whole" | "quoted";

/** Whether a text is a notice by its first words, or holds those words further on. */
export function wordingOf(text: string | undefined): NoticeWording | undefined {
  if (text === undefined || !TELLING.test(text)) return undefined;
  const words = text.trim().replace(/\s+/g, " ").toLowerCase();
  if (!WORDINGS.some((wording) => words.includes(wording))) return undefined;
  return WORDINGS.some((wording) => words.startsWith(wording) || words.startsWith(MARK + wording)) ? "whole" : "quoted";
}
