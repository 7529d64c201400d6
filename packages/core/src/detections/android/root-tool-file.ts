import files, { type ListedFile } from "../../artifacts/android/files.ts";
import { rootToolOfFile } from "../android-root.ts";
import { defineMatch } from "../detection.ts";

export default defineMatch<ListedFile>({
  id: "android/root-tool-file",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "medium",
  reads: files,
  falsePositives: ["own-root", "developer"],
  references: ["https://github.com/topjohnwu/Magisk", "https://kernelsu.org/guide/module.html"],

  match({ path, modified }) {
    if (!rootToolOfFile(path)) return undefined;
    return { subject: { type: "file:path", value: path }, message: "summary", params: { path }, ...(modified && { time: modified }) };
  },
});
