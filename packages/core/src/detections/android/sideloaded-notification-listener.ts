import { listenerPart } from "../android-powers.ts";
import { defineForeignPower } from "../foreign-with-power.ts";

export default defineForeignPower({
  id: "android/sideloaded-notification-listener",
  severity: "low",
  powers: listenerPart,
  reference: "https://developer.android.com/reference/android/service/notification/NotificationListenerService",
});
