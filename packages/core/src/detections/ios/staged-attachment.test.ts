import { expect, test } from "vitest";
import type { MessageAttachment } from "../../artifacts/ios/sms-attachments.ts";
import { fromAppleTime } from "../../model/time.ts";
import { hitsOf } from "../../testing/index.ts";
import stagedAttachment from "./staged-attachment.ts";

const created = fromAppleTime(650_000_000)!;
const attachment = (path: string, fields: Partial<MessageAttachment> = {}): MessageAttachment => ({
  guid: "x",
  path,
  isFromMe: false,
  isMessageMissing: false,
  created,
  ...fields,
});
const judge = (...records: MessageAttachment[]) => hitsOf(stagedAttachment, records);

test("speaks of a received attachment that lies below the folder for temporary files, by its time", () => {
  expect(judge(attachment("/private/var/tmp/com.apple.messages/A-1"))).toMatchObject([
    {
      subject: { type: "file:path", value: "/private/var/tmp/com.apple.messages/A-1" },
      severity: "medium",
      confidence: "low",
      time: created,
    },
  ]);
});

test("is surer where the message is gone, and says less of other endings", () => {
  expect(judge(attachment("/private/var/tmp/A-1", { isMessageMissing: true }))).toMatchObject([
    { message: "summary-without-message", confidence: "medium" },
  ]);
  expect(judge(attachment("/private/var/tmp/A.gif", { isMessageMissing: true }))).toMatchObject([{ severity: "low", confidence: "low" }]);
});

test("is silent on the folder of Messages, on what was sent, and on rows without a path", () => {
  expect(
    judge(attachment("/private/var/mobile/Library/SMS/Attachments/3c/12/IMG-1"), attachment("/private/var/tmp/A-1", { isFromMe: true })),
  ).toEqual([]);
  const { path: _, ...pathless } = attachment("");
  expect(judge(pathless, attachment("/private/var/tmp-1"), attachment("/private/var/tmp"))).toEqual([]);
});
