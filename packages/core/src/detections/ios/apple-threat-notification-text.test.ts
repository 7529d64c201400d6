import { expect, test } from "vitest";
import type { DeletedPart, SmsRecord, TextMessage } from "../../artifacts/ios/sms.ts";
import { hitsOf } from "../../testing/index.ts";
import appleThreatNotificationText from "./apple-threat-notification-text.ts";

const WORDS = "ALERT: State-sponsored attackers may be targeting your iPhone";
const party = { isFromMe: false, isHandleMissing: false, isGroup: false, handle: "+12025550177" };
const received = (text: string, fields: Partial<TextMessage> = {}): TextMessage => ({
  kind: "message",
  guid: "x",
  service: "SMS",
  isDeleted: false,
  ...party,
  text,
  ...fields,
});
const judge = (...records: SmsRecord[]) => hitsOf(appleThreatNotificationText, records);

test("asks for review where a received message begins with the words, also one that was deleted", () => {
  expect(judge(received(`${WORDS}. Apple believes …`))).toMatchObject([{ message: "summary-whole", severity: "medium" }]);
  const part: DeletedPart = { kind: "deleted-part", ...party, text: WORDS };
  expect(judge(part)).toMatchObject([{ message: "summary-whole" }]);
  expect(judge(received("Apple detected a targeted  mercenary spyware\nattack against your iPhone"))).toMatchObject([
    { severity: "medium" },
  ]);
});

test("rates a quotation, and what was sent from the phone, low", () => {
  expect(judge(received(`Look what I got: ${WORDS}`))).toMatchObject([{ message: "summary-quoted", severity: "low" }]);
  expect(judge(received(WORDS, { isFromMe: true }))).toMatchObject([{ message: "summary-sent", severity: "low" }]);
});

test("is silent on the real notice, which has a rule of its own, and on other words", () => {
  expect(judge(received(WORDS, { service: "iMessage", handle: "threat-notifications@apple.com" }))).toEqual([]);
  const { text: _, ...wordless } = received("");
  expect(judge(received("State-sponsored art fair"), received(""), wordless, { kind: "handle", handle: WORDS })).toEqual([]);
});
