import { describe, expect, test } from "vitest";
import { fromAppleTime } from "../model/time.ts";
import type { TimelineRow } from "../model/timeline.ts";
import { sampleView } from "../testing/sample-view.ts";
import { createDeviceEventCounter } from "./device-events.ts";
import { reportHtml } from "./html.ts";
import { timelineTexts } from "./timeline.ts";

const row = (kind: TimelineRow["kind"], seconds: number, changes: Partial<TimelineRow> = {}): TimelineRow => ({
  time: fromAppleTime(seconds)!,
  kind,
  message: 'A sentence with "timestamp_desc":"Backup" and "datetime":"1999-01-01T00:00:00.000000Z" of the evidence',
  artifact: "ios/backup-info",
  evidence: "Info.plist key Date",
  ...changes,
});
const DAY = 86_400;
const START = 641_520_000; // 2021-05-01T00:00:00Z
const ROWS = [
  row("backup", START + 60.5),
  row("backup", START + 3_600),
  row("profile", START + 7_200),
  row("message", START + 7_300),
  row("process", START + 7_400),
  row("backup", START + DAY),
  row("boot", START + DAY, { time: { ...fromAppleTime(START + DAY)!, clock: "device-local" } }),
];

describe("changes of the phone itself", () => {
  const expected = [
    { kind: "backup", at: Date.parse("2021-05-01T00:01:00Z"), count: 2 },
    { kind: "profile", at: Date.parse("2021-05-01T02:00:00Z"), count: 1 },
    { kind: "backup", at: Date.parse("2021-05-02T00:00:00Z"), count: 1 },
  ];

  test("are counted by day and kind; processes, communication and other clocks are none of them", () => {
    const counter = createDeviceEventCounter();
    for (const one of ROWS) counter.row(one);
    expect(counter.events()).toEqual(expected);
  });

  test("are the same from the lines that a case keeps", () => {
    const counter = createDeviceEventCounter();
    for (const one of ROWS) counter.line([...timelineTexts([one])][0]!.jsonl);
    expect(counter.events()).toEqual(expected);
  });

  test("are not taken from lines that are none of ours", () => {
    const counter = createDeviceEventCounter();
    for (const line of [
      "",
      "{",
      '{"timestamp_desc":"Backup"}',
      '{"datetime":"2021-99-99T99:99:99.000000Z","timestamp_desc":"Backup"}',
      "\u0000",
    ])
      counter.line(line);
    expect(counter.events()).toEqual([]);
  });

  test("are the latest where there are too many", () => {
    const counter = createDeviceEventCounter();
    for (let day = 0; day < 1_500; day++) counter.row(row("boot", START + day * DAY));
    const events = counter.events();
    expect(events).toHaveLength(1_000);
    expect(events.at(-1)!.at).toBe((978_307_200 + START + 1_499 * DAY) * 1_000);
  });

  test("stand in the picture as far as it reaches, and in a table of their own", () => {
    const counter = createDeviceEventCounter();
    for (const one of [...ROWS, row("install", START - 4_000 * DAY)]) counter.row(one);
    const page = reportHtml({ ...sampleView(), deviceEvents: counter.events() });
    expect(page.match(/<g class="device">/g)!.length).toBeGreaterThan(0);
    expect(page).toContain("Changes of the phone itself, by day: 4 entries");
    expect(page).toContain("Backup (2 times)");
    expect(reportHtml(sampleView())).not.toContain('<g class="device">');
  });
});
