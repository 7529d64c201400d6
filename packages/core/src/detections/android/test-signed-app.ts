import { compareText } from "../../model/json.ts";
import { appPart, appSubject, type ListedApp } from "../android-apps.ts";
import { defineJoin, type HitWithRecords } from "../detection.ts";
import { knownSigner } from "../known-signers.ts";
import { type SignedApp, signedApps, signerParts } from "../signer-parts.ts";

/** The certificate that Android's tools make for developers: whole, or its common name alone. */
const DEBUG = /(?:^|,\s*)CN=Android Debug(?:,|$)|^Android Debug$/;

export default defineJoin({
  id: "android/test-signed-app",
  version: 2,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "low",
  falsePositives: ["own-app", "custom-system"],
  references: ["https://developer.android.com/studio/publish/app-signing", "https://source.android.com/docs/core/ota/sign_builds"],
  parts: { apps: appPart, ...signerParts },
  needed: [],

  join({ apps, listed, backedUp, collected }) {
    const system = new Set((apps as readonly ListedApp[]).filter(({ fact }) => fact.isSystem).map(({ fact }) => fact.packageName));
    const signed = [...signedApps(listed, backedUp, collected)].sort(([a], [b]) => compareText(a, b));
    return signed.flatMap(([app, facts]): HitWithRecords[] => {
      if (system.has(app) || facts.some(({ fact }) => fact.isSystem)) return [];
      const told = facts.filter(({ fact }) => kindOf(fact) !== undefined);
      const kind = told[0] && kindOf(told[0].fact);
      return kind ? [{ subject: appSubject(app), message: kind, params: { app }, records: told.map(({ record }) => record) }] : [];
    });
  },
});

function kindOf({ certificates }: SignedApp): "debug" | "published" | undefined {
  if (certificates.some(({ subject }) => DEBUG.test(subject))) return "debug";
  const isPublished = certificates.some(({ sha1, sha256 }) =>
    [sha256, sha1].some((fingerprint) => knownSigner(fingerprint)?.owner === "android-source"),
  );
  return isPublished ? "published" : undefined;
}
