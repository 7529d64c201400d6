import packages, { type PackageEntry, type PackageUser } from "../artifacts/android/packages.ts";
import type { EvidenceTime } from "../model/time.ts";
import { isStore, isTransferTool, SHELL_PACKAGE } from "./android-installers.ts";
import { definePart, type JoinedFact, type Subject } from "./detection.ts";

/**
 * Where an app came from, told by what the phone itself says, never by its name:
 * `system` it has the flag SYSTEM, or lies below an update of one that has · `vendor` signed with a key that a system app here is
 * signed with: makers' preloads on the data partition and their own updates · `store` its installer is an app store · `transfer` a
 * tool that moves apps from an old phone put it there · `outside` everything else: a file, a browser, the shell, nothing.
 */
export type AppOrigin = "system" | "vendor" | "store" | "transfer" | "outside";

/** What joins keep of an installed app. */
export interface AppFact {
  readonly packageName: string;
  readonly appUid: number | undefined;
  readonly isHiddenSystem: boolean;
  readonly isSystem: boolean;
  readonly sharedUser: string | undefined;
  /** Former ones included: a key is replaced with the consent of the one before it. */
  readonly signerHashes: readonly string[];
  readonly installer: string | undefined;
  readonly initiator: string | undefined;
  /** Permissions granted for some user. */
  readonly granted: readonly string[];
  readonly users: readonly Pick<PackageUser, "userId" | "isInstalled" | "disabledComponents">[];
  readonly installed: EvidenceTime | undefined;
}

/** The part of a join that is the list of apps. */
export const appPart = definePart<PackageEntry, AppFact>({
  artifact: packages,
  select: (entry) => (entry.kind === "shared-user" ? undefined : { key: `${entry.kind} ${entry.packageName}`, fact: factOf(entry) }),
});

export const factOf = (entry: PackageEntry): AppFact => ({
  packageName: entry.packageName,
  appUid: entry.appUid,
  isHiddenSystem: entry.kind === "hidden-system-package",
  isSystem: entry.isSystem,
  sharedUser: entry.sharedUser,
  signerHashes: [...entry.signerHashes, ...entry.pastSignerHashes],
  installer: entry.installer,
  initiator: entry.initiator,
  granted: [...new Set(entry.permissions.filter(({ isGranted }) => isGranted).map(({ permission }) => permission))],
  users: entry.users.map(({ userId, isInstalled, disabledComponents }) => ({ userId, isInstalled, disabledComponents })),
  installed: entry.firstInstalled ?? entry.users.find(({ userInstalled }) => userInstalled)?.userInstalled,
});

/** An app with the record that tells of it. */
export type ListedApp = JoinedFact<AppFact>;

export interface AppList {
  /** Everything that the list names, system apps below an update included. */
  readonly apps: readonly ListedApp[];
  readonly names: ReadonlySet<string>;
  find(packageName: string): ListedApp | undefined;
  originOf(app: AppFact): AppOrigin;
}

export function appListOf(facts: readonly JoinedFact[]): AppList {
  const apps = facts as readonly ListedApp[];
  const byName = new Map(apps.filter(({ fact }) => !fact.isHiddenSystem).map((app) => [app.fact.packageName, app]));
  const hidden = new Set(apps.filter(({ fact }) => fact.isHiddenSystem).map(({ fact }) => fact.packageName));
  const systemSigners = new Set(apps.flatMap(({ fact }) => (fact.isSystem || fact.isHiddenSystem ? fact.signerHashes : [])));
  return {
    apps,
    names: new Set(apps.map(({ fact }) => fact.packageName)),
    find: (packageName) => byName.get(packageName),
    originOf(app) {
      if (app.isSystem || app.isHiddenSystem || hidden.has(app.packageName)) return "system";
      if (app.signerHashes.some((hash) => systemSigners.has(hash))) return "vendor";
      // The shell may name any installer it likes (pm install -i); since Android 11 the list also says who asked.
      if (app.initiator === SHELL_PACKAGE) return "outside";
      if (isStore(app.installer)) return "store";
      return isTransferTool(app.installer) ? "transfer" : "outside";
    },
  };
}

/** Apps that came neither with the system nor through a store; what a transfer tool copied may have been either. */
export const isForeign = (origin: AppOrigin): boolean => origin === "outside" || origin === "transfer";

export const appSubject = (value: string): Subject => ({ type: "app:id", value });

/** Who put it there, as a person would say it: the package name, or that nobody is named. */
export const installerName = ({ installer, initiator }: AppFact): string => installer ?? initiator ?? "none named";
