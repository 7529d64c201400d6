import files, { type ListedFile } from "../../artifacts/android/files.ts";
import { isBelow } from "../../model/canonical-path.ts";
import { defineMatch } from "../detection.ts";
import { isFolder, isSetUser } from "../file-mode.ts";

/** The one set-user program of Android's own tree, on builds for developers, and the one that apps' debuggers use (set by capability). */
const KNOWN: ReadonlySet<string> = new Set(["/system/bin/run-as", "/system/bin/simpleperf_app_runner"]);
/** Storage that is mounted so that the bit means nothing. */
const WITHOUT_EFFECT = ["/data/media", "/storage", "/sdcard"];

export default defineMatch<ListedFile>({
  id: "android/set-user-file",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "low",
  reads: files,
  falsePositives: ["own-root", "maker"],
  references: ["https://source.android.com/docs/security/enhancements/enhancements43", "https://attack.mitre.org/techniques/T1548/001/"],

  match({ path, mode, modified }) {
    if (!isSetUser(mode) || isFolder(mode) || KNOWN.has(path) || WITHOUT_EFFECT.some((folder) => isBelow(path, folder))) return undefined;
    return {
      subject: { type: "file:path", value: path },
      message: "summary",
      params: { path, mode: mode! },
      ...(modified && { time: modified }),
    };
  },
});
