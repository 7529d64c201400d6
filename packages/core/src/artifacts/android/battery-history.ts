import type { EvidenceTime } from "../../model/time.ts";
import type { EventKind, TimelineEvent } from "../../model/timeline.ts";
import { defineArtifact } from "../artifact.ts";
import { batteryHistoryReader } from "../battery-history-dump.ts";
import { appObservable } from "../dumpsys-text.ts";
import { linewise } from "../linewise.ts";

/** Something that the battery's history notes of an app or of the phone. */
export interface BatteryEvent {
  /** The history's own name: top, fg, job, pkginst, audio, camera, usb_data and others; `clock` where it was set back. */
  readonly batteryEvent: string;
  readonly phase: "begins" | "ends" | "moment";
  readonly uid?: number;
  readonly packageName?: string;
  /** What the event names, as it stands: a job, a process, a wake lock. */
  readonly detail?: string;
  readonly happened?: EvidenceTime;
}

const KINDS: Readonly<Record<string, EventKind>> = { pkginst: "install", pkgunin: "uninstall", plugged: "usage", usb_data: "usage" };

export default defineArtifact<BatteryEvent>({
  id: "android/battery-history",
  version: 1,
  paths: [
    "bridle:/dumpsys/batterystats", // every bug report; AndroidQF's dumpsys.txt
  ],
  presence: { "android-bugreport": "expected", androidqf: "expected" },
  scope: "device",
  emits: { "app:id": ["ran", "listed", "installed"], "process:name": ["ran"] },
  provenOn: "synthetic-only",
  references: [
    "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/android14-release/core/java/android/os/BatteryStats.java",
    "https://developer.android.com/topic/performance/power/setup-battery-historian",
  ],

  parse: (file, context) => linewise(context.lines(file), (found) => batteryHistoryReader(found, context)),

  observables({ batteryEvent, packageName, detail }) {
    if (packageName === undefined) return [];
    if (batteryEvent === "pkginst") return [appObservable(packageName, "installed")];
    const role = batteryEvent === "pkgunin" || batteryEvent === "pkginactive" ? "listed" : "ran";
    const process = batteryEvent === "proc" || batteryEvent === "fg" ? detail : undefined;
    const app = appObservable(packageName, role);
    return process === undefined ? [app] : [app, { type: "process:name", role: "ran", value: process }];
  },
  events: ({ batteryEvent, phase, packageName, detail, happened }): readonly TimelineEvent[] =>
    happened
      ? [
          {
            time: happened,
            kind: KINDS[batteryEvent] ?? "usage",
            message: "artifacts/android/battery-history/noted",
            params: { event: batteryEvent, phase, what: packageName ?? detail ?? "" },
          },
        ]
      : [],
});
