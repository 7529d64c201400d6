import type { EvidenceFile } from "../../acquisition/file-system.ts";
import type { Located } from "../../model/record.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { jsonRecords } from "../json-records.ts";
import { linewise, skipLine } from "../linewise.ts";
import { type MountLine, readMountLine } from "../mount-line.ts";
import { optional } from "../optional-field.ts";

/** A file system that was mounted when the list was made. */
export interface MountedFileSystem {
  readonly device: string;
  readonly mountPoint: string;
  readonly fileSystem: string;
  readonly options: readonly string[];
  /** Folder of the device that is mounted, where it is not its root. */
  readonly mountedFolder?: string;
}

/** Lines of overlay mounts hold some kilobytes of folders. */
const MAX_LINE_BYTES = 1 << 18;
const LIST = "bridle:/androidqf/mounts.json";

export default defineArtifact<MountedFileSystem>({
  id: "android/mounts",
  version: 1,
  paths: [
    LIST, // AndroidQF since 2023: the lines of `mount`, then those of /proc/mounts
    "bridle:/dumpstate/MOUNT*", // bug reports of some makers
    "/proc/mounts",
    "/proc/*/mountinfo", // bug reports of builds for developers
  ],
  presence: { androidqf: "with-os", "android-bugreport": "with-os" },
  scope: "device",
  emits: { "file:path": ["written"] },
  provenOn: "synthetic-only",
  references: ["https://github.com/mvt-project/androidqf", "https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html"],

  parse: (file, context) => (file.path === LIST ? listed(file, context) : printed(file, context)),

  observables: ({ mountPoint, device }) =>
    [mountPoint, device].flatMap((value) => (value.startsWith("/") ? [{ type: "file:path", role: "written", value } as const] : [])),
});

function* listed(file: EvidenceFile, context: ParseContext): Generator<readonly Located<MountedFileSystem>[]> {
  const seen = new Set<string>();
  yield* jsonRecords(file, context, MAX_LINE_BYTES, (element) => {
    if (typeof element !== "string") return undefined;
    // Both lists name the same mounts; one string may hold several lines.
    return element.split("\n").flatMap((line) => {
      const mount = readMountLine(line);
      if (mount === undefined) return [];
      const key = `${mount.device}\0${mount.mountPoint}\0${mount.fileSystem}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return [recordOf(mount)];
    });
  });
}

const printed = (file: EvidenceFile, context: ParseContext): Generator<Located<MountedFileSystem>[]> =>
  linewise(context.lines(file), (found) => ({
    see(line) {
      const mount = readMountLine(line.text);
      if (mount) found(line, recordOf(mount));
      else if (line.text.trim() !== "") skipLine(context, line);
    },
  }));

const recordOf = ({ root, ...mount }: MountLine): MountedFileSystem => ({ ...mount, ...optional("mountedFolder", root) });
