import { expect, test } from "vitest";
import { toJson } from "../model/json.ts";
import { fromUnixMilliseconds, fromUnixSeconds } from "../model/time.ts";
import type { TimelineRow } from "../model/timeline.ts";
import { csvField } from "./escape.ts";
import { TIMELINE_CSV_HEADER, timelineTexts } from "./timeline.ts";

const row = (changes: Partial<TimelineRow> = {}): TimelineRow => ({
  time: fromUnixSeconds(1_619_871_753)!,
  kind: "process",
  message: "The process bh used the network.",
  artifact: "ios/data-usage",
  evidence: "0d/0d60 ZLIVEUSAGE row 7",
  ...changes,
});

const jsonLine = (changes: Partial<TimelineRow>): string => [...timelineTexts([row(changes)])][0]!.jsonl;
const csvLine = (changes: Partial<TimelineRow>): string => [...timelineTexts([row(changes)])][0]!.csv;

test("names the same microsecond twice, with its zone", () => {
  expect(JSON.parse(jsonLine({ time: fromUnixMilliseconds(1_619_871_753_123)! }))).toEqual({
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
  const time = fromUnixSeconds(1_619_871_753)!;
  const local = row({ time: { ...time, clock: "device-local", zoneSource: "assumed" } });
  const lines = [...timelineTexts([row({ time }), local])][0]!.jsonl.trimEnd().split("\n");
  const datetimes = lines.map((line) => (JSON.parse(line) as { datetime: string }).datetime);
  expect(datetimes).toEqual(["2021-05-01T12:22:33.000000Z", "2021-05-01T12:22:33.000000"]);
});

test("writes one JSON document a line, with the evidence as it is", () => {
  const line = jsonLine({ message: 'a "link"\n=1+1\u202e' });
  expect(line.indexOf("\n")).toBe(line.length - 1);
  expect(JSON.parse(line)).toMatchObject({ message: 'a "link"\n=1+1\u202e' });
});

test("heads a CSV with the names of its fields, without a byte order mark", () => {
  expect(TIMELINE_CSV_HEADER).toBe("message,datetime,timestamp,timestamp_desc,artifact,evidence,zone_source\r\n");
});

test("keeps a message from becoming a formula or a second record", () => {
  expect(csvLine({ message: "=cmd|'/c calc'!A0\r\nforged", evidence: "a,b" })).toBe(
    `'=cmd|'/c calc'!A0⟨U+000D⟩⟨U+000A⟩forged,2021-05-01T12:22:33.000000Z,1619871753000000,Process,ios/data-usage,"a,b",explicit\r\n`,
  );
});

test("writes a row without evidence, as communication near a finding is told", () => {
  expect(csvLine({ evidence: "" })).toContain(",ios/data-usage,,explicit");
});

const TEXTS = [
  "plain",
  "",
  " led",
  "trailing ",
  "=1+1",
  "-",
  "a,b",
  'say "x"',
  "back\\slash",
  "tab\t",
  "\u202e",
  "\ud800",
  "é",
  "\x7f",
  "'",
  "x@|%=+-y",
];

test.each(TEXTS)("writes %j in both files as the ways out that hold for every text do", (text) => {
  const { jsonl, csv } = [...timelineTexts([row({ message: text, evidence: text })])][0]!;
  const written = {
    message: text,
    datetime: "2021-05-01T12:22:33.000000Z",
    timestamp: 1_619_871_753_000_000,
    timestamp_desc: "Process",
    artifact: "ios/data-usage",
    evidence: text,
    zone_source: "explicit",
  };
  expect(jsonl).toBe(`${toJson(written)}\n`);
  expect(csv).toBe(`${Object.values(written).map(csvField).join(",")}\r\n`);
});

test("tells rows by turns of each artifact, kind and zone their own", () => {
  const rows = [row(), row({ kind: "boot" }), row({ artifact: "ios/crash" }), row({ time: { ...row().time, zoneSource: "given" } }), row()];
  const lines = [...timelineTexts(rows)][0]!.csv.trimEnd().split("\r\n");
  expect(
    lines.map((line) =>
      line
        .split(",")
        .filter((_, column) => [3, 4, 6].includes(column))
        .join(" "),
    ),
  ).toEqual([
    "Process ios/data-usage explicit",
    "Start of the system ios/data-usage explicit",
    "Process ios/crash explicit",
    "Process ios/data-usage given",
    "Process ios/data-usage explicit",
  ]);
});

test("hands on rows in pieces, each once and in order, and nothing where there is none", () => {
  const rows = Array.from({ length: 1_000 }, (_, number) => row({ message: `m${number}` }));
  const pieces = [...timelineTexts(rows)];
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.length).toBeLessThan(10);
  const lines = pieces
    .map(({ jsonl }) => jsonl)
    .join("")
    .trimEnd()
    .split("\n");
  expect(lines.map((line) => (JSON.parse(line) as { message: string }).message)).toEqual(rows.map(({ message }) => message));
  expect(
    pieces
      .map(({ csv }) => csv)
      .join("")
      .split("\r\n"),
  ).toHaveLength(1_001);
  expect([...timelineTexts([])]).toEqual([]);
});
