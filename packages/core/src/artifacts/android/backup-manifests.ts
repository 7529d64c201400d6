import { FormatError } from "../../bytes/format-error.ts";
import { md5OfBytes, sha1OfBytes, sha256OfBytes } from "../../bytes/hasher.ts";
import type { TextLine } from "../../formats/text/read-lines.ts";
import { type Certificate, MAX_CERTIFICATE_BYTES, readCertificate } from "../../formats/x509/certificate.ts";
import { javaHashOf } from "../../formats/x509/java-hash.ts";
import { atLine } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Observable } from "../../model/observable.ts";
import { type EvidenceTime, fromUnixSeconds } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";

/** An app that a backup holds, as the system described it when the backup was made. */
export interface BackedUpApp {
  readonly appId: string;
  readonly versionCode?: number;
  /** API level of the phone's system. */
  readonly sdk?: number;
  /** The app that installed it; absent where the system knew none. */
  readonly installer?: string;
  readonly isApkIncluded: boolean;
  readonly signerCertificates: readonly Signer[];
}

/** A certificate that the app is signed with. */
export interface Signer {
  readonly sha256: string;
  readonly sha1: string;
  readonly md5: string;
  /** As `dumpsys package` shows it, the only thing a bug report tells of a signer. */
  readonly dumpsysHash: string;
  readonly subject?: string;
  readonly issuer?: string;
  readonly validFrom?: EvidenceTime;
  readonly validUntil?: EvidenceTime;
}

const FORMAT = "1";
/** Apps are signed by one key, or by a few since key rotation. */
const MAX_SIGNERS = 64;
const MAX_LINES = 7 + MAX_SIGNERS;

export default defineArtifact<BackedUpApp>({
  id: "android/backup-manifests",
  version: 1,
  paths: [
    "bridle:/backup/apps/*/_manifest", // Android 4 on
  ],
  presence: { "android-backup": "expected", androidqf: "with-os" },
  scope: "device",
  emits: {
    "app:id": ["installed"],
    "app:cert.md5": ["installed"],
    "app:cert.sha1": ["installed"],
    "app:cert.sha256": ["installed"],
  },
  provenOn: "synthetic-only",
  references: [
    "https://cs.android.com/android/platform/superproject/main/+/main:frameworks/base/services/backup/java/com/android/server/backup/fullbackup/AppMetadataBackupWriter.java",
  ],

  *parse(file, context) {
    const lines: TextLine[] = [];
    for (const batch of context.lines(file)) if (lines.length < MAX_LINES) lines.push(...batch.slice(0, MAX_LINES - lines.length));
    const app = readManifest(lines, context);
    if (app) yield [{ at: [atLine(2)], data: app }];
  },

  observables: ({ appId, signerCertificates }) => [
    { type: "app:id", role: "installed", value: appId },
    ...signerCertificates.flatMap(({ md5, sha1, sha256 }): Observable[] => [
      { type: "app:cert.md5", role: "installed", value: md5 },
      { type: "app:cert.sha1", role: "installed", value: sha1 },
      { type: "app:cert.sha256", role: "installed", value: sha256 },
    ]),
  ],
});

/** Format, package, version code, API level, installer, whether the APK follows, how many signers; then each as its DER in hex. */
function readManifest(lines: readonly TextLine[], context: ParseContext): BackedUpApp | undefined {
  const [format, appId = "", versionCode, sdk, installer = "", hasApk, count = "0", ...certificates] = lines.map(({ text }) => text);
  if (format !== FORMAT || !/^[\w.]+$/.test(appId)) {
    context.skip(message("artifacts/android/backup-manifests/unknown-form"), [atLine(1)], "unreadable-form");
    return undefined;
  }
  const stated = Number.parseInt(count, 10);
  if (stated !== Math.min(certificates.length, MAX_SIGNERS)) {
    context.skip(
      message("artifacts/android/backup-manifests/signers-missing", { stated: count, found: certificates.length }),
      [atLine(7)],
      "damaged",
    );
  }
  return {
    appId,
    ...optional("versionCode", numberOf(versionCode)),
    ...optional("sdk", numberOf(sdk)),
    ...optional("installer", installer === "" ? undefined : installer),
    isApkIncluded: hasApk === "1",
    signerCertificates: certificates.slice(0, MAX_SIGNERS).flatMap((hex, index) => readSigner(hex, index + 8, context) ?? []),
  };
}

const numberOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;

function readSigner(hex: string, line: number, context: ParseContext): Signer | undefined {
  if (hex.length % 2 !== 0 || hex.length === 0 || hex.length > MAX_CERTIFICATE_BYTES * 2 || !/^[0-9A-Fa-f]+$/.test(hex)) {
    context.skip(message("artifacts/android/backup-manifests/signer-unreadable"), [atLine(line)]);
    return undefined;
  }
  const der = Uint8Array.from({ length: hex.length / 2 }, (_, index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16));
  const certificate = certificateOf(der, line, context);
  return {
    sha256: sha256OfBytes(der),
    sha1: sha1OfBytes(der),
    md5: md5OfBytes(der),
    dumpsysHash: javaHashOf(der),
    ...optional("subject", nameOf(certificate?.subject)),
    ...optional("issuer", nameOf(certificate?.issuer)),
    ...optional("validFrom", certificate?.validFrom === undefined ? undefined : fromUnixSeconds(certificate.validFrom)),
    ...optional("validUntil", certificate?.validUntil === undefined ? undefined : fromUnixSeconds(certificate.validUntil)),
  };
}

/** What a certificate says is a help; its hashes stand without it. */
function certificateOf(der: Uint8Array, line: number, context: ParseContext): Certificate | undefined {
  try {
    return readCertificate(der);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    context.skip(message("artifacts/android/backup-manifests/signer-unreadable"), [atLine(line)]);
    return undefined;
  }
}

const nameOf = (name: Certificate["subject"] | undefined): string | undefined => name?.commonName ?? name?.organization ?? name?.unit;
