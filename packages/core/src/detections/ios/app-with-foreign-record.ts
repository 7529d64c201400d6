import applications from "../../artifacts/ios/applications.ts";
import { defineMatch } from "../detection.ts";

/** The store's record was made for an app of another name: somebody changed the app after the store gave it out, or copied the record. */
export default defineMatch({
  id: "ios/app-with-foreign-record",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "low",
  reads: applications,
  falsePositives: ["second-copy", "renamed"],
  references: [
    "https://docs.mvt.re/en/latest/ios/records/",
    "https://developer.apple.com/documentation/bundleresources/information-property-list",
  ],

  match(record) {
    if (record.kind !== "application" || !record.isInstalled) return undefined;
    const { bundleId, storeBundleId } = record;
    if (bundleId === undefined || storeBundleId === undefined || bundleId.toLowerCase() === storeBundleId.toLowerCase()) return undefined;
    return {
      subject: { type: "app:id", value: bundleId },
      message: "summary",
      params: { app: bundleId, record: storeBundleId },
      ...(record.purchased && { time: record.purchased }),
    };
  },
});
