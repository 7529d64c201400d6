import resolverTables, { type ResolverEntry } from "../../artifacts/android/resolver-tables.ts";
import { type AppFact, appListOf, appPart, appSubject, installerName, isForeign } from "../android-apps.ts";
import { defineJoin, definePart, type HitWithRecords, type JoinedFact } from "../detection.ts";

interface EntryPoint {
  readonly packageName: string;
  readonly component: string;
}

const MAIN = "android.intent.action.MAIN";
/** What starts an app with the phone (Intent.ACTION_…; the last is some makers' fast start). */
const BOOT = [
  "android.intent.action.BOOT_COMPLETED",
  "android.intent.action.LOCKED_BOOT_COMPLETED",
  "android.intent.action.QUICKBOOT_POWERON",
];

const pointOf = ({ packageName, component }: ResolverEntry) => ({ key: component, fact: { packageName, component } });

/** An app that starts with the phone and that nobody can open. */
export default defineJoin({
  id: "android/app-without-icon",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "medium",
  concerns: "stalkerware",
  falsePositives: ["helper", "keyboard", "known"],
  references: [
    "https://stopstalkerware.org/information-for-survivors/",
    "https://developer.android.com/reference/android/content/Intent#ACTION_BOOT_COMPLETED",
  ],
  parts: {
    apps: appPart,
    openings: definePart<ResolverEntry, EntryPoint>({
      artifact: resolverTables,
      select: (entry) => (entry.table === "activity" && entry.action === MAIN ? pointOf(entry) : undefined),
    }),
    starts: definePart<ResolverEntry, EntryPoint>({
      artifact: resolverTables,
      select: (entry) => (entry.table === "receiver" && BOOT.includes(entry.action) ? pointOf(entry) : undefined),
    }),
  },
  needed: ["apps", "openings"],

  join({ apps, openings, starts }) {
    const list = appListOf(apps);
    const opened = byApp(openings as readonly JoinedFact<EntryPoint>[]);
    const started = byApp(starts as readonly JoinedFact<EntryPoint>[]);
    return list.apps.flatMap(({ fact, record }): HitWithRecords[] => {
      const boot = started.get(fact.packageName);
      if (!boot || fact.isHiddenSystem || !isForeign(list.originOf(fact))) return [];
      const doors = opened.get(fact.packageName) ?? [];
      if (doors.some((door) => !isDisabled(fact, door.fact))) return [];
      return [
        {
          subject: appSubject(fact.packageName),
          message: doors.length > 0 ? "summary-disabled" : "summary",
          params: { app: fact.packageName, installer: installerName(fact) },
          ...(fact.installed && { time: fact.installed }),
          records: [record, ...boot.map((start) => start.record), ...doors.map((door) => door.record)],
        },
      ];
    });
  },
});

function byApp(points: readonly JoinedFact<EntryPoint>[]): ReadonlyMap<string, readonly JoinedFact<EntryPoint>[]> {
  return Map.groupBy(points, ({ fact }) => fact.packageName);
}

/** Switched off for each user that has the app; the list names classes without their package. */
function isDisabled({ users }: AppFact, { component }: EntryPoint): boolean {
  const name = component.slice(component.indexOf("/") + 1);
  const having = users.filter(({ isInstalled }) => isInstalled);
  return having.length > 0 && having.every(({ disabledComponents }) => disabledComponents.includes(name));
}
