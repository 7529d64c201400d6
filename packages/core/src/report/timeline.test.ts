import { expect, test } from "vitest";
import { fromUnixMilliseconds, fromUnixSeconds } from "../model/time.ts";
import type { TimelineRow } from "../model/timeline.ts";
import { TIMELINE_CSV_HEADER, timelineCsvLine, timelineJsonLine, toTimesketch } from "./timeline.ts";

const row = (changes: Partial<TimelineRow> = {}): TimelineRow => ({
  time: fromUnixSeconds(1_619_871_753)!,
  kind: "process",
  message: "The process bh used the network.",
  artifact: "ios/data-usage",
  evidence: "0d/0d60 ZLIVEUSAGE row 7",
  ...changes,
});

test("names the same microsecond twice, with its zone", () => {
  expect(toTimesketch(row({ time: fromUnixMilliseconds(1_619_871_753_123)! }))).toEqual({
    message: "The process bh used the network.",
    datetime: "2021-05-01T12:22:33.123000Z",
    timestamp: 1_619_871_753_123_000,
    timestamp_desc: "Process",
    artifact: "ios/data-usage",
    evidence: "0d/0d60 ZLIVEUSAGE row 7",
    zone_source: "explicit",
  });
});

test("claims no zone for what the phone's own clock wrote", () => {
  const { datetime } = toTimesketch(row({ time: { ...fromUnixSeconds(1_619_871_753)!, clock: "device-local", zoneSource: "assumed" } }));
  expect(datetime).toBe("2021-05-01T12:22:33.000000");
});

test("writes one JSON document a line, with the evidence as it is", () => {
  const line = timelineJsonLine(row({ message: 'a "link"\n=1+1\u202e' }));
  expect(line.indexOf("\n")).toBe(line.length - 1);
  expect(JSON.parse(line)).toMatchObject({ message: 'a "link"\n=1+1\u202e' });
});

test("heads a CSV with the names of its fields, without a byte order mark", () => {
  expect(TIMELINE_CSV_HEADER).toBe("message,datetime,timestamp,timestamp_desc,artifact,evidence,zone_source\r\n");
});

test("keeps a message from becoming a formula or a second record", () => {
  expect(timelineCsvLine(row({ message: "=cmd|'/c calc'!A0\r\nforged", evidence: "a,b" }))).toBe(
    `'=cmd|'/c calc'!A0⟨U+000D⟩⟨U+000A⟩forged,2021-05-01T12:22:33.000000Z,1619871753000000,Process,ios/data-usage,"a,b",explicit\r\n`,
  );
});

test("writes a row without evidence, as communication near a finding is told", () => {
  expect(timelineCsvLine(row({ evidence: "" }))).toContain(",ios/data-usage,,explicit");
});
