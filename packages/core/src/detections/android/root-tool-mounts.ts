import mounts, { type MountedFileSystem } from "../../artifacts/android/mounts.ts";
import { isMountedOverSystem, isWritableSystem, rootToolOfDevice } from "../android-root.ts";
import { defineMatch } from "../detection.ts";

export default defineMatch<MountedFileSystem>({
  id: "android/root-tool-mounts",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "medium",
  reads: mounts,
  falsePositives: ["own-root", "developer", "maker"],
  references: [
    "https://github.com/topjohnwu/Magisk",
    "https://kernelsu.org/guide/module.html",
    "https://source.android.com/docs/core/ota/dynamic_partitions",
  ],

  match(mount) {
    const { device, mountPoint, fileSystem } = mount;
    const tool = rootToolOfDevice(device);
    const subject = { type: "file:path", value: mountPoint } as const;
    if (tool) return { subject, message: "tool", params: { device, path: mountPoint } };
    if (isWritableSystem(mount)) return { subject, message: "writable", params: { path: mountPoint } };
    return isMountedOverSystem(mount)
      ? { subject, message: "covered", params: { path: mountPoint, fileSystem }, confidence: "low" }
      : undefined;
  },
});
