import { plistFile } from "../life/belongings.ts";
import { merge } from "../life/life.ts";
import { ordinaryLife } from "../life/ordinary.ts";
import { DAY, toDate } from "../time.ts";
import { writtenFile } from "../traces.ts";
import { defineScenario } from "./scenario.ts";

const DAYS_SINCE_UPDATE = 1.5;

/** Updated yesterday: messages and history go back for months, what the system keeps of itself for hours. */
export default defineScenario({
  id: "just-updated",
  title: "A healthy phone, updated yesterday",
  live: (context) => {
    const updated = context.to - DAYS_SINCE_UPDATE * DAY;
    const update = { SUInstallationDate: toDate(updated), SULastUpdateVersion: "18.4.1" };
    return merge(
      ordinaryLife({ ...context, networkDays: DAYS_SINCE_UPDATE }),
      writtenFile(updated, plistFile("HomeDomain", "Library/Preferences/com.apple.softwareupdateservicesd.plist", update)),
    );
  },
  planted: [],
  absent: [
    {
      what: "a headline that says nothing matched",
      headline: "nothing-matched",
      why: "the accounting of processes is a day and a half old",
    },
    { what: "a finding of medium severity or above", axis: "compromise", why: "an update leaves no trace of this kind" },
  ],
});
