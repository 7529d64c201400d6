import { DAY } from "../../time.ts";
import { defineAndroidScenario } from "./scenario.ts";
import { watchingPowers, withAccessibility, withSideLoaded } from "./side-loaded.ts";

/**
 * A name that RSF and RESIDENT.NGO published for ResidentBat: it calls itself a part of the system, and somebody else has signed it.
 * https://rsf.org/en/exclusive-rsf-uncovers-new-spyware-belarus
 */
const APP = "com.android.framework.safety";

export default defineAndroidScenario({
  id: "impostor",
  title: "An Android phone with an app that passes for a part of the system",
  change(phone) {
    const app = { ...watchingPowers(phone.made), isDeviceAdmin: true };
    const changed = withSideLoaded(phone, { id: APP, at: phone.made - 6 * DAY, installer: "null", app });
    return withAccessibility(changed, `${APP}/.WatchService`);
  },
  planted: [
    { what: "the app is installed", artifact: "android/packages", type: "app:id", value: APP, axis: "compromise" },
    { what: "its accessibility service is on", artifact: "android/accessibility", type: "app:id", value: APP, axis: "compromise" },
    { what: "its signer is that of no part of the system", artifact: "android/packages", value: APP, axis: "compromise" },
  ],
  absent: [{ what: "another app of the maker", artifact: "android/packages", axis: "compromise", why: "the maker signed them all" }],
});
