import appops, { type AppOperation } from "../../artifacts/android/appops.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { type AppOrigin, appListOf, appPart, appSubject } from "../android-apps.ts";
import { isStore } from "../android-installers.ts";
import { defineJoin, definePart, type HitWithRecords, type JoinedFact } from "../detection.ts";

interface Request {
  readonly packageName: string;
  readonly lastUsed: EvidenceTime | undefined;
}

const INSTALLING = "REQUEST_INSTALL_PACKAGES";

/** An app that asked the installer to put another app on the phone. */
export default defineJoin({
  id: "android/asked-to-install",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "medium",
  falsePositives: ["browser", "store-app", "own-update"],
  references: [
    "https://developer.android.com/reference/android/Manifest.permission#REQUEST_INSTALL_PACKAGES",
    "https://docs.mvt.re/en/latest/android/bugreport/",
  ],
  parts: {
    apps: appPart,
    requests: definePart<AppOperation, Request>({
      artifact: appops,
      select({ packageName, appOperation, uses }) {
        const used = appOperation === INSTALLING ? uses.filter(({ access }) => access === "access") : [];
        if (packageName === undefined || used.length === 0) return undefined;
        return { key: packageName, fact: { packageName, lastUsed: used.find((use) => use.used)?.used } };
      },
    }),
  },
  needed: ["apps"],

  join({ apps, requests }) {
    const list = appListOf(apps);
    return (requests as readonly JoinedFact<Request>[]).flatMap(({ fact, record }): HitWithRecords[] => {
      const app = list.find(fact.packageName);
      const origin = app && list.originOf(app.fact);
      if (!app || !origin || isStore(fact.packageName) || IS_EXPECTED.has(origin)) return [];
      return [
        {
          subject: appSubject(fact.packageName),
          message: "summary",
          params: { app: fact.packageName },
          severity: origin === "store" ? "info" : "low",
          ...(fact.lastUsed && { time: fact.lastUsed }),
          records: [record, app.record],
        },
      ];
    });
  },
});

/** The system's own file manager and browser ask on everybody's behalf. */
const IS_EXPECTED: ReadonlySet<AppOrigin> = new Set(["system", "vendor"]);
