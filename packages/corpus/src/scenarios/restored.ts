import { plistFile } from "../life/belongings.ts";
import { merge } from "../life/life.ts";
import { scatteredOrphans } from "../life/network.ts";
import { ordinaryLife } from "../life/ordinary.ts";
import { DAY, HOUR, toDate } from "../time.ts";
import { writtenFile } from "../traces.ts";
import { defineScenario } from "./scenario.ts";

const ORPHANS = 60;
const EVERY = 6;

/**
 * Restored from a backup three days ago: its accounting of processes began anew, and usage that names no process came along. Other
 * tools call this manipulated (https://github.com/mvt-project/mvt/issues/257).
 */
export default defineScenario({
  id: "restored",
  title: "A healthy phone, restored from a backup three days ago",
  live: (context) => {
    const { seed, to } = context;
    const life = merge(ordinaryLife({ ...context, networkDays: 3 }));
    const restored = to - 3 * DAY;
    const info = {
      RestoreInfo: { BackupBuildVersion: "22D82", DeviceBuildVersion: "22E252", RestoreDate: toDate(restored), WasCloudRestore: true },
    };
    return merge(
      { ...life, processes: life.processes.map((process, index) => (index % EVERY === 0 ? { ...process, isDeleted: true } : process)) },
      { orphans: scatteredOrphans(seed, ORPHANS, restored - 30 * HOUR) },
      writtenFile(restored, plistFile("HomeDomain", "Library/Preferences/com.apple.MobileBackup.plist", info)),
    );
  },
  planted: [],
  absent: [
    {
      what: "deleted processes as a sign of an implant",
      artifact: "ios/data-usage",
      axis: "compromise",
      why: "orphans and gaps are many, scattered, and explained by the restore",
    },
    { what: "a headline that says nothing matched", headline: "nothing-matched", why: "three days of accounting are too short to say so" },
  ],
});
