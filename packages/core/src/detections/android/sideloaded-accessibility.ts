import { appPart } from "../android-apps.ts";
import { accessibilityPart } from "../android-powers.ts";
import { defineJoin } from "../detection.ts";
import { foreignWithPower } from "../foreign-with-power.ts";

export default defineJoin({
  id: "android/sideloaded-accessibility",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "medium",
  concerns: "stalkerware",
  falsePositives: ["known", "developer", "regional"],
  references: [
    "https://stopstalkerware.org/information-for-survivors/",
    "https://developer.android.com/guide/topics/ui/accessibility/service",
  ],
  parts: { apps: appPart, powers: accessibilityPart },
  needed: ["apps"],
  join: ({ apps, powers }) => foreignWithPower(apps, powers),
});
