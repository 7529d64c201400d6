import { appListOf, appPart, appSubject, installerName, isForeign } from "../android-apps.ts";
import {
  accessibilityPart,
  adminPart,
  exemptionPart,
  isStrong,
  listenerPart,
  operationPart,
  powerNames,
  powersByApp,
  rolePart,
  sensitiveOf,
  vpnPart,
} from "../android-powers.ts";
import { defineJoin, type HitWithRecords } from "../detection.ts";

/** With fewer powers than these an app is looked at by the rules of each power. */
const MIN_POWERS = 2;
/** So many sensitive permissions beside one strong power. */
const MIN_SENSITIVE = 3;

/** What an app from outside the stores may do, all in all. */
export default defineJoin({
  id: "android/sideloaded-app-profile",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "high",
  confidence: "medium",
  concerns: "stalkerware",
  falsePositives: ["known", "parental", "automation", "managed", "regional"],
  references: [
    "https://stopstalkerware.org/information-for-survivors/",
    "https://github.com/AssoEchap/stalkerware-indicators",
    "https://developer.android.com/guide/topics/ui/accessibility/service",
  ],
  parts: {
    apps: appPart,
    accessibility: accessibilityPart,
    listeners: listenerPart,
    admins: adminPart,
    roles: rolePart,
    operations: operationPart,
    vpn: vpnPart,
    exemptions: exemptionPart,
  },
  needed: ["apps"],

  join({ apps, ...parts }) {
    const list = appListOf(apps);
    const powers = powersByApp(Object.values(parts));
    return list.apps.flatMap(({ fact, record }): HitWithRecords[] => {
      const own = powers.get(fact.packageName) ?? [];
      const names = powerNames(own);
      const strong = names.filter(isStrong).length;
      const sensitive = sensitiveOf(fact.granted);
      const isMuch = names.length >= MIN_POWERS || sensitive.length >= MIN_SENSITIVE;
      if (fact.isHiddenSystem || strong === 0 || !isMuch || !isForeign(list.originOf(fact))) return [];
      return [
        {
          subject: appSubject(fact.packageName),
          message: "summary",
          params: {
            app: fact.packageName,
            powers: names.join(", "),
            permissions: sensitive.join(", ") || "none",
            installer: installerName(fact),
          },
          severity: strong > 1 || sensitive.length >= MIN_SENSITIVE ? "high" : "medium",
          confidence: list.originOf(fact) === "outside" ? "medium" : "low",
          ...(fact.installed && { time: fact.installed }),
          records: [record, ...own.map((power) => power.record)],
        },
      ];
    });
  },
});
