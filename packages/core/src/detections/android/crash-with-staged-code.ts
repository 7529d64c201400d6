import tombstones, { type NativeCrash } from "../../artifacts/android/tombstones.ts";
import { unusualPlace } from "../android-staging.ts";
import { defineMatch } from "../detection.ts";

export default defineMatch<NativeCrash>({
  id: "android/crash-with-staged-code",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "high",
  confidence: "low",
  reads: tombstones,
  falsePositives: ["developer", "updated-app"],
  references: ["https://source.android.com/docs/core/tests/debug/native-crash", "https://attack.mitre.org/techniques/T1407/"],

  match({ foreignFiles, program, crashed }) {
    const path = [program.split(" ", 1)[0]!, ...(foreignFiles ?? [])].find(isCodeOutOfPlace);
    if (path === undefined) return undefined;
    const params = { program, path };
    return { subject: { type: "file:path", value: path }, message: "summary", params, ...(crashed && { time: crashed }) };
  },
});

/** Libraries and programs; fonts, databases and pictures are mapped from everywhere. Files deleted by an update are the app's own. */
const isCodeOutOfPlace = (path: string): boolean => {
  const place = unusualPlace(path.replace(/ \(deleted\)$/, ""));
  return place === "staging" || (place === "shared-storage" && /\.(?:so|dex|jar|apk|odex|oat)$/.test(path));
};
