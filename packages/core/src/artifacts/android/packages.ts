import type { Observable } from "../../model/observable.ts";
import type { EvidenceTime } from "../../model/time.ts";
import type { TimelineEvent } from "../../model/timeline.ts";
import { defineArtifact } from "../artifact.ts";
import { appObservable } from "../dumpsys-text.ts";
import { linewise } from "../linewise.ts";
import { packageReader } from "../package-dump.ts";

/** An app or a shared user, as the package service prints it. */
export interface PackageEntry {
  /** A hidden system package lies below an update of itself. */
  readonly kind: "package" | "hidden-system-package" | "shared-user";
  /** Of the app; of a shared user the name that apps share. */
  readonly packageName: string;
  /** Without the user's part; to Android 13 the text calls it userId. */
  readonly appUid?: number;
  readonly sharedUser?: string;
  /** Canonical path of its folder. */
  readonly codePath?: string;
  readonly versionNumber?: string;
  readonly targetSdk?: number;
  readonly versionName?: string;
  /** The flag SYSTEM: it came with the system. */
  readonly isSystem: boolean;
  readonly flags: readonly string[];
  /** 32-bit Java hashes of the signing certificates (Arrays.hashCode over the DER): enough to compare, too short to name. */
  readonly signerHashes: readonly string[];
  /** Of certificates that it was signed with before. */
  readonly pastSignerHashes: readonly string[];
  readonly installer?: string;
  readonly initiator?: string;
  readonly originator?: string;
  readonly updateOwner?: string;
  /** As the installer told it: 1 other, 2 a store, 3 a local file, 4 a downloaded file (PackageInstaller.PACKAGE_SOURCE_…). */
  readonly packageSource?: number;
  /** When its file was written. */
  readonly fileWritten?: EvidenceTime;
  readonly firstInstalled?: EvidenceTime;
  readonly lastUpdated?: EvidenceTime;
  readonly permissions: readonly PackagePermission[];
  /** Asked for, whether granted or not. */
  readonly requested: readonly string[];
  readonly users: readonly PackageUser[];
  /** Fields that stand in the entry more than once; the system prints each once. */
  readonly repeatedFields?: readonly string[];
}

export interface PackagePermission {
  readonly permission: string;
  readonly isGranted: boolean;
  readonly grant: "declared" | "install" | "runtime";
  readonly userId?: number;
  readonly grantFlags?: string;
}

/** What the app is for one user of the phone (profiles count). */
export interface PackageUser {
  readonly userId: number;
  readonly isInstalled: boolean;
  readonly isHidden: boolean;
  readonly isSuspended: boolean;
  /** Never opened since it was installed, where the text says so. */
  readonly isNotLaunched: boolean;
  /** 0 default, 1 enabled, 2 disabled, 3 by the user, 4 until used (PackageManager.COMPONENT_ENABLED_STATE_…). */
  readonly enabledState: number;
  readonly userInstalled?: EvidenceTime;
  readonly disabledBy?: string;
  /** The verifier's warning, as it was shown. */
  readonly harmfulAppWarning?: string;
  readonly disabledComponents: readonly string[];
  readonly enabledComponents: readonly string[];
}

export default defineArtifact<PackageEntry>({
  id: "android/packages",
  version: 1,
  paths: [
    "bridle:/dumpsys/package", // every bug report; AndroidQF's dumpsys.txt
  ],
  presence: { "android-bugreport": "expected", androidqf: "expected" },
  scope: "device",
  emits: { "app:id": ["installed", "listed"], "file:path": ["written"] },
  provenOn: "synthetic-only",
  references: [
    "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/android14-release/services/core/java/com/android/server/pm/Settings.java",
    "https://docs.mvt.re/en/latest/android/bugreport/",
  ],

  parse: (file, context) => linewise(context.lines(file), (found) => packageReader(found, context)),

  observables: observablesOf,
  events: eventsOf,
});

/** What is left of an app that no user has any more stands in the list, and is not installed. */
function observablesOf({ kind, packageName, codePath, users }: PackageEntry): readonly Observable[] {
  if (kind === "shared-user") return [];
  const isInstalled = kind === "package" && (users.length === 0 || users.some((user) => user.isInstalled));
  const app = appObservable(packageName, isInstalled ? "installed" : "listed");
  return codePath === undefined ? [app] : [app, { type: "file:path", role: "written", value: codePath }];
}

/** Files of a system image all bear one date of the year 2009, a day off in some zones (build/make): not a moment of the phone. */
const FIRST_DATED_NANOSECONDS = 1_262_304_000n * 1_000_000_000n;
const isDated = (time: EvidenceTime | undefined): time is EvidenceTime =>
  time !== undefined && BigInt(time.earliest) >= FIRST_DATED_NANOSECONDS;

function eventsOf({ kind, packageName, firstInstalled, lastUpdated, users }: PackageEntry): readonly TimelineEvent[] {
  if (kind !== "package") return [];
  const params = { app: packageName };
  const installs = users.flatMap(({ userId, userInstalled }): TimelineEvent[] =>
    isDated(userInstalled)
      ? [{ time: userInstalled, kind: "install", message: "artifacts/android/packages/installed-for", params: { ...params, user: userId } }]
      : [],
  );
  const first: TimelineEvent[] =
    isDated(firstInstalled) && installs.length === 0
      ? [{ time: firstInstalled, kind: "install", message: "artifacts/android/packages/installed", params }]
      : [];
  const isUpdate = isDated(lastUpdated) && [...installs, ...first].every(({ time }) => time.earliest !== lastUpdated.earliest);
  const updates: TimelineEvent[] = isUpdate
    ? [{ time: lastUpdated, kind: "update", message: "artifacts/android/packages/updated", params }]
    : [];
  return [...installs, ...first, ...updates];
}
