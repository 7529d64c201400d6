import { message } from "../../model/message.ts";
import { appListOf, appPart, appSubject, installerName, isForeign, type ListedApp } from "../android-apps.ts";
import { lookalikeOf, ownerOf } from "../android-owners.ts";
import { defineJoin, type HitWithRecords, type JoinedFact } from "../detection.ts";
import { knownSigner, makerByDumpsysHash } from "../known-signers.ts";
import { type SignedApp, signedApps, signerParts } from "../signer-parts.ts";

/** Names are free to choose; keys are not. Who signed an app stands in the list, as a hash of 32 bits. */
export default defineJoin({
  id: "android/impostor-app",
  version: 2,
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
  parts: { apps: appPart, ...signerParts },
  needed: ["apps"],

  join({ apps, listed, backedUp, collected }) {
    const list = appListOf(apps);
    const signed = signedApps(listed, backedUp, collected);
    const storeSigners = signersByOwner(list.apps.filter(({ fact }) => list.originOf(fact) === "store"));
    return list.apps.flatMap((app): HitWithRecords[] => {
      const { fact, record } = app;
      if (fact.isHiddenSystem || !isForeign(list.originOf(fact)) || fact.signerHashes.length === 0) return [];
      const owner = ownerOf(fact.packageName);
      const imitated = owner ?? lookalikeOf(fact.packageName);
      if (
        imitated === undefined ||
        isByItsMaker(signed.get(fact.packageName)) ||
        fact.signerHashes.some((hash) => storeSigners.get(imitated)?.has(hash))
      )
        return [];
      return [
        {
          subject: appSubject(fact.packageName),
          message: owner === undefined ? "summary-lookalike" : "summary",
          params: { app: fact.packageName, owner: imitated, signer: fact.signerHashes.join(", "), installer: installerName(fact) },
          ...weightOf(owner, fact.signerHashes),
          ...(fact.installed && { time: fact.installed }),
          records: [record],
        },
      ];
    });
  },
});

/** A whole certificate that a maker is known for: nobody else can sign with it. */
const isByItsMaker = (signed: readonly JoinedFact<SignedApp>[] | undefined): boolean =>
  (signed ?? []).some(({ fact }) =>
    fact.certificates.some(({ sha256 }) => !["android-source", undefined].includes(knownSigner(sha256)?.owner)),
  );

/** 32 bits that are those of the maker's known key speak for it, and can be imitated. */
function weightOf(owner: string | undefined, hashes: readonly string[]): Pick<HitWithRecords, "severity" | "confidence" | "benign"> {
  const maker = owner === undefined ? undefined : hashes.map((hash) => makerByDumpsysHash(owner, hash)).find((one) => one !== undefined);
  if (maker !== undefined)
    return { severity: "low", confidence: "low", benign: [message("detections/android/impostor-app/known-bits", { owner: maker })] };
  return owner === undefined ? { severity: "medium", confidence: "low" } : { severity: "high", confidence: "medium" };
}

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
