import { FormatError } from "../bytes/format-error.ts";
import { md5OfBytes, sha1OfBytes, sha256OfBytes } from "../bytes/hasher.ts";
import { type Certificate, readCertificate } from "../formats/x509/certificate.ts";
import { javaHashOf } from "../formats/x509/java-hash.ts";
import type { Observable } from "../model/observable.ts";
import { type EvidenceTime, fromUnixSeconds } from "../model/time.ts";
import { optional } from "./optional-field.ts";

/** A certificate that an app is signed with. */
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
  /** The schemes of signatures that hold it, where the app's own file was read: "v2, v3". */
  readonly schemes?: string;
}

/** What a certificate says is a help; its hashes stand without it. */
export function signerOf(der: Uint8Array, unreadable: () => void): Signer {
  const certificate = certificateOf(der, unreadable);
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

function certificateOf(der: Uint8Array, unreadable: () => void): Certificate | undefined {
  try {
    return readCertificate(der);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    unreadable();
    return undefined;
  }
}

const nameOf = (name: Certificate["subject"] | undefined): string | undefined => name?.commonName ?? name?.organization ?? name?.unit;

export const signerObservables = ({ md5, sha1, sha256 }: Signer): readonly Observable[] => [
  { type: "app:cert.md5", role: "installed", value: md5 },
  { type: "app:cert.sha1", role: "installed", value: sha1 },
  { type: "app:cert.sha256", role: "installed", value: sha256 },
];
