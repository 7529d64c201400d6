import tcc from "../../artifacts/ios/tcc.ts";
import { defineMatch } from "../detection.ts";
import { isInWritableFolder } from "../program-folders.ts";
import { isSensitive, wordOf } from "../sensitive-services.ts";

/** Apps are named by their ids; who is named by a path is a program of the system, or ought to be. */
export default defineMatch({
  id: "ios/path-client-with-sensors",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "high",
  confidence: "medium",
  reads: tcc,
  falsePositives: ["jailbreak", "development"],
  references: [
    "https://www.rainforestqa.com/blog/macos-tcc-db-deep-dive",
    "https://securelist.com/shutdown-log-lightweight-ios-malware-detection-method/111734/",
  ],

  match({ service, client, clientKind, decision, changed }) {
    if (clientKind !== "path" || !isInWritableFolder(client)) return undefined;
    const isGranted = decision === "allowed" || decision === "limited";
    const isGrave = isGranted && isSensitive(service);
    return {
      subject: [{ type: "file:path", value: client }, service],
      message: isGranted ? "summary-allowed" : "summary",
      params: { path: client, service: wordOf(service) },
      severity: isGrave ? "high" : "low",
      confidence: isGrave ? "medium" : "low",
      ...(changed && { time: changed }),
    };
  },
});
