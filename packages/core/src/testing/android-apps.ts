import type { PackageEntry } from "../artifacts/android/packages.ts";

/** Fingerprints that stand for whole keys in tests of rules about signers. */
export const KEYS = { platform: "b378e95c", google: "0a1b2c3d", maker: "11112222", foreign: "deadbeef", other: "cafe0001" } as const;

/** An app as the list tells it; from a file by hand, unless fields say otherwise. */
export const appSample = (packageName: string, fields: Partial<PackageEntry> = {}): PackageEntry => ({
  kind: "package",
  packageName,
  isSystem: false,
  flags: ["HAS_CODE"],
  signerHashes: [KEYS.foreign],
  pastSignerHashes: [],
  permissions: [],
  requested: [],
  users: [
    {
      userId: 0,
      isInstalled: true,
      isHidden: false,
      isSuspended: false,
      isNotLaunched: false,
      enabledState: 0,
      disabledComponents: [],
      enabledComponents: [],
    },
  ],
  ...fields,
});

export const systemSample = (packageName: string, fields: Partial<PackageEntry> = {}): PackageEntry =>
  appSample(packageName, { isSystem: true, flags: ["SYSTEM"], signerHashes: [KEYS.platform], ...fields });

export const storeSample = (packageName: string, fields: Partial<PackageEntry> = {}): PackageEntry =>
  appSample(packageName, { installer: "com.android.vending", initiator: "com.android.vending", signerHashes: [KEYS.other], ...fields });

/** What is on an ordinary phone: the system, a maker's preload on the data partition, an updated system app, apps of a store. */
export const ORDINARY_APPS: readonly PackageEntry[] = [
  systemSample("android", { sharedUser: "android.uid.system" }),
  systemSample("com.google.android.gms", { signerHashes: [KEYS.google], installer: "com.android.vending" }),
  appSample("com.android.chrome", { isSystem: true, flags: ["SYSTEM", "UPDATED_SYSTEM_APP"], signerHashes: [KEYS.google] }),
  { ...systemSample("com.android.chrome", { signerHashes: [KEYS.google] }), kind: "hidden-system-package" },
  systemSample("com.sec.android.app.launcher", { signerHashes: [KEYS.maker] }),
  appSample("com.samsung.android.heron", { signerHashes: [KEYS.maker] }),
  storeSample("com.google.android.apps.stork", { signerHashes: [KEYS.google] }),
  storeSample("com.whatsapp"),
  storeSample("org.example.bird"),
];
