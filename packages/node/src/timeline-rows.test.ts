import type { TimelineRow } from "@bridle/core";
import { expect, test } from "vitest";
import { packRows, unpackRows } from "./timeline-rows.ts";

const row = (message: string, earliest: string): TimelineRow => ({
  time: { earliest, latest: "1612345678999999999", clock: "device-local", zoneSource: "assumed" },
  kind: "visit",
  message,
  artifact: "ios/safari-history",
  evidence: `${message} row 1`,
});

test("rows arrive as they were, whatever evidence wrote into them", () => {
  const rows = ["plain", '",]"\n\0\u2028', "\ud83d\ude00 \ud800", ""].map((text, index) => row(text, String(index)));
  expect(unpackRows(packRows(rows), "ios/safari-history")).toEqual(rows);
  expect(unpackRows(packRows([]), "ios/sms")).toEqual([]);
});
