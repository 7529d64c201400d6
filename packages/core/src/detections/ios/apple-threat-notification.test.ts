import { expect, test } from "vitest";
import type { TextMessage } from "../../artifacts/ios/sms.ts";
import { fromAppleTime } from "../../model/time.ts";
import { hitsOf } from "../../testing/index.ts";
import appleThreatNotification from "./apple-threat-notification.ts";

const sent = fromAppleTime(700_000_000)!;
const text = "ALERT: Apple detected a targeted mercenary spyware attack against your iPhone. Details …";
const notice = (fields: Partial<TextMessage> = {}): TextMessage => ({
  kind: "message",
  guid: "x",
  service: "iMessage",
  handle: "threat-notifications@apple.com",
  isFromMe: false,
  isHandleMissing: false,
  isGroup: false,
  isDeleted: false,
  text,
  sent,
  ...fields,
});
const judge = (...records: TextMessage[]) => hitsOf(appleThreatNotification, records);

test("speaks of a notice that came by iMessage from Apple's sender", () => {
  expect(judge(notice())).toMatchObject([{ message: "summary", confidence: "high", time: sent }]);
  expect(judge(notice({ handle: "Threat-Notifications@email.apple.com" }))).toHaveLength(1);
});

test("takes the sender from the chat where the handle's row is gone", () => {
  const { handle, ...gone } = notice();
  expect(judge({ ...gone, chat: handle! })).toHaveLength(1);
  expect(judge({ ...gone, chat: handle!, isGroup: true })).toEqual([]);
});

test("is less sure of other words, which may be another language", () => {
  expect(judge(notice({ text: "ALERTE : Apple a détecté …" }))).toMatchObject([{ message: "summary-other-words", confidence: "medium" }]);
  const { text: _, ...wordless } = notice();
  expect(judge(wordless)).toMatchObject([{ confidence: "medium" }]);
});

test("is silent on the same words by SMS, from others, and on what was sent", () => {
  expect(judge(notice({ service: "SMS" }), notice({ handle: "threat-notifications@apple.com.example.org" }))).toEqual([]);
  expect(judge(notice({ handle: "+12025550177" }), notice({ isFromMe: true }))).toEqual([]);
});
