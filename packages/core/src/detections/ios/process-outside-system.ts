import { definePrograms, type InventoryProgram } from "../detection.ts";
import { isInWritableFolder } from "../program-folders.ts";

/** Lists who asked for the phone's place, which is less than who ran. */
const LOCATION_SERVICE = "ios/locationd-clients";

export default definePrograms({
  id: "ios/process-outside-system",
  version: 2,
  status: "experimental",
  axis: "compromise",
  severity: "high",
  confidence: "medium",
  platform: "ios",
  replaces: [
    "ios/crash-outside-system",
    "ios/location-client-outside-system",
    "ios/log-process-outside-system",
    "ios/logging-process-outside-system",
    "ios/shutdown-client-outside-system",
  ],
  falsePositives: ["jailbreak", "system-update"],
  references: [
    "https://securelist.com/shutdown-log-lightweight-ios-malware-detection-method/111734/",
    "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
    "https://citizenlab.ca/2023/04/spyware-vendor-quadream-exploits-victims-customers/",
  ],

  keeps: ({ path }) => path !== undefined && isInWritableFolder(path),
  judge: ({ programs }) => programs.flatMap(hitOf),
});

function hitOf({ path, name, place, hasSystemName, sightings }: InventoryProgram) {
  if (path === undefined || place !== "data") return [];
  const sources = new Set(sightings.map(({ artifact }) => artifact));
  const isOnlyListed = sources.size === 1 && sources.has(LOCATION_SERVICE);
  return [
    {
      subject: { type: "file:path" as const, value: path },
      message: hasSystemName ? "summary-system-name" : "summary",
      params: { path, name, sources: sources.size },
      ...(isOnlyListed && { severity: "medium" as const, confidence: "low" as const }),
      sightings,
    },
  ];
}
