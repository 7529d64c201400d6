import { atFile } from "../../model/locator.ts";
import { defineArtifact } from "../artifact.ts";

/** A file of the folder to which a computer may write, as AndroidQF copied it. */
export interface TemporaryFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

export default defineArtifact<TemporaryFile>({
  id: "android/temporary-files",
  version: 1,
  paths: [
    "/data/local/tmp/**", // AndroidQF's folder tmp
  ],
  presence: { androidqf: "with-app" },
  scope: "device",
  emits: { "file:path": ["written"], "file:hashes.SHA-256": ["written"] },
  provenOn: "synthetic-only",
  references: ["https://github.com/mvt-project/androidqf"],

  *parse(file, context) {
    yield [{ at: [atFile], data: { path: file.path, size: file.size, sha256: context.sha256(file) } }];
  },

  observables: ({ path, sha256 }) => [
    { type: "file:path", role: "written", value: path },
    { type: "file:hashes.SHA-256", role: "written", value: sha256 },
  ],
});
