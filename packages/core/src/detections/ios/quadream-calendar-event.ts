import calendar, { type CalendarEvent } from "../../artifacts/ios/calendar.ts";
import type { Confidence, Severity } from "../../model/severity.ts";
import { defineMatch } from "../detection.ts";

/** Title and notes of the invitations that Citizen Lab linked to QuaDream's exploit, both exactly so. */
const SUMMARY = "Meeting";
const NOTES = "Notes";

/** The invitations came from outside and lay in the past, so that no notice of them was shown. */
type Shape = "invited-past" | "invited" | "past" | "own";
const RATING: Readonly<Record<Shape, { readonly severity: Severity; readonly confidence: Confidence }>> = {
  "invited-past": { severity: "high", confidence: "medium" },
  invited: { severity: "medium", confidence: "low" },
  past: { severity: "medium", confidence: "low" },
  own: { severity: "low", confidence: "low" },
};

export default defineMatch({
  id: "ios/quadream-calendar-event",
  version: 1,
  status: "experimental",
  axis: "attempt",
  severity: "high",
  confidence: "medium",
  families: ["QuaDream Reign"],
  reads: calendar,
  falsePositives: ["ordinary-words", "imported-calendar"],
  references: [
    "https://citizenlab.ca/2023/04/spyware-vendor-quadream-exploits-victims-customers/",
    "https://www.microsoft.com/en-us/security/blog/2023/04/11/dev-0196-quadreams-kingspawn-malware-used-to-target-civil-society-in-europe-north-america-the-middle-east-and-southeast-asia/",
  ],

  match(record) {
    if (record.kind !== "event" || record.summary !== SUMMARY || record.notes !== NOTES) return undefined;
    const shape = shapeOf(record);
    const time = record.created ?? record.modified ?? record.starts;
    return { subject: `meeting-notes-${shape}`, message: `summary-${shape}`, ...RATING[shape], ...(time && { time }) };
  },
});

function shapeOf(event: CalendarEvent): Shape {
  if (event.cameFromOutside) return isBackdated(event) ? "invited-past" : "invited";
  return isBackdated(event) ? "past" : "own";
}

/** Over before it was written down. */
const isBackdated = ({ starts, ends, created }: CalendarEvent): boolean => {
  const over = ends ?? starts;
  return over !== undefined && created !== undefined && BigInt(over.latest) < BigInt(created.earliest);
};
