import { defineArtifact } from "../artifact.ts";
import { linewise, skipLine } from "../linewise.ts";

/** Whether the system's mandatory access control held. */
export interface SelinuxMode {
  readonly mode: string;
}

export default defineArtifact<SelinuxMode>({
  id: "android/selinux",
  version: 1,
  paths: [
    "bridle:/androidqf/selinux.txt", // `getenforce`, each AndroidQF collection
  ],
  presence: { androidqf: "expected" },
  scope: "device",
  emits: {},
  provenOn: "synthetic-only",
  references: ["https://source.android.com/docs/security/features/selinux"],

  parse: (file, context) =>
    linewise(context.lines(file), (found) => ({
      see(line) {
        const mode = line.text.trim().toLowerCase();
        if (MODES.has(mode)) found(line, { mode });
        else if (mode !== "") skipLine(context, line);
      },
    })),
});

const MODES: ReadonlySet<string> = new Set(["enforcing", "permissive", "disabled"]);
