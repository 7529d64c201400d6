import type { Observable } from "../../model/observable.ts";
import { type EvidenceTime, fromUnixSeconds, nanosecondsOfIso } from "../../model/time.ts";
import { defineArtifact } from "../artifact.ts";
import { flagMember, isJsonObject, type JsonObject, jsonRecords, listMember, numberMember, textMember } from "../json-records.ts";
import { type Draft, optional } from "../optional-field.ts";

/** A file of an installed package, as AndroidQF fetched or hashed it. */
export interface PackageFile {
  readonly path: string;
  readonly md5?: string;
  readonly sha1?: string;
  readonly sha256?: string;
  /** Fingerprints, subject and issuer of the certificate that signed it. */
  readonly certificateMd5?: string;
  readonly certificateSha1?: string;
  readonly certificateSha256?: string;
  readonly certificateSubject?: string;
  readonly certificateIssuer?: string;
  readonly certificateBegins?: EvidenceTime;
  /** The signature was checked against the file and holds. */
  readonly isVerified?: boolean;
  /** The certificate stands in AndroidQF's own list of makers. */
  readonly isTrustedMaker?: boolean;
  readonly certificateError?: string;
}

/** A package that the package manager lists for AndroidQF, those that are gone but for their data among them. */
export interface InstalledPackage {
  readonly packageName: string;
  /** Package that installed it; absent where the phone names none. */
  readonly installer?: string;
  readonly uid?: number;
  readonly isDisabled: boolean;
  readonly isSystem: boolean;
  readonly packageFiles: readonly PackageFile[];
}

/** A package of a hundred splits, each with its certificate. */
const MAX_ELEMENT_BYTES = 1 << 20;
const MAX_FILES = 1_000;
const HASH = /^[0-9a-fA-F]{32,128}$/;

export default defineArtifact<InstalledPackage>({
  id: "android/installed-packages",
  version: 1,
  paths: [
    "bridle:/androidqf/packages.json", // each AndroidQF collection
  ],
  presence: { androidqf: "expected" },
  scope: "device",
  emits: {
    "app:id": ["installed"],
    "app:cert.md5": ["installed"],
    "app:cert.sha1": ["installed"],
    "app:cert.sha256": ["installed"],
    "file:path": ["written"],
    "file:hashes.MD5": ["written"],
    "file:hashes.SHA-1": ["written"],
    "file:hashes.SHA-256": ["written"],
  },
  provenOn: "synthetic-only",
  references: ["https://github.com/mvt-project/androidqf", "https://github.com/AssoEchap/stalkerware-indicators"],

  parse: (file, context) => jsonRecords(file, context, MAX_ELEMENT_BYTES, readPackage),

  observables: ({ packageName, packageFiles }) => [
    { type: "app:id", role: "installed", value: packageName },
    ...packageFiles.flatMap(fileObservables),
  ],
});

function readPackage(element: unknown): InstalledPackage | undefined {
  if (!isJsonObject(element)) return undefined;
  const packageName = textMember(element, "name");
  if (packageName === undefined) return undefined;
  const installer = textMember(element, "installer");
  return {
    packageName,
    // The package manager prints the word where it knows of none.
    ...optional("installer", installer === "null" ? undefined : installer),
    ...optional("uid", numberMember(element, "uid")),
    isDisabled: flagMember(element, "disabled"),
    isSystem: flagMember(element, "system"),
    packageFiles: listMember(element, "files", MAX_FILES).filter(isJsonObject).flatMap(readPackageFile),
  };
}

const hashMember = (object: JsonObject, name: string): string | undefined => {
  const hash = textMember(object, name);
  return hash !== undefined && HASH.test(hash) ? hash.toLowerCase() : undefined;
};

function readPackageFile(element: JsonObject): readonly PackageFile[] {
  const path = textMember(element, "path");
  if (path === undefined) return [];
  const file: Draft<PackageFile> = {
    path,
    ...optional("md5", hashMember(element, "md5")),
    ...optional("sha1", hashMember(element, "sha1")),
    ...optional("sha256", hashMember(element, "sha256")),
    ...optional("certificateError", textMember(element, "certificate_error")),
  };
  const certificate = element["certificate"];
  // Where no file was fetched the certificate stands there, empty, and `verified` says no more than that.
  if (!isJsonObject(certificate) || textMember(certificate, "Sha256") === undefined) return [file];
  return [
    {
      ...file,
      ...certificateOf(certificate),
      isVerified: flagMember(element, "verified_certificate"),
      isTrustedMaker: flagMember(element, "trusted_certificate"),
    },
  ];
}

const certificateOf = (certificate: JsonObject): Partial<PackageFile> => ({
  ...optional("certificateMd5", hashMember(certificate, "Md5")),
  ...optional("certificateSha1", hashMember(certificate, "Sha1")),
  ...optional("certificateSha256", hashMember(certificate, "Sha256")),
  ...optional("certificateSubject", textMember(certificate, "Subject")),
  ...optional("certificateIssuer", textMember(certificate, "Issuer")),
  ...optional("certificateBegins", timeOf(textMember(certificate, "ValidFrom"))),
});

/** RFC 3339 in UTC. */
function timeOf(text: string | undefined): EvidenceTime | undefined {
  const nanoseconds = text === undefined ? undefined : nanosecondsOfIso(text);
  return nanoseconds === undefined ? undefined : fromUnixSeconds(nanoseconds / 1_000_000_000n);
}

const HASHES = [
  ["md5", "file:hashes.MD5", "written"],
  ["sha1", "file:hashes.SHA-1", "written"],
  ["sha256", "file:hashes.SHA-256", "written"],
  ["certificateMd5", "app:cert.md5", "installed"],
  ["certificateSha1", "app:cert.sha1", "installed"],
  ["certificateSha256", "app:cert.sha256", "installed"],
] as const;

const fileObservables = (file: PackageFile): readonly Observable[] => [
  { type: "file:path", role: "written", value: file.path },
  ...HASHES.flatMap(([field, type, role]) => (file[field] === undefined ? [] : [{ type, role, value: file[field] }])),
];
