import idStatusCache from "../../artifacts/ios/id-status-cache.ts";
import { defineMatch } from "../detection.ts";

const NUL = "\0";

/** Apple's services look up addresses and numbers; neither holds a NUL. MVT published two in a row; one alone is told with less. */
export default defineMatch({
  id: "ios/nul-in-looked-up-handle",
  version: 1,
  status: "experimental",
  axis: "attempt",
  severity: "high",
  confidence: "medium",
  families: ["Pegasus"],
  reads: idStatusCache,
  falsePositives: ["damaged-cache", "research"],
  references: [
    "https://docs.mvt.re/en/latest/ios/records/",
    "https://citizenlab.ca/2021/08/bahrain-hacks-activists-with-nso-group-zero-click-iphone-exploits/",
  ],

  match({ handle, service, lookedUp }) {
    if (!handle.includes(NUL)) return undefined;
    const isPublished = handle.includes(NUL + NUL);
    return {
      subject: `${isPublished ? "nul-run" : "nul"} ${handle.slice(0, handle.indexOf(NUL))}`,
      message: isPublished ? "summary-run" : "summary-one",
      params: { service: service ?? "" },
      severity: isPublished ? "high" : "medium",
      confidence: isPublished ? "medium" : "low",
      ...(lookedUp && { time: lookedUp }),
    };
  },
});
