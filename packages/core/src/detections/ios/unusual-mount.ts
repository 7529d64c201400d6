import mounts, { type MountedVolume } from "../../artifacts/ios/mounts.ts";
import { isBelow } from "../../model/canonical-path.ts";
import { defineMatch } from "../detection.ts";

/** Folders of the system's own volume, whose content nothing on a phone may replace. */
const SYSTEM_FOLDERS = ["/System", "/usr", "/bin", "/sbin", "/Library", "/Applications", "/private/etc", "/cores"];
/** Places within them where the system itself mounts: images for developers, cryptexes, fonts and other parts that are updated alone. */
const OWN_PLACES = ["/System/Developer", "/System/Cryptexes", "/System/Volumes", "/System/Library", "/usr/standalone"];
/** Parts of the system that come as images of their own are read-only. */
const isOwn = ({ mountPoint, isWritable }: MountedVolume): boolean =>
  !isWritable && OWN_PLACES.some((place) => mountPoint === place || isBelow(mountPoint, place));

export default defineMatch({
  id: "ios/unusual-mount",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "low",
  reads: mounts,
  falsePositives: ["jailbreak", "research"],
  references: [
    "https://support.apple.com/guide/security/signed-system-volume-security-secd698747c9/web",
    "https://github.com/EC-DIGIT-CSIRC/sysdiagnose",
  ],

  match(volume) {
    const { mountPoint, device, fileSystem, isWritable } = volume;
    if (mountPoint === "/" && isWritable) return { subject: "system-volume", message: "summary-writable", params: { device } };
    const isCovered = SYSTEM_FOLDERS.some((folder) => mountPoint === folder || isBelow(mountPoint, folder));
    if (!isCovered || isOwn(volume)) return undefined;
    return { subject: mountPoint, message: "summary-covered", params: { place: mountPoint, device, kind: fileSystem } };
  },
});
