import type { EvidenceTime } from "../../model/time.ts";
import { parseLocal } from "../android-clock.ts";
import { isPackageName } from "../android-components.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { keyValues } from "../key-values.ts";
import { type Found, type LineReader, linewise } from "../linewise.ts";
import { optional } from "../optional-field.ts";

/** What the usage statistics keep of an app: an event of the last day, or the last use in a span. */
export interface AppUsage {
  readonly kind: "event" | "total";
  readonly packageName: string;
  readonly userId?: number;
  /** `ACTIVITY_RESUMED`, `USER_INTERACTION`, `FOREGROUND_SERVICE_START` … */
  readonly usageEvent?: string;
  /** Activity or service, as stored. */
  readonly component?: string;
  readonly used?: EvidenceTime;
  /** As written: minutes and seconds, with hours before them. */
  readonly totalTime?: string;
  /** `daily`, `weekly`, `monthly`, `yearly`. */
  readonly usageSpan?: string;
}

const USER = /^\s*user=(\d+)/;
const SPAN = /^\s*(?:In-memory|On-disk) (daily|weekly|monthly|yearly) stats/;
const EVENT = /^\s*time=.*\btype=/;
const TOTAL = /^\s*package=\S+ .*\btotalTimeUsed=/;

export default defineArtifact<AppUsage>({
  id: "android/usage-stats",
  version: 1,
  paths: [
    "bridle:/dumpsys/usagestats", // Android 5 on; packages by name in the clear
  ],
  presence: { "android-bugreport": "expected", androidqf: "with-os" },
  scope: "device",
  emits: { "app:id": ["ran"] },
  provenOn: "synthetic-only",
  references: ["https://developer.android.com/reference/android/app/usage/UsageStatsManager"],

  parse: (file, context) => linewise(context.lines(file), (found) => usageReader(found, context)),

  observables: ({ packageName }) => [{ type: "app:id", role: "ran", value: packageName }],
  events: ({ used, kind, packageName, usageEvent }) =>
    used
      ? [
          kind === "event"
            ? {
                time: used,
                kind: "usage",
                message: "artifacts/android/usage-stats/event",
                params: { app: packageName, event: usageEvent ?? "?" },
              }
            : { time: used, kind: "usage", message: "artifacts/android/usage-stats/last-used", params: { app: packageName } },
        ]
      : [],
});

function usageReader(found: Found<AppUsage>, context: ParseContext): LineReader {
  let userId: number | undefined;
  let usageSpan: string | undefined;
  const { zone } = context.acquisition;
  return {
    see(line) {
      const user = USER.exec(line.text)?.[1];
      if (user !== undefined && !EVENT.test(line.text)) userId = Number(user);
      usageSpan = SPAN.exec(line.text)?.[1] ?? usageSpan;
      const isEvent = EVENT.test(line.text);
      if (!isEvent && !TOTAL.test(line.text)) return;
      const values = keyValues(line.text);
      const packageName = values.get("package");
      // Newer releases write numbers for names (`dumpsys usagestats -c` and on disk): they name nothing.
      if (packageName === undefined || !(isPackageName(packageName) || packageName === "android")) return;
      const used = parseLocal(values.get(isEvent ? "time" : "lastTimeUsed") ?? "", zone);
      found(line, {
        kind: isEvent ? "event" : "total",
        packageName,
        ...optional("userId", userId),
        ...optional("usageEvent", isEvent ? values.get("type") : undefined),
        ...optional("component", values.get("class")),
        ...optional("used", used),
        ...optional("totalTime", isEvent ? undefined : values.get("totalTimeUsed")),
        ...optional("usageSpan", isEvent ? undefined : usageSpan),
      });
    },
  };
}
