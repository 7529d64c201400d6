import { isPackageName } from "../android-components.ts";
import { defineArtifact } from "../artifact.ts";
import { linewise } from "../linewise.ts";
import { optional } from "../optional-field.ts";

/** A program that had the picture of the screen when the dump was made. */
export interface ScreenProjection {
  readonly packageName: string;
  readonly uid?: number;
  /** `TYPE_SCREEN_CAPTURE`, `TYPE_MIRRORING`, `TYPE_PRESENTATION`. */
  readonly projection?: string;
}

/** MediaProjectionManagerService.dump: `(com.x, uid=10123): TYPE_SCREEN_CAPTURE`. */
const SESSION = /^\s*\((\S+), uid=(\d+)\)(?:: (\w+))?/;

export default defineArtifact<ScreenProjection>({
  id: "android/media-projection",
  version: 1,
  paths: [
    "bridle:/dumpsys/media_projection", // Android 5 on
  ],
  presence: { "android-bugreport": "expected", androidqf: "with-os" },
  scope: "device",
  emits: { "app:id": ["ran"] },
  provenOn: "synthetic-only",
  references: ["https://developer.android.com/media/grow/media-projection"],

  parse: (file, context) =>
    linewise(context.lines(file), (found) => ({
      see(line) {
        const match = SESSION.exec(line.text);
        if (match) found(line, { packageName: match[1]!, uid: Number(match[2]), ...optional("projection", match[3]) });
      },
    })),

  observables: ({ packageName }) => (isPackageName(packageName) ? [{ type: "app:id", role: "ran", value: packageName }] : []),
});
