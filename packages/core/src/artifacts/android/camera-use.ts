import type { EvidenceTime } from "../../model/time.ts";
import { packageOf } from "../android-components.ts";
import { defineArtifact } from "../artifact.ts";
import { linewise } from "../linewise.ts";
import { optional } from "../optional-field.ts";
import { yearlessTime } from "../yearless-time.ts";

/** A program took, gave back or was refused a camera. */
export interface CameraUse {
  readonly packageName: string;
  readonly camera: string;
  /** `connect`, `disconnect`, `reject`, `evict`, `add`, `remove`. */
  readonly cameraEvent: string;
  readonly pid?: number;
  readonly used?: EvidenceTime;
  readonly raw: string;
}

/** CameraService::logEvent, newest first: `05-31 22:12:11 : CONNECT device 0 client for package x (PID 12)`. */
const ENTRY =
  /^\s*(\d\d-\d\d \d\d:\d\d:\d\d)\s*:\s*(CONNECT|DISCONNECT|REJECT|EVICT)(?:ED)? device (\S+) client for package (\S+)(?: \(PID (\d+)\)|.*?\bPID:? (\d+))?/;

export default defineArtifact<CameraUse>({
  id: "android/camera-use",
  version: 1,
  paths: [
    "bridle:/dumpsys/media.camera", // Android 5 on
  ],
  presence: { "android-bugreport": "expected", androidqf: "with-os" },
  scope: "device",
  emits: { "app:id": ["ran"] },
  provenOn: "synthetic-only",
  references: ["https://source.android.com/docs/core/camera"],

  parse: (file, context) =>
    linewise(context.lines(file), (found) => ({
      see(line) {
        const match = ENTRY.exec(line.text);
        if (!match) return;
        const pid = match[5] ?? match[6];
        found(line, {
          packageName: match[4]!,
          camera: match[3]!,
          cameraEvent: match[2]!.toLowerCase(),
          ...optional("pid", pid === undefined ? undefined : Number(pid)),
          ...optional("used", yearlessTime(match[1]!, context.acquisition)),
          raw: match[1]!,
        });
      },
    })),

  observables({ packageName }) {
    const app = packageOf(packageName);
    return app === undefined ? [] : [{ type: "app:id", role: "ran", value: app }];
  },
  events: ({ used, packageName, camera, cameraEvent }) =>
    used
      ? [
          {
            time: used,
            kind: "usage",
            message: "artifacts/android/camera-use/used",
            params: { app: packageName, camera, event: cameraEvent },
          },
        ]
      : [],
});
