import type { Confidence, Severity } from "../../model/severity.ts";
import { defineCorrelate } from "../detection.ts";
import {
  attachmentFiles,
  attachmentFolderOf,
  attachmentFolders,
  classesBeside,
  locationStops,
  processesFirst,
  processesLast,
  processesUsed,
  settings,
  WINDOW_SECONDS,
} from "../triangulation.ts";

/** By how many other kinds of traces lie beside the folder. Network usage alone is what a person who tidies up and browses leaves. */
const RATING: readonly { readonly severity: Severity; readonly confidence: Confidence }[] = [
  { severity: "low", confidence: "low" },
  { severity: "medium", confidence: "low" },
  { severity: "medium", confidence: "medium" },
];

export default defineCorrelate({
  id: "ios/triangulation-window",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "medium",
  confidence: "medium",
  families: ["Operation Triangulation"],
  falsePositives: ["deleted-messages", "chance", "restored-phone"],
  references: ["https://securelist.com/operation-triangulation/109842/", "https://securelist.com/find-the-triangulation-utility/109867/"],
  windowSeconds: WINDOW_SECONDS,

  anchor: attachmentFolders,
  beside: {
    file: attachmentFiles,
    settings,
    used: processesUsed,
    first: processesFirst,
    last: processesLast,
    location: locationStops,
  },

  correlate(anchor, beside) {
    const classes = classesBeside(anchor, beside);
    const folder = typeof anchor.subject === "string" ? attachmentFolderOf(anchor.subject) : undefined;
    if (classes.size === 0 || folder === undefined) return undefined;
    return {
      subject: [{ type: "file:path", value: folder }, `${classes.size}`],
      message: "summary",
      params: { folder, kinds: classes.size, minutes: WINDOW_SECONDS / 60 },
      time: anchor.time,
      ...RATING[classes.size - 1],
    };
  },
});
