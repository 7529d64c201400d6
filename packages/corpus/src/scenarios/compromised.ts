import { plistFile } from "../life/belongings.ts";
import { merge } from "../life/life.ts";
import { ordinaryLife } from "../life/ordinary.ts";
import { DAY, HOUR, MINUTE } from "../time.ts";
import { attributedLure, contacted, deletedProcesses, redirectedVisit, smsLure, wordlessMessage, writtenFile } from "../traces.ts";
import { defineScenario, type PlantedTrace } from "./scenario.ts";

const LURE = "akhbar-arabia.com";
/** Port and sub-domain as Amnesty International published them in 2019: https://www.amnesty.org/en/latest/research/2019/10/morocco-human-rights-defenders-targeted-with-nso-groups-spyware/ */
const EXPLOIT_HOST = "get1tn0w.free247downloads.com";
const SECOND_LURE = "urlpush.net";
const SENDER = "emmaholm575@gmail.com";
const PROCESSES = ["bh", "roleaboutd", "msgacntd"];

/** In the accounting of the network, and in the daily analytics that came later. */
const processTraces = (value: string): readonly PlantedTrace[] => {
  const trace = { what: "process that used the network", type: "process:name", value, axis: "compromise" } as const;
  return [
    { ...trace, artifact: "ios/data-usage" },
    { ...trace, artifact: "ios/os-analytics-addaily", since: "ios15" },
  ];
};

/**
 * The demo phone of `npm start`: a lure, the visit that followed, processes on the network within the hour, rows that somebody
 * deleted, a file, and a second lure on the day of the backup that stands in the write-ahead log only.
 */
export default defineScenario({
  id: "compromised",
  title: "A phone with published traces of Pegasus",
  live: ({ seed, to }) => {
    const received = to - 9 * DAY - 5 * HOUR;
    const opened = received + 3 * MINUTE;
    const roleAccount = plistFile("RootDomain", "Library/Preferences/roleaccountd.plist", { demo: true });
    return merge(
      ordinaryLife({ seed, to }),
      smsLure(received, `https://${LURE}/n/5521`),
      redirectedVisit(opened, `https://${LURE}/n/5521`, `https://${EXPLOIT_HOST}:30495/DEMO`),
      contacted(seed, opened + 19 * MINUTE, PROCESSES),
      deletedProcesses(seed, opened + 22 * MINUTE, 3),
      writtenFile(opened + 31 * MINUTE, roleAccount),
      wordlessMessage(to - 4 * DAY, SENDER, "~/Library/SMS/Attachments/4d/13/DEM0A11C-0000-4000-8000-000000000001/IMG_0713.GIF"),
      attributedLure(to - 3 * HOUR, `https://${SECOND_LURE}/x/77`, SENDER),
    );
  },
  planted: [
    { what: "link in an SMS", artifact: "ios/sms", type: "domain-name:value", value: LURE, axis: "targeting" },
    {
      what: "link in the attributed text of a message in the write-ahead log",
      artifact: "ios/sms",
      type: "domain-name:value",
      value: SECOND_LURE,
      axis: "targeting",
    },
    { what: "sender of a message with an attachment", artifact: "ios/sms", type: "email-addr:value", value: SENDER, axis: "targeting" },
    {
      what: "visit within minutes of the message",
      artifact: "ios/safari-history",
      type: "domain-name:value",
      value: LURE,
      axis: "attempt",
    },
    {
      what: "visit by redirect, on a port and below a published domain",
      artifact: "ios/safari-history",
      type: "domain-name:value",
      value: "free247downloads.com",
      axis: "attempt",
    },
    ...PROCESSES.flatMap((value) => processTraces(value)),
    { what: "usage of processes whose rows were deleted", artifact: "ios/data-usage", value: "3 orphaned processes", axis: "compromise" },
    {
      what: "file of a published name in the catalogue",
      artifact: "ios/manifest",
      type: "file:name",
      value: "roleaccountd.plist",
      axis: "none",
    },
  ],
  absent: [
    {
      what: "Apple's current backup process",
      artifact: "ios/data-usage",
      value: "BackupAgent2",
      axis: "compromise",
      why: "only BackupAgent, without the 2, is published",
    },
  ],
});
