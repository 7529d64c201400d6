import { defineFilesOnStorage } from "../files-on-storage.ts";

/** Libraries, compiled code, modules of the kernel; files to install apps from have their own rule. */
export default defineFilesOnStorage({
  id: "android/program-file-on-storage",
  subject: "program-files-on-storage",
  names: /\.(?:so|dex|odex|oat|vdex|jar|ko|elf)$/i,
  falsePositives: ["own-choice", "app"],
  reference: "https://attack.mitre.org/techniques/T1407/",
});
