import { DAY, HOUR } from "../../time.ts";
import { defineAndroidScenario } from "./scenario.ts";
import { watchingPowers, withAccessibility, withSideLoaded } from "./side-loaded.ts";

/** A name that Echap publishes for TheTruthSpy and its kin. */
const APP = "com.systemservice";

/** Somebody who had the phone in hand opened the browser, fetched an app from outside the store and gave it every power. */
export default defineAndroidScenario({
  id: "stalkerware",
  title: "An Android phone with a published stalkerware app",
  change(phone) {
    const at = phone.made - 5 * DAY - 3 * HOUR;
    const app = { ...watchingPowers(phone.made), isDeviceAdmin: true };
    const changed = withSideLoaded(phone, {
      id: APP,
      at,
      installer: "com.google.android.packageinstaller",
      originatingUid: phone.apps.find(({ id }) => id === "com.android.chrome")!.uid,
      originatingUri: "https://downloads.example/app.apk",
      app,
    });
    return withAccessibility(changed, `${APP}/.WatchService`);
  },
  planted: [
    { what: "the app is installed", artifact: "android/packages", type: "app:id", value: APP, axis: "compromise" },
    { what: "its accessibility service is on", artifact: "android/accessibility", type: "app:id", value: APP, axis: "compromise" },
    {
      what: "it used the microphone and the location in the background",
      artifact: "android/appops",
      type: "app:id",
      value: APP,
      axis: "compromise",
    },
    { what: "it administers the phone", artifact: "android/device-policy", type: "app:id", value: APP, axis: "compromise" },
    { what: "it is shown every notification", artifact: "android/notification-listeners", type: "app:id", value: APP, axis: "compromise" },
    { what: "it was installed from a browser", artifact: "android/install-sessions", type: "app:id", value: APP, axis: "compromise" },
  ],
  absent: [{ what: "an attack from afar", axis: "attempt", why: "the app was put there by hand" }],
});
