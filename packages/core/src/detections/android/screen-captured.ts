import mediaProjection, { type ScreenProjection } from "../../artifacts/android/media-projection.ts";
import { defineMatch } from "../detection.ts";

/** Programs of Android and Google that show the screen elsewhere or record it when the owner asks. */
const OWN: ReadonlySet<string> = new Set([
  "com.android.systemui",
  "com.google.android.gms",
  "com.google.android.apps.chromecast.app",
  "com.samsung.android.smartmirroring",
  "com.samsung.android.app.smartcapture",
]);

export default defineMatch<ScreenProjection>({
  id: "android/screen-captured",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "low",
  reads: mediaProjection,
  falsePositives: ["recording", "meeting"],
  references: ["https://developer.android.com/media/grow/media-projection", "https://attack.mitre.org/techniques/T1513/"],

  match({ packageName }) {
    if (OWN.has(packageName)) return undefined;
    return { subject: { type: "app:id", value: packageName }, message: "summary", params: { app: packageName } };
  },
});
