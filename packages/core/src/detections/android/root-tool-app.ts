import installedPackages, { type InstalledPackage } from "../../artifacts/android/installed-packages.ts";
import packages, { type PackageEntry } from "../../artifacts/android/packages.ts";
import { compareText } from "../../model/json.ts";
import { appSubject } from "../android-apps.ts";
import { ROOT_MANAGERS } from "../android-root.ts";
import { defineJoin, definePart, type HitWithRecords, type JoinedFact } from "../detection.ts";

/** They change other apps while these run, or lend them the shell's rights. */
const HELPERS: ReadonlySet<string> = new Set(["org.meowcat.edxposed.manager", "moe.shizuku.privileged.api"]);

interface Named {
  readonly packageName: string;
  /** The list names what is there; AndroidQF's also names what is gone but for its data. */
  readonly isThere: boolean;
  readonly installer: string | undefined;
}

const named = (packageName: string, installer: string | undefined, isThere: boolean) =>
  ROOT_MANAGERS.has(packageName) || HELPERS.has(packageName)
    ? { key: packageName, fact: { packageName, isThere, installer } satisfies Named }
    : undefined;

/** One app in two lists of the same phone is one finding. */
export default defineJoin({
  id: "android/root-tool-app",
  version: 2,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "high",
  falsePositives: ["own-root", "developer", "left-over"],
  references: [
    "https://docs.mvt.re/en/latest/android/bugreport/",
    "https://github.com/topjohnwu/Magisk",
    "https://kernelsu.org/guide/what-is-kernelsu.html",
  ],
  parts: {
    apps: definePart<PackageEntry, Named>({
      artifact: packages,
      select: ({ kind, packageName, installer }) => (kind === "package" ? named(packageName, installer, true) : undefined),
    }),
    collected: definePart<InstalledPackage, Named>({
      artifact: installedPackages,
      select: ({ packageName, installer }) => named(packageName, installer, false),
    }),
  },
  needed: [],

  join({ apps, collected }) {
    const byName = Map.groupBy([...apps, ...collected] as readonly JoinedFact<Named>[], ({ fact }) => fact.packageName);
    return [...byName].sort(([a], [b]) => compareText(a, b)).map(([app, facts]) => hitOf(app, facts));
  },
});

function hitOf(app: string, facts: readonly JoinedFact<Named>[]): HitWithRecords {
  const isThere = facts.some(({ fact }) => fact.isThere);
  const installer = facts.find(({ fact }) => fact.installer !== undefined)?.fact.installer ?? "none named";
  return {
    subject: appSubject(app),
    message: isThere ? "summary" : "summary-listed",
    params: { app, installer },
    severity: ROOT_MANAGERS.has(app) ? "medium" : "low",
    confidence: isThere ? "high" : "medium",
    records: facts.map(({ record }) => record),
  };
}
