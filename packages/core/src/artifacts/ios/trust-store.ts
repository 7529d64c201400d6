import { sha1OfBytes, sha256OfBytes } from "../../bytes/hasher.ts";
import { isArray, memberOf, numberOf, type PlistValue } from "../../formats/plist/value.ts";
import { asBytes, type SqlRow } from "../../formats/sqlite/value.ts";
import {
  type Certificate,
  type CertificateName,
  MAX_CERTIFICATE_BYTES,
  readCertificate,
  readNameBytes,
} from "../../formats/x509/certificate.ts";
import { toHex } from "../../model/json.ts";
import { atRow, type Locator } from "../../model/locator.ts";
import type { Observable } from "../../model/observable.ts";
import { type EvidenceTime, fromUnixSeconds } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { hasTable, readField, readPlistField } from "../partial-record.ts";

/** A certificate that was added to those the system comes with, and what may be believed on its word. */
export interface TrustedCertificate {
  /** Whom it names. */
  readonly subject?: string;
  readonly organization?: string;
  readonly issuer?: string;
  readonly validFrom?: EvidenceTime;
  readonly validUntil?: EvidenceTime;
  /** Of the certificate, in hexadecimal. */
  readonly fingerprint?: string;
  readonly fingerprintSha1?: string;
  /** The fingerprint that the row states is another one. */
  readonly isOtherStated: boolean;
  /** `root`: connections may be read by who holds its key. */
  readonly trust: Trust;
}

type Trust = "root" | "as-root" | "denied" | "unspecified" | "other";

export default defineArtifact<TrustedCertificate>({
  id: "ios/trust-store",
  version: 1,
  paths: [
    "/private/var/protected/trustd/private/TrustStore.sqlite3", // seen on iOS 17
    "bridle:/backup/ProtectedDomain/trustd/private/TrustStore.sqlite3",
    "/private/var/Keychains/TrustStore.sqlite3", // before
  ],
  presence: { "ios-backup": "with-os", "ios-backup-encrypted": "with-os", "ios-file-system": "with-os" },
  scope: "device",
  emits: { "app:cert.sha1": ["installed"], "app:cert.sha256": ["installed"] },
  provenOn: "synthetic-only",
  references: ["https://github.com/apple-oss-distributions/Security/tree/main/trust/trustd", "https://support.apple.com/en-us/102390"],

  *parse(file, context) {
    const database = context.database(file);
    if (!hasTable(context, database, "tsettings")) return;
    yield* context.records(
      database.rows({ from: "tsettings", select: ["rowid", "sha256", "sha1", "subj", "tset", "data"] }),
      ([row]) => [atRow("tsettings", String(row))],
      (row) => readEntry(row, context),
    );
  },

  // Of certificates (STIX x509-certificate:hashes), not of files: published samples of malware are never met here.
  observables: ({ fingerprint, fingerprintSha1 }) => [
    ...fingerprintOf("app:cert.sha256", fingerprint),
    ...fingerprintOf("app:cert.sha1", fingerprintSha1),
  ],
});

const fingerprintOf = (type: Observable["type"], value: string | undefined): readonly Observable[] =>
  value === undefined ? [] : [{ type, role: "installed", value }];

/** Rows of older versions hold the SHA-1 in place of the SHA-256; the certificate itself was always there. */
function readEntry([rowid, stated256, stated1, name, settings, data]: SqlRow, context: ParseContext): TrustedCertificate {
  const at = atRow("tsettings", String(rowid));
  const bytes = asBytes(data);
  const certificate = bytes && bytes.length > 0 ? readField(context, at, "data", () => readCertificate(bytes)) : undefined;
  const stated = { sha256: hexOf(stated256), sha1: hexOf(stated1) };
  const own = bytes && bytes.length > 0 && bytes.length <= MAX_CERTIFICATE_BYTES ? hashesOf(bytes) : undefined;
  const subject = certificate?.subject ?? subjectOf(asBytes(name), at, context);
  return {
    ...optional("subject", subject && wordsOf(subject)),
    ...optional("organization", subject?.organization),
    ...optional("issuer", certificate && wordsOf(certificate.issuer)),
    ...validityOf(certificate),
    ...optional("fingerprint", own?.sha256 ?? stated.sha256),
    ...optional("fingerprintSha1", own?.sha1 ?? stated.sha1),
    isOtherStated: own !== undefined && (differs(stated.sha256, own.sha256) || differs(stated.sha1, own.sha1)),
    trust: trustOf(readPlistField(context, at, "tset", asBytes(settings))),
  };
}

const hashesOf = (bytes: Uint8Array) => ({ sha256: sha256OfBytes(bytes), sha1: sha1OfBytes(bytes) });
const differs = (stated: string | undefined, own: string): boolean => stated !== undefined && stated !== own;
const hexOf = (value: SqlRow[number] | undefined): string | undefined => {
  const bytes = asBytes(value);
  return bytes && bytes.length > 0 ? toHex(bytes) : undefined;
};

const wordsOf = ({ commonName, organization, unit }: CertificateName): string | undefined => commonName ?? organization ?? unit;

const validityOf = (certificate: Certificate | undefined): Pick<TrustedCertificate, "validFrom" | "validUntil"> => ({
  ...optional("validFrom", certificate?.validFrom === undefined ? undefined : fromUnixSeconds(certificate.validFrom)),
  ...optional("validUntil", certificate?.validUntil === undefined ? undefined : fromUnixSeconds(certificate.validUntil)),
});

/** The column holds the name in the same encoding, its letters made small (SecCertificateGetNormalizedSubjectContent). */
const subjectOf = (bytes: Uint8Array | undefined, at: Locator, context: ParseContext): CertificateName | undefined =>
  bytes && bytes.length > 0 ? readField(context, at, "subj", () => readNameBytes(bytes)) : undefined;

/** SecTrustSettingsResult. */
const RESULTS: ReadonlyMap<number, Trust> = new Map([
  [1, "root"],
  [2, "as-root"],
  [3, "denied"],
  [4, "unspecified"],
]);

/** A list of conditions with a result each; none, or one without a result, is trust without condition. */
function trustOf(settings: PlistValue | undefined): Trust {
  const conditions = isArray(settings) ? settings : (memberOf(settings, "trustSettings") ?? []);
  const results = isArray(conditions) ? conditions.map((condition) => numberOf(memberOf(condition, "kSecTrustSettingsResult")) ?? 1) : [];
  const result = results.find((value) => value === 1 || value === 2) ?? results[0];
  return result === undefined ? "root" : (RESULTS.get(result) ?? "other");
}
