import { readApk } from "../../formats/apk/read-apk.ts";
import { baseName } from "../../model/canonical-path.ts";
import { atFile } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import { defineArtifact } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { type Signer, signerObservables, signerOf } from "../signer.ts";

/** The file of an app, or of a part of one, that AndroidQF took from the phone. */
export interface CollectedApk {
  /** As AndroidQF named it: the package, and what told its parts apart. */
  readonly fileName: string;
  /** As its own manifest says. */
  readonly packageName?: string;
  readonly size: number;
  readonly sha256: string;
  /** Its certificates, each once. The signatures themselves are not checked. */
  readonly signerCertificates: readonly Signer[];
}

export default defineArtifact<CollectedApk>({
  id: "android/collected-apks",
  version: 1,
  paths: [
    "bridle:/androidqf/apks/**", // AndroidQF, where the collector asked for copies of apps
  ],
  presence: { androidqf: "with-app" },
  scope: "device",
  emits: {
    "app:id": ["installed"],
    "app:cert.md5": ["installed"],
    "app:cert.sha1": ["installed"],
    "app:cert.sha256": ["installed"],
    "file:hashes.SHA-256": ["written"],
  },
  provenOn: "synthetic-only",
  references: [
    "https://github.com/mvt-project/androidqf",
    "https://source.android.com/docs/security/features/apksigning/v2",
    "https://source.android.com/docs/security/features/apksigning/v3",
  ],

  async *parse(file, context) {
    const [fileName, size, sha256] = [baseName(file.rawPath), file.size, context.sha256(file)];
    const apk = await readApk(context.bytes(file));
    // The hash of what cannot be read is a trace all the same.
    for (const error of apk.damage)
      context.skip(message("artifacts/android/collected-apks/damaged", { name: fileName, detail: error.message }), [atFile], "damaged");
    const unreadable = (): void =>
      context.skip(message("artifacts/android/collected-apks/signer-unreadable", { name: fileName }), [atFile]);
    const signerCertificates = signersOf(apk.signatures, unreadable);
    yield [{ at: [atFile], data: { fileName, ...optional("packageName", apk.packageName), size, sha256, signerCertificates } }];
  },

  observables: ({ packageName, sha256, signerCertificates }) => [
    { type: "file:hashes.SHA-256", role: "written", value: sha256 },
    ...(packageName === undefined ? [] : [{ type: "app:id", role: "installed", value: packageName } as const]),
    ...signerCertificates.flatMap(signerObservables),
  ],
});

function signersOf(
  signatures: Awaited<ReturnType<typeof readApk>>["signatures"],
  unreadable: () => void,
): CollectedApk["signerCertificates"] {
  const all = signatures.flatMap(({ scheme, certificates }) => certificates.map((der) => ({ scheme, signer: signerOf(der, unreadable) })));
  return [...Map.groupBy(all, ({ signer }) => signer.sha256).values()].map((same) => ({
    ...same[0]!.signer,
    schemes: [...new Set(same.map(({ scheme }) => scheme))].join(", "),
  }));
}
