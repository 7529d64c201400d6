import trustStore from "../../artifacts/ios/trust-store.ts";
import { defineMatch } from "../detection.ts";

/** With the key of such a certificate, and the phone's traffic, protected connections can be read. */
export default defineMatch({
  id: "ios/added-root-certificate",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "low",
  reads: trustStore,
  falsePositives: ["network", "ad-blocker", "developer"],
  references: ["https://support.apple.com/en-us/102390", "https://github.com/apple-oss-distributions/Security/tree/main/trust/trustd"],

  match({ trust, fingerprint, subject, organization, issuer, isOtherStated }) {
    if (trust !== "root" && trust !== "as-root") return undefined;
    const name = subject ?? organization ?? issuer ?? fingerprint ?? "";
    return {
      subject: fingerprint === undefined ? `certificate ${name}` : { type: "app:cert.sha256", value: fingerprint },
      message: isOtherStated ? "summary-other" : "summary",
      params: { name },
      severity: isOtherStated ? "medium" : "low",
    };
  },
});
