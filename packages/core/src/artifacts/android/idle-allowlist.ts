import { packageOf } from "../android-components.ts";
import { defineArtifact } from "../artifact.ts";
import { appObservable, indentOf } from "../dumpsys-text.ts";
import { type Found, type LineReader, linewise } from "../linewise.ts";

/** An app that the phone does not put to sleep to save its battery. */
export interface IdleExemption {
  readonly packageName: string;
  /** By somebody's choice in the settings (or by the shell), else by the system's own list. */
  readonly isByChoice: boolean;
}

/** DeviceIdleController.dump; the word was white list to Android 10 and beyond, and is allow list in later ones. */
const LIST = /^\s*(?:White|Allow) ?list (?:\(except idle\) )?(system|user) apps:\s*$/i;

export default defineArtifact<IdleExemption>({
  id: "android/idle-allowlist",
  version: 1,
  paths: [
    "bridle:/dumpsys/deviceidle", // Android 6 on
  ],
  presence: { "android-bugreport": "expected", androidqf: "expected" },
  scope: "device",
  emits: { "app:id": ["listed"] },
  provenOn: "synthetic-only",
  references: [
    "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/android14-release/apex/jobscheduler/service/java/com/android/server/DeviceIdleController.java",
    "https://developer.android.com/training/monitoring-device-state/doze-standby",
  ],

  parse: (file, context) => linewise(context.lines(file), exemptionReader),

  observables: ({ packageName }) => [appObservable(packageName, "listed")],
});

function exemptionReader(found: Found<IdleExemption>): LineReader {
  let list: { readonly isByChoice: boolean; readonly indent: number } | undefined;
  return {
    see(line) {
      const kind = LIST.exec(line.text)?.[1];
      const indent = indentOf(line.text);
      if (kind !== undefined) list = { isByChoice: kind.toLowerCase() === "user", indent };
      else if (list && indent <= list.indent) list = undefined;
      else if (list) {
        const packageName = packageOf(line.text.trim());
        if (packageName !== undefined) found(line, { packageName, isByChoice: list.isByChoice });
      }
    },
  };
}
