import { describe, expect, test } from "vitest";
import type { ShutdownLogRecord, ShutdownsKept } from "../../artifacts/ios/shutdown-log.ts";
import { fromUnixSeconds } from "../../model/time.ts";
import { joinedOf } from "../../testing/index.ts";
import rule from "./shutdown-log-incomplete.ts";

const BASE = 1_700_000_000;
const DAY = 86_400;
const time = (day: number, seconds = 0) => fromUnixSeconds(BASE + day * DAY + seconds)!;
const noted = (...days: readonly number[]): readonly ShutdownLogRecord[] =>
  days.map((day, index) => ({ kind: "shutdown", shutdown: index + 1, clients: 0, delaySeconds: 0, isEnded: true, time: time(day) }));
const history = (keeps: ShutdownsKept = "since-update"): ShutdownLogRecord => ({ kind: "history", shutdowns: 0, keeps });
const orderly = (...days: readonly number[]) => days.map((day) => ({ kind: "orderly-shutdown", time: time(day, 20) }));
const hits = (records: Readonly<Record<string, readonly object[]>>) => joinedOf(rule, { log: [history()], ...records });

test("is silent where each orderly shutdown is noted, and where the log knows more", () => {
  expect(hits({ log: [history(), ...noted(1, 5, 9)], orderly: orderly(1, 5, 9) })).toEqual([]);
  expect(hits({ log: [history(), ...noted(1, 5, 9)], orderly: orderly(9) })).toEqual([]);
  expect(hits({ orderly: [] })).toEqual([]);
});

test("tells a log that holds nothing, with what other counters know of starts", () => {
  const boots = [1, 5, 9].map((day) => ({ boot: String(day), time: time(day, 60), clockNotes: 1 }));
  const resets = [{ kind: "report", bugType: "210", reportType: "panic", time: time(5, 90) }];
  expect(hits({ orderly: orderly(1, 9), boots, resets, loggedBoots: [{ kind: "boot", time: time(9, 70) }] })).toMatchObject([
    { subject: "shutdowns-gone", message: "gone", params: { missing: 2, known: 2, starts: 3, explained: 1 }, records: [{}, {}] },
  ]);
});

test("tells a log that is not there at all as one that holds nothing", () => {
  expect(joinedOf(rule, { orderly: orderly(1, 9) })).toMatchObject([{ message: "gone", params: { missing: 2 } }]);
});

test("what is missing between or after those that are noted weighs more than what is missing at the beginning", () => {
  expect(hits({ log: [history(), ...noted(1, 9)], orderly: orderly(1, 5, 9) })).toMatchObject([
    { message: "gaps", params: { missing: 1 } },
  ]);
  expect(hits({ log: [history(), ...noted(1, 5)], orderly: orderly(1, 5, 9) })).toMatchObject([{ message: "gaps" }]);
  const [beginning] = hits({ log: [history(), ...noted(9)], orderly: orderly(1, 5, 9) });
  expect(beginning).toMatchObject({ message: "beginning", severity: "info", confidence: "low", params: { missing: 2 } });
});

describe("what explains it", () => {
  test("an update begins the log anew", () => {
    const updates = [{ activationStep: "x", logged: time(6), osBuild: "21E219", buildBefore: "21D50" }];
    expect(hits({ log: [history(), ...noted(9)], orderly: orderly(1, 5, 9), updates })).toEqual([]);
    expect(hits({ orderly: orderly(1, 5), installerUpdates: [{ installationStep: "new-system", logged: time(6) }] })).toEqual([]);
    expect(hits({ orderly: orderly(1, 9), updates })).toMatchObject([{ message: "gone", params: { known: 1 } }]);
  });

  test("a system that keeps the last shutdown alone is asked for that one", () => {
    expect(hits({ log: [history("last"), ...noted(9)], orderly: orderly(1, 5, 9) })).toEqual([]);
    expect(hits({ log: [history("unknown"), ...noted(9)], orderly: orderly(1, 5, 9) })).toEqual([]);
    expect(hits({ log: [history("last"), ...noted(5)], orderly: orderly(5, 9) })).toMatchObject([{ message: "last", severity: "info" }]);
  });

  test("a shutdown whose time is not known stands for one between its neighbours, and for no second", () => {
    const undated: ShutdownLogRecord = {
      ...noted(1)[0]!,
      kind: "shutdown",
      isEnded: false,
      time: { ...time(1, 400), latest: time(9).earliest },
    } as ShutdownLogRecord;
    const log = [history(), ...noted(1, 9), undated];
    expect(hits({ log, orderly: orderly(1, 5, 9) })).toEqual([]);
    expect(hits({ log, orderly: orderly(1, 4, 6, 9) })).toMatchObject([{ message: "gaps", params: { missing: 1 } }]);
  });
});
