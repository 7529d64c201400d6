import locationdClients from "../../artifacts/ios/locationd-clients.ts";
import { defineMatch } from "../detection.ts";
import { isInWritableFolder } from "../program-folders.ts";

export default defineMatch({
  id: "ios/location-client-outside-system",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "medium",
  confidence: "low",
  reads: locationdClients,
  falsePositives: ["jailbreak", "system-update"],
  references: [
    "https://securelist.com/shutdown-log-lightweight-ios-malware-detection-method/111734/",
    "https://citizenlab.ca/2023/04/spyware-vendor-quadream-exploits-victims-customers/",
  ],

  match({ executable, bundlePath, registered, clientPath, locationTimes }) {
    const path = [executable, clientPath, bundlePath, registered].find((name) => name !== undefined && isInWritableFolder(name));
    if (path === undefined) return undefined;
    const [first] = locationTimes;
    return { subject: { type: "file:path", value: path }, message: "summary", params: { path }, ...(first && { time: first.time }) };
  },
});
