import { appListOf, appPart, appSubject, installerName } from "../android-apps.ts";
import { accessibilityPart, adminPart, powerNames, powersByApp } from "../android-powers.ts";
import { defineJoin, type HitWithRecords } from "../detection.ts";

/** A list to go through with the owner: stores carry apps for watching others, too, and they are not told apart by where they came from. */
export default defineJoin({
  id: "android/powers-of-store-app",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "info",
  confidence: "medium",
  falsePositives: ["ordinary", "managed"],
  references: [
    "https://developer.android.com/guide/topics/ui/accessibility/service",
    "https://stopstalkerware.org/information-for-survivors/",
  ],
  parts: { apps: appPart, accessibility: accessibilityPart, admins: adminPart },
  needed: ["apps"],

  join({ apps, accessibility, admins }) {
    const list = appListOf(apps);
    return [...powersByApp([accessibility, admins])].flatMap(([packageName, powers]): HitWithRecords[] => {
      const app = list.find(packageName);
      if (!app || list.originOf(app.fact) !== "store") return [];
      return [
        {
          subject: appSubject(packageName),
          message: "summary",
          params: { app: packageName, powers: powerNames(powers).join(", "), installer: installerName(app.fact) },
          records: [app.record, ...powers.map(({ record }) => record)],
        },
      ];
    });
  },
});
