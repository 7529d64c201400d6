import mobileInstallation from "../../artifacts/ios/mobile-installation.ts";
import { defineMatch } from "../detection.ts";
import { isFromElsewhere } from "../ios-installs.ts";

export default defineMatch({
  id: "ios/install-outside-store",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "medium",
  reads: mobileInstallation,
  falsePositives: ["developer", "own-tools"],
  references: [
    "https://blog.google/threat-analysis-group/italian-spyware-vendor-targets-users-in-italy-and-kazakhstan/",
    "https://blog.digital-forensics.it/2023/12/has-user-ever-used-xyz-application-aka.html",
  ],

  match(event) {
    const { bundleId, installType, requester, logged } = event;
    if (bundleId === undefined || !isFromElsewhere(event)) return undefined;
    return {
      subject: { type: "app:id", value: bundleId },
      message: installType === "Developer" ? "summary-developer" : "summary-computer",
      params: { app: bundleId, requester: requester ?? "" },
      ...(logged && { time: logged }),
    };
  },
});
