import installedPackages, { type InstalledPackage, type PackageFile } from "../../artifacts/android/installed-packages.ts";
import { defineMatch } from "../detection.ts";

/** The certificate that Android's tools make for developers. */
const DEBUG = /(?:^|,\s*)CN=Android Debug(?:,|$)/;
/** Keys of Android's own source tree, whose private half everybody has (build/make/target/product/security): all four say so. */
const PUBLISHED = /(?:^|,\s*)(?:O=Android|OU=Android|CN=Android)(?:,|$)/;
const PUBLISHED_SHA1: ReadonlySet<string> = new Set([
  "61ed377e85d386a8dfee6b864bd85b0bfaa5af81", // testkey
  "27196e386b875e76adf700e7ea84e4c6eee33dfa", // platform
  "5b368cff2da2686996bc95eac190eaa4f5630fe5", // shared
  "b79df4a82e90b57ea76525ab7037ab238a42f5d3", // media
]);

export default defineMatch<InstalledPackage>({
  id: "android/test-signed-app",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "low",
  reads: installedPackages,
  falsePositives: ["own-app", "custom-system"],
  references: ["https://developer.android.com/studio/publish/app-signing", "https://source.android.com/docs/core/ota/sign_builds"],

  match({ packageName, isSystem, packageFiles }) {
    const signed = isSystem ? undefined : packageFiles.map(kindOf).find((kind) => kind !== undefined);
    return signed && { subject: { type: "app:id", value: packageName }, message: signed, params: { app: packageName } };
  },
});

function kindOf({ certificateSubject, certificateSha1 }: PackageFile): "debug" | "published" | undefined {
  if (certificateSubject !== undefined && DEBUG.test(certificateSubject)) return "debug";
  const isPublished = certificateSha1 !== undefined && PUBLISHED_SHA1.has(certificateSha1);
  return isPublished && PUBLISHED.test(certificateSubject ?? "") ? "published" : undefined;
}
