import { expect, test } from "vitest";
import type { MessageAttachment } from "../../artifacts/ios/sms-attachments.ts";
import { fromAppleTime } from "../../model/time.ts";
import { hitsOf } from "../../testing/index.ts";
import type { FoldDetection } from "../detection.ts";
import repeatedAttachment from "./repeated-attachment.ts";

const HOUR = 3600;
const attachment = (seconds: number, fields: Partial<MessageAttachment> = {}): MessageAttachment => ({
  guid: `${seconds}`,
  transferName: "A1B2.gif",
  size: 748,
  handle: "x@y.example",
  isFromMe: false,
  isMessageMissing: true,
  created: fromAppleTime(650_000_000 + seconds)!,
  ...fields,
});
const series = (count: number, step: number, fields: Partial<MessageAttachment> = {}) =>
  Array.from({ length: count }, (_, index) => attachment(index * step, fields));
const judge = (records: readonly MessageAttachment[]) => hitsOf(repeatedAttachment, records);

test("speaks of twenty-seven files named .gif of one size within minutes, in one finding", () => {
  expect(judge(series(27, 30))).toMatchObject([
    { subject: "repeated-gif-748", count: 27, params: { copies: 27, ending: "gif", size: 748 }, records: { length: 20 } },
  ]);
});

test("needs fewer passes than animations, and looks at the stored file where the name is gone", () => {
  const { transferName: _, ...unnamed } = attachment(0);
  const passes = series(4, HOUR).map(({ created }) => ({ ...unnamed, ...(created && { created }), path: "/x/Attachments/sample.PKPASS" }));
  expect(judge(passes)).toHaveLength(1);
  expect(judge(passes.slice(1))).toEqual([]);
});

test("finds the day of the burst among other days, whatever the order of the rows", () => {
  const hits = judge([...series(25, 60), ...series(10, 40 * HOUR, {}).map((one) => ({ ...one, guid: "z" }))].reverse());
  expect(hits).toMatchObject([{ count: 26 }]);
});

test("is silent on the same number spread over weeks, of several sizes, senders, or sent from the phone", () => {
  expect(judge(series(60, 5 * HOUR))).toEqual([]);
  expect(judge(series(60, 60).map((one, index) => ({ ...one, size: index })))).toEqual([]);
  expect(judge(series(60, 60).map((one, index) => ({ ...one, handle: `${index % 4}` })))).toEqual([]);
  expect(judge(series(60, 60, { isFromMe: true }))).toEqual([]);
  expect(judge(series(60, 60, { transferName: "IMG_1.jpeg" }))).toEqual([]);
});

test("keeps a bounded part of an endless series", () => {
  const fold = repeatedAttachment as unknown as FoldDetection<MessageAttachment, { series: Map<string, { times: unknown[] }> }>;
  const state = fold.start();
  const record = { artifact: "x", file: { path: "/x", rawPath: "x" }, at: [], data: attachment(0) };
  for (let index = 0; index < 5_000; index++) fold.step(state, record);
  expect(fold.size(state)).toBe(1);
  expect([...state.series.values()][0]!.times).toHaveLength(2_000);
});
