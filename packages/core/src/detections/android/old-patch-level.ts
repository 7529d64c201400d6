import getprop, { type SystemProperty } from "../../artifacts/android/getprop.ts";
import { defineMatch } from "../detection.ts";

/** Half a year: makers that still care for a phone patch it at least each quarter. MVT's limit, reckoned against its own clock. */
const MAX_AGE_DAYS = 186;

export default defineMatch<SystemProperty>({
  id: "android/old-patch-level",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "high",
  reads: getprop,
  falsePositives: ["out-of-support", "slow-maker"],
  references: ["https://source.android.com/docs/security/bulletin"],

  match({ property, value, patchAgeDays }) {
    if (patchAgeDays === undefined || patchAgeDays <= MAX_AGE_DAYS) return undefined;
    return {
      subject: { type: "android-property:name", value: property },
      message: "summary",
      params: { property, date: value, days: patchAgeDays },
    };
  },
});
