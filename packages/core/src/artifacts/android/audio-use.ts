import type { EvidenceTime } from "../../model/time.ts";
import { isPackageName } from "../android-components.ts";
import { defineArtifact } from "../artifact.ts";
import { linewise } from "../linewise.ts";
import { optional } from "../optional-field.ts";
import { yearlessTime } from "../yearless-time.ts";

/** A program began or ended a recording of sound. */
export interface AudioRecording {
  readonly uid: number;
  readonly packageName?: string;
  /** `start`, `update`, `stop`, `release`. */
  readonly recordingEvent: string;
  /** `MIC`, `VOICE_CALL`, `CAMCORDER` …; what is recorded. */
  readonly audioSource: string;
  /** The system gave it silence, since another had the microphone or the app was hidden. */
  readonly isSilenced: boolean;
  readonly used?: EvidenceTime;
  readonly raw: string;
}

/** RecordingActivityMonitor's event log: `05-31 22:12:11:123 rec start riid:55 uid:10123 session:9 src:MIC not silenced pack:com.x`. */
const ENTRY =
  /^\s*(\d\d-\d\d \d\d:\d\d:\d\d(?:[.:]\d{1,3})?) rec (\w+)(?: riid:-?\d+)? uid:(\d+) session:-?\d+ src:(\S+)( not silenced| silenced)?(?: pack:(\S+))?/;

export default defineArtifact<AudioRecording>({
  id: "android/audio-use",
  version: 1,
  paths: [
    "bridle:/dumpsys/audio", // Android 9 on
  ],
  presence: { "android-bugreport": "expected", androidqf: "with-os" },
  scope: "device",
  emits: { "app:id": ["ran"] },
  provenOn: "synthetic-only",
  references: ["https://developer.android.com/reference/android/media/AudioRecordingConfiguration"],

  parse: (file, context) =>
    linewise(context.lines(file), (found) => ({
      see(line) {
        const match = ENTRY.exec(line.text);
        if (!match) return;
        found(line, {
          uid: Number(match[3]),
          ...optional("packageName", match[6]),
          recordingEvent: match[2]!,
          audioSource: match[4]!,
          isSilenced: match[5] === " silenced",
          ...optional("used", yearlessTime(match[1]!, context.acquisition)),
          raw: match[1]!,
        });
      },
    })),

  observables: ({ packageName }) =>
    packageName !== undefined && isPackageName(packageName) ? [{ type: "app:id", role: "ran", value: packageName }] : [],
  events: ({ used, packageName, uid, audioSource, recordingEvent }) =>
    used
      ? [
          {
            time: used,
            kind: "usage",
            message: "artifacts/android/audio-use/recording",
            params: { app: packageName ?? String(uid), source: audioSource, event: recordingEvent },
          },
        ]
      : [],
});
