import { atFile, atLine } from "../../model/locator.ts";
import type { Located } from "../../model/record.ts";
import { defineArtifact } from "../artifact.ts";
import { skipLine } from "../linewise.ts";
import { tellTooMany } from "../partial-record.ts";

/** A volume, and where it stands in the tree of folders. */
export interface MountedVolume {
  /** As stored: a device, a snapshot of one, another folder. */
  readonly device: string;
  readonly mountPoint: string;
  readonly fileSystem: string;
  readonly options: readonly string[];
  /** It can be written to. */
  readonly isWritable: boolean;
}

/** `mount` of BSD systems: DEVICE on POINT (TYPE, OPTION, …); points hold spaces, and " on " themselves. */
const MOUNT = /^(\S.{0,1023}?) on (\/.{0,1023}?) \(([^()]{1,512})\)$/;
/** Volumes of one listing; a phone with a developer's image has some thirty. */
const MAX_VOLUMES = 2_000;
const MAX_OPTIONS = 64;

export default defineArtifact<MountedVolume>({
  id: "ios/mounts",
  version: 1,
  paths: ["bridle:/sysdiagnose/mount.txt"],
  presence: { sysdiagnose: "expected" },
  scope: "device",
  emits: {},
  provenOn: "synthetic-only",
  references: ["https://github.com/EC-DIGIT-CSIRC/sysdiagnose", "https://man.freebsd.org/cgi/man.cgi?query=mount&sektion=8"],

  *parse(file, context) {
    let seen = 0;
    for (const lines of context.lines(file)) {
      const found: Located<MountedVolume>[] = [];
      for (const line of lines) {
        if (++seen > MAX_VOLUMES) break;
        const data = volumeOf(line.text.trim());
        if (data) found.push({ at: [atLine(line.line)], data });
        else if (line.text.trim() !== "") skipLine(context, line);
      }
      yield found;
      if (seen > MAX_VOLUMES) return tellTooMany(context, atFile, MAX_VOLUMES);
    }
  },
});

function volumeOf(text: string): MountedVolume | undefined {
  const [, device, mountPoint, rest] = MOUNT.exec(text) ?? [];
  if (device === undefined) return undefined;
  const [fileSystem, ...options] = rest!.split(",", MAX_OPTIONS).map((part) => part.trim());
  return { device, mountPoint: mountPoint!, fileSystem: fileSystem!, options, isWritable: !options.includes("read-only") };
}
