import packages, { type PackageEntry } from "../../artifacts/android/packages.ts";
import settings, { type PhoneSetting } from "../../artifacts/android/settings.ts";
import usageStats, { type AppUsage } from "../../artifacts/android/usage-stats.ts";
import { compareTimes, type EvidenceTime } from "../../model/time.ts";
import { defineJoin, definePart, type HitWithRecords, type JoinedFact } from "../detection.ts";
import { nanosecondsBetween } from "../times.ts";

interface Install {
  readonly installed: EvidenceTime;
  readonly newest: EvidenceTime;
}

interface Used {
  readonly newest: EvidenceTime;
}

const DAY_NANOSECONDS = 86_400_000_000_000n;
/** Wide enough for who sets up a phone slowly; most phones in use hold apps that are older by far. */
const RECENT_DAYS = 14;
/** Fewer say nothing: many people install one app a year. */
const MIN_APPS = 3;
const RECORDS = 100;

/**
 * A reset takes every record with it, and what follows looks like a phone on which nothing was. The oldest day on which somebody's app
 * came tells when: apps that were carried over count from that day. The newest day is the newest that the phone speaks of.
 */
export default defineJoin({
  id: "android/set-up-recently",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "info",
  confidence: "low",
  falsePositives: ["new-phone", "own-reset", "repair", "few-apps"],
  references: ["https://developer.android.com/reference/android/content/pm/PackageInfo#firstInstallTime"],
  parts: {
    installs: definePart<PackageEntry, Install>({ artifact: packages, select: installOf }),
    use: definePart<AppUsage, Used>({
      artifact: usageStats,
      select: ({ used }) => (used ? { key: String(BigInt(used.earliest) / DAY_NANOSECONDS), fact: { newest: used } } : undefined),
    }),
    starts: definePart<PhoneSetting, { readonly count: number }>({
      artifact: settings,
      select: ({ namespace, setting, value }) =>
        namespace === "global" && setting === "boot_count" && /^\d{1,9}$/.test(value)
          ? { key: setting, fact: { count: Number(value) } }
          : undefined,
    }),
  },
  needed: ["installs"],

  join({ installs, use, starts }) {
    if (installs.length < MIN_APPS) return [];
    const inTime = [...installs].sort((a, b) => compareTimes(a.fact.installed, b.fact.installed));
    const newest = [...installs, ...use]
      .map(({ fact }) => fact.newest)
      .reduce((last, time) => (compareTimes(last, time) < 0 ? time : last));
    const days = Number(nanosecondsBetween(newest, inTime[0]!.fact.installed) / DAY_NANOSECONDS);
    return days > RECENT_DAYS ? [] : [hitOf(inTime, days, starts[0])];
  },
});

function hitOf(
  inTime: readonly JoinedFact<Install>[],
  days: number,
  starts: JoinedFact<{ readonly count: number }> | undefined,
): HitWithRecords {
  const { fact } = inTime[0]!;
  return {
    subject: "all-apps-recent",
    message: starts ? "summary-starts" : "summary",
    params: { apps: inTime.length, days: days + 1, ...(starts && { starts: starts.fact.count }) },
    time: fact.installed,
    records: [...inTime.slice(0, RECORDS - 1).map(({ record }) => record), ...(starts ? [starts.record] : [])],
  };
}

function installOf({ kind, packageName, isSystem, firstInstalled, lastUpdated, users }: PackageEntry) {
  const installed = firstInstalled ?? users.find(({ userInstalled }) => userInstalled)?.userInstalled;
  if (kind !== "package" || isSystem || !installed) return undefined;
  return {
    key: packageName,
    fact: { installed, newest: lastUpdated && compareTimes(installed, lastUpdated) < 0 ? lastUpdated : installed },
  };
}
