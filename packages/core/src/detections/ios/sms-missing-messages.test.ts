import { expect, test } from "vitest";
import type { SmsRecord } from "../../artifacts/ios/sms.ts";
import { atRow } from "../../model/locator.ts";
import type { Located } from "../../model/record.ts";
import { fromAppleTime } from "../../model/time.ts";
import { hitsOf } from "../../testing/index.ts";
import smsMissingMessages from "./sms-missing-messages.ts";

const START = 700_000_000;
const message = (key: number, seconds: number | undefined = key): Located<SmsRecord> => ({
  at: [atRow("message", key), atRow("handle", 1)],
  data: {
    kind: "message",
    guid: `${key}`,
    isFromMe: false,
    isHandleMissing: false,
    isGroup: false,
    isDeleted: false,
    ...(seconds !== undefined && { sent: fromAppleTime(START + seconds)! }),
  },
});
const counter = (messageKey: number): Located<SmsRecord> => ({
  at: [atRow("sqlite_sequence", 1, "seq")],
  data: { kind: "highest-key", messageKey },
});
const rows = (...keys: number[]) => keys.map((key) => message(key));
const judge = (...records: Located<SmsRecord>[]) => hitsOf(smsMissingMessages, records);

test("sums up the gaps in one finding and dates the longest by the messages around it", () => {
  const hits = judge(...rows(1, 2, 5, 6, 7, 20, 21), counter(21));
  expect(hits).toMatchObject([
    { subject: "missing-messages", message: "summary", count: 14, params: { rows: 7, missing: 14, runs: 2, longest: 12, end: 0 } },
  ]);
  expect(hits[0]!.time).toMatchObject({ earliest: fromAppleTime(START + 7)!.earliest, latest: fromAppleTime(START + 20)!.latest });
});

test("holds SQLite's counter against the last row, also where no row is left", () => {
  expect(judge(...rows(1, 2, 3), counter(10))).toMatchObject([{ message: "summary-end", params: { missing: 0, end: 7 } }]);
  expect(judge(counter(10))).toMatchObject([{ count: 10, params: { rows: 0, end: 10 } }]);
});

test("keeps no message: the counter's own row is all that it shows", () => {
  expect(judge(...rows(1, 9), counter(9))[0]!.records.map(({ data }) => data)).toEqual([{ kind: "highest-key", messageKey: 9 }]);
});

test("is silent on a list without gaps, wherever it begins, and on an empty one", () => {
  expect(judge(...rows(500, 501, 502), counter(502))).toEqual([]);
  expect(judge(...rows(-5, -4, 1, 2), counter(2))).toEqual([]);
  expect(judge()).toEqual([]);
  expect(judge({ at: [atRow("handle", 7)], data: { kind: "handle", handle: "x" } })).toEqual([]);
});

test("is silent where the counter is not told, as where damage ended the list of messages", () => {
  expect(judge(...rows(1, 9))).toEqual([]);
});

test("gives no time where the messages around the gap have none, or in the wrong order", () => {
  expect(judge(message(1, 50), message(9, 3), counter(9))[0]!.time).toBeUndefined();
  const { sent: _, ...undated } = message(9).data as { sent?: unknown };
  expect(judge(message(1), { at: [atRow("message", 9)], data: undated as SmsRecord }, counter(9))[0]!.time).toBeUndefined();
});

test("is information and nothing more", () => {
  expect([smsMissingMessages.severity, smsMissingMessages.axis]).toEqual(["info", "none"]);
});
