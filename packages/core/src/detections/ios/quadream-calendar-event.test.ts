import { expect, test } from "vitest";
import type { CalendarEvent, CalendarRecord } from "../../artifacts/ios/calendar.ts";
import { fromAppleTime } from "../../model/time.ts";
import { hitsOf } from "../../testing/index.ts";
import quadreamCalendarEvent from "./quadream-calendar-event.ts";

const at = (hours: number) => fromAppleTime(640_000_000 + hours * 3600)!;
const event = (fields: Partial<CalendarEvent> = {}): CalendarEvent => ({
  kind: "event",
  summary: "Meeting",
  notes: "Notes",
  isOrganizedByOwner: false,
  cameFromOutside: true,
  isHidden: false,
  isAllDay: false,
  starts: at(-50),
  ends: at(-49),
  created: at(0),
  ...fields,
});
const judge = (...records: CalendarRecord[]) => hitsOf(quadreamCalendarEvent, records);

test("speaks of an invitation with both words that was over when it came", () => {
  expect(judge(event())).toMatchObject([{ message: "summary-invited-past", severity: "high", confidence: "medium", time: at(0) }]);
});

test("rates it lower where it lies ahead, where nobody else sent it, and lowest where neither speaks for it", () => {
  const shape = (fields: Partial<CalendarEvent>) => judge(event(fields)).map(({ message, severity }) => [message, severity]);
  expect(shape({ ends: at(20) })).toEqual([["summary-invited", "medium"]]);
  expect(shape({ cameFromOutside: false })).toEqual([["summary-past", "medium"]]);
  expect(shape({ cameFromOutside: false, ends: at(20) })).toEqual([["summary-own", "low"]]);
  const { created: _, ...undated } = event();
  expect(judge(undated)).toMatchObject([{ message: "summary-invited", time: at(-50) }]);
});

test("keeps events of different shapes apart, so that the gravest is not told as the first", () => {
  const subjects = judge(event({ cameFromOutside: false, ends: at(20) }), event()).map(({ subject }) => subject);
  expect(new Set(subjects).size).toBe(2);
});

test("is silent on other words, on one of the two, and on other records of the calendar", () => {
  expect(judge(event({ summary: "meeting" }), event({ notes: "Notes " }), event({ summary: "Meeting with Notes" }))).toEqual([]);
  const { notes: _, ...wordless } = event();
  expect(judge(wordless, { kind: "calendar", title: "Meeting" }, { kind: "participant", handle: "Notes", isOwner: false })).toEqual([]);
});
