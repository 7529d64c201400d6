import applications, { type Origin } from "../../artifacts/ios/applications.ts";
import type { Severity } from "../../model/severity.ts";
import { defineMatch } from "../detection.ts";

/** What each origin is worth asking about. A store's record that does not state its source is no sign of anything: old ones never did. */
const RATING: Readonly<Record<Origin, Severity | undefined>> = {
  "app-store": undefined,
  unstated: undefined,
  "test-flight": "info",
  marketplace: "info",
  "device-management": "info",
  "no-store-record": "low",
  other: "medium",
};

export default defineMatch({
  id: "ios/app-outside-store",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "low",
  reads: applications,
  falsePositives: ["developer", "company", "marketplace", "old-backup"],
  references: [
    "https://docs.mvt.re/en/latest/ios/records/",
    "https://blog.google/threat-analysis-group/italian-spyware-vendor-targets-users-in-italy-and-kazakhstan/",
  ],

  match(record) {
    if (record.kind !== "application" || !record.isInstalled) return undefined;
    const severity = RATING[record.origin];
    const app = record.bundleId ?? record.storeBundleId;
    if (severity === undefined || app === undefined) return undefined;
    return {
      subject: { type: "app:id", value: app },
      message: `summary-${record.origin}`,
      params: { app, source: record.distributor ?? record.sourceApp ?? "" },
      severity,
      ...(record.purchased && { time: record.purchased }),
    };
  },
});
