import { DAY, HOUR } from "../../time.ts";
import { defineAndroidScenario } from "./scenario.ts";

const GONE = "com.accesibilityservice";

/** A phone that was set up anew two days ago, and from which a published app is gone already: others still speak of it. */
export default defineAndroidScenario({
  id: "wiped",
  title: "An Android phone that was set up anew, with traces of an app that is gone",
  days: 2,
  change: (phone) => ({
    ...phone,
    clockSetBack: 5 * HOUR,
    settings: { ...phone.settings, global: { ...phone.settings.global, boot_count: "3" } },
    days: phone.days.map((day, index) => (index === 0 ? { ...day, uninstalls: [GONE] } : day)),
    ghosts: [{ id: GONE, uid: 10_999, ops: [{ op: "RECORD_AUDIO", key: "bg-s", at: phone.made - DAY - HOUR, seconds: 300 }] }],
  }),
  planted: [
    // The end of the stamp that the clock shows then, on whatever day a style was made.
    { what: "that the clock was set back", artifact: "android/battery-history", value: "-00-24", axis: "none" },
    { what: "that every app came within days", artifact: "android/packages", value: "boot_count", axis: "none" },
    { what: "its uninstall", artifact: "android/battery-daily", type: "app:id", value: GONE, axis: "compromise" },
    { what: "its use of the microphone", artifact: "android/appops", type: "app:id", value: GONE, axis: "compromise" },
    {
      what: "its name among the compatibility overrides",
      artifact: "android/platform-compat",
      type: "app:id",
      value: GONE,
      axis: "compromise",
    },
  ],
  absent: [{ what: "the app itself", artifact: "android/packages", value: GONE, why: "it was uninstalled" }],
});
