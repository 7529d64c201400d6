import type { AndroidPhone } from "../../android/bugreport/phone.ts";
import { DAY, HOUR, MINUTE } from "../../time.ts";
import { watchingPowers, withSideLoaded } from "../android/side-loaded.ts";
import { type CollectionScenario, defineCollection } from "./scenario.ts";

/** Domains of the published indicators of Predator; nothing stands behind these lines. */
const LURE_HOST = "almal-news.com";
const LURE_SENDER = "+12025550177";
const C2_HOST = "adibjan.net";
const IMPLANT = "com.serv.services";

const clean = defineCollection({
  id: "clean",
  title: "A collection of an Android phone on which nothing was planted",
  phone: "clean",
  planted: [],
  absent: [
    { what: "a finding of medium severity or above", axis: "targeting", why: "the messages are those of friends" },
    { what: "a finding of medium severity or above", axis: "compromise", why: "every app is the maker's or came from the store" },
    { what: "debugging by a computer", artifact: "android/intrusion-log", axis: "none", why: "the log names none" },
  ],
});

const lure = defineCollection({
  id: "predator-lure",
  title: "A collection of an Android phone to which a published lure was sent, and opened by nobody",
  phone: "clean",
  change: (ordinary) => ({
    ...ordinary,
    messages: [
      ...ordinary.messages,
      { at: ordinary.phone.made - 12 * DAY, party: LURE_SENDER, text: `Breaking news of your city: https://${LURE_HOST}/a/81f2c` },
    ],
  }),
  planted: [{ what: "a link in a text message", artifact: "android/sms", type: "domain-name:value", value: LURE_HOST, axis: "targeting" }],
  absent: [
    { what: "that the link was opened", value: LURE_HOST, axis: "attempt", why: "no browser went there" },
    { what: "that something was installed", axis: "compromise", why: "nothing was" },
  ],
});

const planted = defineCollection({
  id: "planted",
  title: "A collection of an Android phone onto which published spyware was put by hand, with its log of it",
  phone: "novispy",
  change(ordinary) {
    const at = ordinary.phone.made - 3 * DAY - 2 * HOUR;
    return {
      ...ordinary,
      events: [
        ...ordinary.events,
        { at: at - 10 * MINUTE, kind: "security", tag: "adb_shell_interactive" },
        {
          at: at - 5 * MINUTE,
          kind: "security",
          tag: "media_mount",
          details: { mount_point: "/storage/1234-ABCD", volume_label: "DEMO" },
        },
        { at: at - 2 * MINUTE, kind: "security", tag: "adb_sync_send_file", details: { path: "/data/local/tmp/demo.apk" } },
        { at: at - MINUTE, kind: "security", tag: "adb_shell_cmd", details: { command: `pm install -r /data/local/tmp/demo.apk` } },
        { at, kind: "security", tag: "package_installed", details: { package_name: IMPLANT, version_code: 1, user_id: 0 } },
        {
          at: at + MINUTE,
          kind: "security",
          tag: "adb_shell_cmd",
          details: { command: `pm grant ${IMPLANT} android.permission.READ_SMS` },
        },
        { at: at + 5 * MINUTE, kind: "dns", app: IMPLANT, host: C2_HOST, addresses: ["203.0.113.77"] },
      ],
      extraFiles: { "/data/local/tmp/demo.apk": "DEMO, no app\n" },
      oddFiles: [
        { path: "/data/local/tmp/demo-moved", label: "app_data_file" },
        { path: "/system/etc/demo-changed", changed: at },
        { path: "/sdcard/Download/libdemo.so" },
      ],
    };
  },
  planted: [
    { what: "its installation in the log", artifact: "android/intrusion-log", type: "app:id", value: IMPLANT, axis: "compromise" },
    {
      what: "it looked up a published host",
      artifact: "android/intrusion-log",
      type: "domain-name:value",
      value: C2_HOST,
      axis: "compromise",
    },
    { what: "a computer installed and allowed it", artifact: "android/intrusion-log", value: "pm grant", axis: "none" },
    { what: "a medium was attached before", artifact: "android/intrusion-log", value: "/storage/1234-ABCD", axis: "none" },
    { what: "it is installed", artifact: "android/installed-packages", type: "app:id", value: IMPLANT, axis: "compromise" },
    {
      what: "a file of an app was moved to a staging folder",
      artifact: "android/files",
      value: "/data/local/tmp/demo-moved",
      axis: "none",
    },
    { what: "a file of the system was changed", artifact: "android/files", value: "/system/etc/demo-changed", axis: "none" },
    { what: "a library lies on the storage", artifact: "android/files", value: "libdemo.so", axis: "none" },
    { what: "what it came from lies in a staging folder", artifact: "android/files", value: "/data/local/tmp/demo.apk", axis: "none" },
  ],
  absent: [{ what: "a message that led there", artifact: "android/sms", axis: "targeting", why: "none was needed" }],
});

const wiped = defineCollection({
  id: "wiped",
  title: "A collection of an Android phone that was reset shortly before",
  phone: "wiped",
  change: (ordinary) => ({
    ...ordinary,
    messages: [],
    events: [{ at: ordinary.phone.made - HOUR, kind: "security", tag: "logging_stopped" }],
  }),
  planted: [{ what: "that the log was stopped", artifact: "android/intrusion-log", value: "logging_stopped", axis: "none" }],
  absent: [{ what: "a message that led to what is gone", axis: "targeting", why: "no message is left, and none was there" }],
});

const removed = defineCollection({
  id: "removed",
  title: "A collection of an Android phone from which published spyware is gone, with an older bug report that still names it",
  phone: "clean",
  change: (ordinary) => ({ ...ordinary, older: withImplant(earlierBy(ordinary.phone, 20 * DAY)) }),
  planted: [
    {
      what: "it was installed when the older report was made",
      artifact: "android/packages",
      type: "app:id",
      value: IMPLANT,
      axis: "compromise",
    },
    { what: "it read the screen then", artifact: "android/accessibility", type: "app:id", value: IMPLANT, axis: "compromise" },
  ],
  absent: [
    { what: "that it is installed now", artifact: "android/installed-packages", axis: "compromise", why: "it is gone" },
    { what: "a message that led there", artifact: "android/sms", axis: "targeting", why: "none was needed" },
  ],
});

/** The same phone as it was some time before. */
const earlierBy = (phone: AndroidPhone, seconds: number): AndroidPhone => ({ ...phone, made: phone.made - seconds });
const withImplant = (phone: AndroidPhone): AndroidPhone =>
  withSideLoaded(phone, { id: IMPLANT, at: phone.made - DAY, installer: "null", app: watchingPowers(phone.made) });

/** Every collected phone of the corpus. */
export const collectionScenarios: readonly CollectionScenario[] = [clean, lure, planted, wiped, removed];

export function collectionScenario(id: string): CollectionScenario {
  const found = collectionScenarios.find((candidate) => candidate.id === id);
  if (!found) throw new RangeError(`no collection "${id}"; there are ${collectionScenarios.map((known) => known.id).join(", ")}`);
  return found;
}
