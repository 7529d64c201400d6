import { appListOf, appPart, appSubject, installerName, isForeign, type ListedApp } from "../android-apps.ts";
import { lookalikeOf, ownerOf } from "../android-owners.ts";
import { defineJoin, type HitWithRecords } from "../detection.ts";

/** Names are free to choose; keys are not. Who signed an app stands in the list, as a hash of 32 bits. */
export default defineJoin({
  id: "android/impostor-app",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "high",
  confidence: "medium",
  families: ["ResidentBat", "NoviSpy"],
  falsePositives: ["modified", "other-maker", "developer", "hobby-system"],
  references: [
    "https://rsf.org/en/exclusive-rsf-uncovers-new-spyware-belarus",
    "https://securitylab.amnesty.org/latest/2024/12/serbia-a-digital-prison-spyware-and-cellebrite-used-on-journalists-and-activists/",
    "https://source.android.com/docs/security/features/apksigning",
  ],
  parts: { apps: appPart },
  needed: ["apps"],

  join({ apps }) {
    const list = appListOf(apps);
    const storeSigners = signersByOwner(list.apps.filter(({ fact }) => list.originOf(fact) === "store"));
    return list.apps.flatMap((app): HitWithRecords[] => {
      const { fact, record } = app;
      if (fact.isHiddenSystem || !isForeign(list.originOf(fact)) || fact.signerHashes.length === 0) return [];
      const owner = ownerOf(fact.packageName);
      const imitated = owner ?? lookalikeOf(fact.packageName);
      if (imitated === undefined || fact.signerHashes.some((hash) => storeSigners.get(imitated)?.has(hash))) return [];
      return [
        {
          subject: appSubject(fact.packageName),
          message: owner === undefined ? "summary-lookalike" : "summary",
          params: { app: fact.packageName, owner: imitated, signer: fact.signerHashes.join(", "), installer: installerName(fact) },
          severity: owner === undefined ? "medium" : "high",
          confidence: owner === undefined ? "low" : "medium",
          ...(fact.installed && { time: fact.installed }),
          records: [record],
        },
      ];
    });
  },
});

/** What a store installed under an owner's name is signed by the owner: stores see to that. */
function signersByOwner(apps: readonly ListedApp[]): ReadonlyMap<string, ReadonlySet<string>> {
  const signers = new Map<string, Set<string>>();
  for (const { fact } of apps) {
    const owner = ownerOf(fact.packageName);
    if (owner === undefined) continue;
    const known = signers.get(owner) ?? new Set();
    signers.set(owner, known);
    for (const hash of fact.signerHashes) known.add(hash);
  }
  return signers;
}
