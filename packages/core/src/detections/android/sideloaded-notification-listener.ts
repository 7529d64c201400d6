import { appPart } from "../android-apps.ts";
import { listenerPart } from "../android-powers.ts";
import { defineJoin } from "../detection.ts";
import { foreignWithPower } from "../foreign-with-power.ts";

export default defineJoin({
  id: "android/sideloaded-notification-listener",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "medium",
  concerns: "stalkerware",
  falsePositives: ["known", "developer", "regional"],
  references: [
    "https://stopstalkerware.org/information-for-survivors/",
    "https://developer.android.com/reference/android/service/notification/NotificationListenerService",
  ],
  parts: { apps: appPart, powers: listenerPart },
  needed: ["apps"],
  join: ({ apps, powers }) => foreignWithPower(apps, powers),
});
