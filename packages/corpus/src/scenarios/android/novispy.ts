import { DAY, HOUR, MINUTE } from "../../time.ts";
import { defineAndroidScenario } from "./scenario.ts";
import { watchingPowers, withAccessibility, withSideLoaded } from "./side-loaded.ts";

/**
 * What Amnesty International published of NoviSpy: two apps, put on by adb while the phone was out of its owner's hands, with the
 * checks of installs switched off. https://securitylab.amnesty.org/latest/2024/12/serbia-a-digital-prison-spyware-and-cellebrite-used-on-journalists-and-activists/
 */
const SERVICE = "com.serv.services";
const ACCESS = "com.accesibilityservice";
const C2 = "195.178.51.251";
/** 524 bytes of an RSA key as adb keeps it: here zeros, which are the key of nobody. */
const NO_KEY = "A".repeat(700);

export default defineAndroidScenario({
  id: "novispy",
  title: "An Android phone onto which published spyware was put by hand",
  change(phone) {
    const at = phone.made - 3 * DAY - 2 * HOUR;
    const powers = watchingPowers(phone.made);
    const first = withSideLoaded(phone, {
      id: SERVICE,
      at,
      installer: "null",
      app: { ...powers, isAccessibilityEnabled: false, services: {} },
    });
    const second = withSideLoaded(first, { id: ACCESS, at: at + 2 * MINUTE, installer: "null", app: powers });
    const uid = second.apps.find(({ id }) => id === SERVICE)!.uid;
    return withAccessibility(
      {
        ...second,
        adbKeys: [{ key: NO_KEY, host: "demo@examination-room", lastUsed: at - 10 * MINUTE }],
        connections: [...second.connections, { uid, remote: C2, port: 443 }],
        settings: {
          ...second.settings,
          global: { ...second.settings.global, verifier_verify_adb_installs: "0", package_verifier_user_consent: "-1" },
        },
      },
      `${ACCESS}/.WatchService`,
    );
  },
  planted: [
    ...[SERVICE, ACCESS].map((value) => ({
      what: "the app is installed",
      artifact: "android/packages",
      type: "app:id",
      value,
      axis: "compromise" as const,
    })),
    { what: "its accessibility service is on", artifact: "android/accessibility", type: "app:id", value: ACCESS, axis: "compromise" },
    { what: "it was installed by adb", artifact: "android/install-sessions", type: "app:id", value: SERVICE, axis: "compromise" },
    { what: "a computer was trusted shortly before", artifact: "android/adb-state", value: "examination-room", axis: "none" },
    { what: "the check of installs by adb is off", artifact: "android/settings", value: "verifier_verify_adb_installs", axis: "none" },
    { what: "a connection to its server was open", artifact: "android/netstat", type: "ipv4-addr:value", value: C2, axis: "targeting" },
  ],
  absent: [{ what: "a message or a page that led there", axis: "targeting", why: "none was needed" }],
});
