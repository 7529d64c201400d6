import type { Severity } from "../model/severity.ts";
import { appListOf, appPart, appSubject, installerName, isForeign } from "./android-apps.ts";
import { type accessibilityPart, powersByApp } from "./android-powers.ts";
import { type Detection, defineJoin, type HitWithRecords, type JoinedFact } from "./detection.ts";

/** A power that an app may be given: what one rule is about, where the others share everything else. */
interface ForeignPower {
  readonly id: string;
  readonly severity: Severity;
  readonly powers: typeof accessibilityPart;
  /** What the system's makers say of the power. */
  readonly reference: string;
}

export const defineForeignPower = ({ id, severity, powers, reference }: ForeignPower): Detection =>
  defineJoin({
    id,
    version: 1,
    status: "experimental",
    axis: "none",
    severity,
    confidence: "medium",
    concerns: "stalkerware",
    falsePositives: ["known", "developer", "regional"],
    references: ["https://stopstalkerware.org/information-for-survivors/", reference],
    parts: { apps: appPart, powers },
    needed: ["apps"],
    join: (facts) => foreignWithPower(facts.apps, facts.powers),
  });

/** Apps from outside the stores that have a power. What a transfer tool brought is told with less confidence. */
function foreignWithPower(apps: readonly JoinedFact[], powers: readonly JoinedFact[]): readonly HitWithRecords[] {
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
