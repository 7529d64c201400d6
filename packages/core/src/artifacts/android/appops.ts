import type { EvidenceTime } from "../../model/time.ts";
import { appOpsReader } from "../app-ops-dump.ts";
import { defineArtifact } from "../artifact.ts";
import { appObservable } from "../dumpsys-text.ts";
import { linewise } from "../linewise.ts";

/** What an app may do, or did, by one of the operations that the system watches. */
export interface AppOperation {
  readonly uid: number;
  /** Absent where the mode is set for all apps of the uid. */
  readonly packageName?: string;
  /** Such as CAMERA, RECORD_AUDIO (AppOpsManager.OP_…). */
  readonly appOperation: string;
  /** Such as allow, ignore, deny, foreground, default. */
  readonly opMode: string;
  /** The last use from each state, by each part of the app that says which it is. */
  readonly uses: readonly OperationUse[];
  /** In progress when the dump was made. */
  readonly isRunning: boolean;
}

export interface OperationUse {
  readonly access: "access" | "reject";
  /** pers, top, fgsvcl, fgsvc, fg, bg or cch: what the app was to its owner then. */
  readonly state: string;
  /** s by itself, others through or for another app. */
  readonly manner: string;
  readonly used?: EvidenceTime;
  readonly durationMilliseconds?: number;
  /** The app through which it was done. */
  readonly proxy?: string;
  readonly attribution?: string;
}

/** Operations by which a person is listened to, watched, located, read, or that bring apps in: told in every timeline. */
const WATCHED = new Set([
  "CAMERA",
  "RECORD_AUDIO",
  "PHONE_CALL_MICROPHONE",
  "PHONE_CALL_CAMERA",
  "RECORD_AUDIO_HOTWORD",
  "RECEIVE_AMBIENT_TRIGGER_AUDIO",
  "PROJECT_MEDIA",
  "READ_SMS",
  "RECEIVE_SMS",
  "READ_CALL_LOG",
  "REQUEST_INSTALL_PACKAGES",
  "BIND_ACCESSIBILITY_SERVICE",
]);

export default defineArtifact<AppOperation>({
  id: "android/appops",
  version: 1,
  paths: [
    "bridle:/dumpsys/appops", // every bug report; AndroidQF's dumpsys.txt
  ],
  presence: { "android-bugreport": "expected", androidqf: "expected" },
  scope: "device",
  emits: { "app:id": ["ran", "listed"] },
  provenOn: "synthetic-only",
  references: [
    "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/android14-release/services/core/java/com/android/server/appop/AppOpsService.java",
    "https://docs.mvt.re/en/latest/android/bugreport/",
  ],

  parse: (file, context) => linewise(context.lines(file), (found) => appOpsReader(found, context)),

  observables: ({ packageName, uses }) =>
    packageName === undefined ? [] : [appObservable(packageName, uses.some(({ access }) => access === "access") ? "ran" : "listed")],
  events: ({ packageName = "", appOperation, uses }) =>
    uses.flatMap(({ used, access, state }) =>
      used
        ? [
            {
              time: used,
              kind: WATCHED.has(appOperation) ? "permission" : "usage",
              message: `artifacts/android/appops/${access}`,
              params: { app: packageName, operation: appOperation, state },
            },
          ]
        : [],
    ),
});
