import activation from "../../artifacts/ios/activation.ts";
import { defineMatch } from "../detection.ts";

/** What was on the phone before is gone, and with it what could have been found. */
export default defineMatch({
  id: "ios/phone-set-up-anew",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "info",
  confidence: "medium",
  reads: activation,
  falsePositives: ["new-phone", "own-reset"],
  references: [
    "https://github.com/abrignoni/iLEAPP",
    "https://blog.digital-forensics.it/2023/12/has-user-ever-used-xyz-application-aka.html",
  ],

  match({ activationStep, buildBefore, osBuild, logged }) {
    if (activationStep !== "updated" || buildBefore !== undefined) return undefined;
    return { subject: "set-up-anew", message: "summary", params: { build: osBuild ?? "" }, ...(logged && { time: logged }) };
  },
});
