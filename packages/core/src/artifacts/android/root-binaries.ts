import { baseName } from "../../model/canonical-path.ts";
import { defineArtifact } from "../artifact.ts";
import { jsonRecords } from "../json-records.ts";

/** A program that AndroidQF looked for by name and found on the shell's search path. */
export interface RootBinary {
  readonly path: string;
  /** The name it was found by. */
  readonly program: string;
}

/** One answer of `which -a`: a path on each line. */
const MAX_ANSWER_BYTES = 1 << 16;

export default defineArtifact<RootBinary>({
  id: "android/root-binaries",
  version: 1,
  paths: [
    "bridle:/androidqf/root_binaries.json", // each AndroidQF collection
  ],
  presence: { androidqf: "expected" },
  scope: "device",
  emits: { "file:path": ["written"] },
  provenOn: "synthetic-only",
  references: ["https://github.com/mvt-project/androidqf"],

  // One answer may hold several lines; an answer without a path is the shell's complaint.
  parse: (file, context) =>
    jsonRecords(file, context, MAX_ANSWER_BYTES, (element) =>
      typeof element === "string"
        ? element
            .split("\n")
            .map((line) => line.trim())
            .filter((line) => line.startsWith("/"))
            .map((path) => ({ path, program: baseName(path) }))
        : undefined,
    ),

  observables: ({ path }) => [{ type: "file:path", role: "written", value: path }],
});
