import { appPart } from "../android-apps.ts";
import { adminPart } from "../android-powers.ts";
import { defineJoin } from "../detection.ts";
import { foreignWithPower } from "../foreign-with-power.ts";

export default defineJoin({
  id: "android/sideloaded-device-admin",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "medium",
  concerns: "stalkerware",
  falsePositives: ["known", "developer", "regional"],
  references: ["https://stopstalkerware.org/information-for-survivors/", "https://developer.android.com/work/device-admin"],
  parts: { apps: appPart, powers: adminPart },
  needed: ["apps"],
  join: ({ apps, powers }) => foreignWithPower(apps, powers),
});
