import { atFile } from "../../model/locator.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact } from "../artifact.ts";
import { optional } from "../optional-field.ts";

/** A file of the phone that a bug report copied. */
export interface CopiedFile {
  readonly path: string;
  readonly size: number;
  /** When it was last written, as the phone told; copies that a collection made carry their own time, which is not told. */
  readonly modified?: EvidenceTime;
}

/** Folders whose files dumpstate copies as they are; what apps keep for themselves is not among them. */
const FOLDERS = [
  "/data/anr/**",
  "/data/tombstones/**",
  "/data/misc/**",
  "/data/system/**",
  "/data/log/**",
  "/data/vendor/**",
  "/cache/recovery/**",
  "/proc/**",
  "/sys/**",
];
/** Members of a bug report below this folder keep the time of the file on the phone (dumpstate's ZipWriter). */
const COPIED = /(?:^|\/)FS\//;

export default defineArtifact<CopiedFile>({
  id: "android/dump-files",
  version: 1,
  paths: FOLDERS, // bug reports since Android 7; AndroidQF's logs folder
  presence: { "android-bugreport": "with-os", androidqf: "with-os" },
  scope: "device",
  emits: { "file:path": ["written"] },
  provenOn: "synthetic-only",
  references: ["https://android.googlesource.com/platform/frameworks/native/+/refs/heads/main/cmds/dumpstate/"],

  *parse(file) {
    const modified = COPIED.test(file.rawPath) ? file.modified : undefined;
    yield [{ at: [atFile], data: { path: file.path, size: file.size, ...optional("modified", modified) } }];
  },

  observables: ({ path }) => [{ type: "file:path", role: "written", value: path }],
  events: ({ path, modified }) =>
    modified ? [{ time: modified, kind: "file", message: "artifacts/android/dump-files/written", params: { path } }] : [],
});
