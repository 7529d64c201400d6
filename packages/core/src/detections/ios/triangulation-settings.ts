import { defineCorrelate } from "../detection.ts";
import { classesBeside, locationStops, processesFirst, processesLast, processesUsed, settings, WINDOW_SECONDS } from "../triangulation.ts";

/** Settings, processes and location, all three: two of them meet on any phone. */
const KINDS = 2;

/** The same window where messages and their folders are gone. */
export default defineCorrelate({
  id: "ios/triangulation-settings",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "medium",
  confidence: "low",
  families: ["Operation Triangulation"],
  falsePositives: ["chance", "restored-phone"],
  references: ["https://securelist.com/operation-triangulation/109842/", "https://securelist.com/find-the-triangulation-utility/109867/"],
  windowSeconds: WINDOW_SECONDS,

  anchor: settings,
  beside: { used: processesUsed, first: processesFirst, last: processesLast, location: locationStops },

  correlate(anchor, beside) {
    const classes = classesBeside({ ...anchor, stream: "anchor" }, beside);
    if (classes.size < KINDS || typeof anchor.subject !== "string") return undefined;
    return {
      subject: { type: "file:path", value: anchor.subject },
      message: "summary",
      params: { path: anchor.subject, minutes: WINDOW_SECONDS / 60 },
      time: anchor.time,
    };
  },
});
