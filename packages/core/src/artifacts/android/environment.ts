import { defineArtifact } from "../artifact.ts";
import { linewise } from "../linewise.ts";

/** A variable of the shell's environment that changes which libraries its programs load. */
export interface LoaderVariable {
  readonly variable: string;
  readonly value: string;
}

const LOADER = /^(LD_(?:PRELOAD|LIBRARY_PATH|CONFIG_FILE|SHIM_LIBS))=(.+)$/;

export default defineArtifact<LoaderVariable>({
  id: "android/environment",
  version: 1,
  paths: [
    "bridle:/androidqf/env.txt", // each AndroidQF collection
  ],
  presence: { androidqf: "expected" },
  scope: "device",
  emits: { "file:path": ["listed"] },
  provenOn: "synthetic-only",
  references: ["https://github.com/mvt-project/androidqf", "https://attack.mitre.org/techniques/T1625/"],

  parse: (file, context) =>
    linewise(context.lines(file), (found) => ({
      see(line) {
        const match = LOADER.exec(line.text);
        if (match) found(line, { variable: match[1]!, value: match[2]! });
      },
    })),

  observables: ({ value }) =>
    value.split(/[:\s]/).flatMap((path) => (path.startsWith("/") ? [{ type: "file:path", role: "listed", value: path } as const] : [])),
});
