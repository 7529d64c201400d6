import intrusionLog, { type IntrusionEvent } from "../../artifacts/android/intrusion-log.ts";
import { defineMatch } from "../detection.ts";

/** Verified boot's colors: green is the maker's own key; yellow another key, orange an unlocked boot loader, red a failed check. */
const TRUSTED_STATE = "green";
const TRUSTED_MODE = "enforcing";

export default defineMatch<IntrusionEvent>({
  id: "android/boot-state-logged",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "medium",
  reads: intrusionLog,
  falsePositives: ["own-system", "developer"],
  references: [
    "https://developer.android.com/reference/android/app/admin/SecurityLog",
    "https://source.android.com/docs/security/features/verifiedboot/boot-flow",
  ],

  match(record) {
    if (record.kind !== "security" || record.tag !== "os_startup") return undefined;
    const state = record.details["verified_boot_state"]?.toLowerCase();
    const mode = record.details["dm_verity_mode"]?.toLowerCase();
    const isTrusted = (state === undefined || state === TRUSTED_STATE) && (mode === undefined || mode === TRUSTED_MODE);
    if (isTrusted) return undefined;
    return {
      subject: `${state ?? "unstated"} ${mode ?? "unstated"}`,
      message: "summary",
      params: { state: state ?? "", mode: mode ?? "" },
      ...(record.time && { time: record.time }),
    };
  },
});
