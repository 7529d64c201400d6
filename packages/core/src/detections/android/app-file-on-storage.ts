import { defineFilesOnStorage } from "../files-on-storage.ts";

/** What apps are installed from: what they are, their hashes and the list of packages tell. */
export default defineFilesOnStorage({
  id: "android/app-file-on-storage",
  subject: "app-files-on-storage",
  names: /\.(?:apk|apks|xapk|apkm|aab)$/i,
  falsePositives: ["own-choice"],
  reference: "https://attack.mitre.org/techniques/T1660/",
});
