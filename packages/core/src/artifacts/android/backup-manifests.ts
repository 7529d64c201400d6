import type { TextLine } from "../../formats/text/read-lines.ts";
import { MAX_CERTIFICATE_BYTES } from "../../formats/x509/certificate.ts";
import { atLine } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { type Signer, signerObservables, signerOf } from "../signer.ts";

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
    ...signerCertificates.flatMap(signerObservables),
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
  return signerOf(der, () => context.skip(message("artifacts/android/backup-manifests/signer-unreadable"), [atLine(line)]));
}
