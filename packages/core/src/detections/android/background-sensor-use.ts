import appops, { type AppOperation } from "../../artifacts/android/appops.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { appListOf, appPart, appSubject, installerName, isForeign } from "../android-apps.ts";
import { defineJoin, definePart, type HitWithRecords, type JoinedFact } from "../detection.ts";

interface SensorUse {
  readonly packageName: string;
  readonly appOperation: string;
  readonly isRunning: boolean;
  readonly lastUsed: EvidenceTime | undefined;
}

/** AppOpsManager's names for hearing, seeing and recording the screen. */
const SENSORS = new Set(["RECORD_AUDIO", "PHONE_CALL_MICROPHONE", "CAMERA", "PHONE_CALL_CAMERA", "PROJECT_MEDIA"]);
/** States in which nothing of the app is on the screen, and no notice of it has to be shown (ActivityManager.PROCESS_STATE_…). */
const UNSEEN = new Set(["bg", "cch"]);

/** Microphone, camera or screen, by an app that nobody was looking at. */
export default defineJoin({
  id: "android/background-sensor-use",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "medium",
  concerns: "stalkerware",
  falsePositives: ["call", "recorder", "hotword"],
  references: [
    "https://developer.android.com/reference/android/app/AppOpsManager",
    "https://source.android.com/docs/core/permissions/privacy-indicators",
  ],
  parts: {
    apps: appPart,
    uses: definePart<AppOperation, SensorUse>({
      artifact: appops,
      select: ({ packageName, appOperation, uses, isRunning }) => {
        const unseen = SENSORS.has(appOperation) ? uses.filter(({ access, state }) => access === "access" && UNSEEN.has(state)) : [];
        if (packageName === undefined || unseen.length === 0) return undefined;
        return { key: `${packageName} ${appOperation}`, fact: { packageName, appOperation, isRunning, lastUsed: unseen[0]!.used } };
      },
    }),
  },
  needed: ["apps"],

  join({ apps, uses }) {
    const list = appListOf(apps);
    const byApp = Map.groupBy(uses as readonly JoinedFact<SensorUse>[], ({ fact }) => fact.packageName);
    return [...byApp].flatMap(([packageName, own]): HitWithRecords[] => {
      const app = list.find(packageName);
      if (!app || !isForeign(list.originOf(app.fact))) return [];
      const lastUsed = own.find(({ fact }) => fact.lastUsed)?.fact.lastUsed;
      return [
        {
          subject: appSubject(packageName),
          message: own.some(({ fact }) => fact.isRunning) ? "summary-running" : "summary",
          params: { app: packageName, operations: own.map(({ fact }) => fact.appOperation).join(", "), installer: installerName(app.fact) },
          ...(lastUsed && { time: lastUsed }),
          records: [...own.map(({ record }) => record), app.record],
        },
      ];
    });
  },
});
