import backupManifests, { type BackedUpApp } from "../artifacts/android/backup-manifests.ts";
import collectedApks, { type CollectedApk } from "../artifacts/android/collected-apks.ts";
import installedPackages, { type InstalledPackage } from "../artifacts/android/installed-packages.ts";
import type { Signer } from "../artifacts/signer.ts";
import { definePart, type JoinedFact } from "./detection.ts";

/** Whole certificates of an app, from one of the places that tell them. */
export interface SignedApp {
  readonly packageName: string;
  /** Only AndroidQF's list says so. */
  readonly isSystem: boolean;
  readonly certificates: readonly { readonly sha1: string; readonly sha256: string; readonly subject: string }[];
}

const ofSigners = (packageName: string, signers: readonly Signer[]): SignedApp => ({
  packageName,
  isSystem: false,
  certificates: signers.map(({ sha1, sha256, subject = "" }) => ({ sha1, sha256, subject })),
});

const keyed = (fact: SignedApp, key = fact.packageName): { key: string; fact: SignedApp } | undefined =>
  fact.certificates.length === 0 ? undefined : { key, fact };

/** The parts of a join: AndroidQF's list, a backup's manifests, the files of apps that were collected. */
export const signerParts = {
  listed: definePart<InstalledPackage, SignedApp>({
    artifact: installedPackages,
    select: ({ packageName, isSystem, packageFiles }) =>
      keyed({
        packageName,
        isSystem,
        certificates: packageFiles.flatMap(({ certificateSha1 = "", certificateSha256 = "", certificateSubject = "" }) =>
          certificateSha1 + certificateSha256 + certificateSubject === ""
            ? []
            : [{ sha1: certificateSha1, sha256: certificateSha256, subject: certificateSubject }],
        ),
      }),
  }),
  backedUp: definePart<BackedUpApp, SignedApp>({
    artifact: backupManifests,
    select: ({ appId, signerCertificates }) => keyed(ofSigners(appId, signerCertificates)),
  }),
  collected: definePart<CollectedApk, SignedApp>({
    artifact: collectedApks,
    select: ({ packageName, sha256, signerCertificates }) =>
      packageName === undefined ? undefined : keyed(ofSigners(packageName, signerCertificates), sha256),
  }),
};

/** Whole certificates by app. */
export const signedApps = (...parts: readonly (readonly JoinedFact[])[]): ReadonlyMap<string, readonly JoinedFact<SignedApp>[]> =>
  Map.groupBy(parts.flat() as readonly JoinedFact<SignedApp>[], ({ fact }) => fact.packageName);
