import { expect, test } from "vitest";
import type { WhatsAppChat, WhatsAppRecord } from "../../artifacts/ios/whatsapp.ts";
import { hitsOf } from "../../testing/index.ts";
import whatsappMissingMessages from "./whatsapp-missing-messages.ts";

const chat = (lacksNewest?: boolean): WhatsAppChat => ({
  kind: "chat",
  chat: "12025550177@s.whatsapp.net",
  isGroup: false,
  isRemoved: false,
  isArchived: false,
  ...(lacksNewest !== undefined && { lacksNewest }),
});
const judge = (...records: WhatsAppRecord[]) => hitsOf(whatsappMissingMessages, records);

test("counts the chats without their newest message in one finding, and names none of them", () => {
  expect(judge(chat(true), chat(false), chat(true), chat())).toMatchObject([
    { subject: "missing-messages", count: 2, params: { lacking: 2, chats: 3 }, records: [] },
  ]);
  expect(whatsappMissingMessages.severity).toBe("info");
});

test("is silent where every chat has its newest, where it is not known, and on messages", () => {
  expect(judge(chat(false), chat())).toEqual([]);
  expect(judge()).toEqual([]);
  expect(judge({ kind: "message", isFromMe: false, isGroup: false })).toEqual([]);
});
