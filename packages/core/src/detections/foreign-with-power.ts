import { appListOf, appSubject, installerName, isForeign } from "./android-apps.ts";
import { powersByApp } from "./android-powers.ts";
import type { HitWithRecords, JoinedFact } from "./detection.ts";

/** Apps from outside the stores that have a power. What a transfer tool brought is told with less confidence. */
export function foreignWithPower(apps: readonly JoinedFact[], powers: readonly JoinedFact[]): readonly HitWithRecords[] {
  const list = appListOf(apps);
  return [...powersByApp([powers])].flatMap(([packageName, facts]): HitWithRecords[] => {
    const app = list.find(packageName);
    if (!app || !isForeign(list.originOf(app.fact))) return [];
    return [
      {
        subject: appSubject(packageName),
        message: "summary",
        params: { app: packageName, installer: installerName(app.fact) },
        confidence: list.originOf(app.fact) === "outside" ? "medium" : "low",
        ...(app.fact.installed && { time: app.fact.installed }),
        records: [app.record, ...facts.map(({ record }) => record)],
      },
    ];
  });
}
