import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import packages from "./packages.ts";

const PATH = "bridle:/dumpsys/package";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
/** By Settings.dumpPackageLPr of Android 11 (userId, times of the package) … */
const ELEVEN = `Packages:
  Package [com.sec.android.app.heron] (2a1b3c):
    userId=1000
    sharedUser=SharedUserSetting{d4e5f6 android.uid.system/1000}
    pkg=Package{77aa88 com.sec.android.app.heron}
    codePath=/system/priv-app/Heron
    resourcePath=/system/priv-app/Heron
    versionCode=100 minSdk=30 targetSdk=30
    versionName=1.0
    splits=[base]
    apkSigningVersion=3
    flags=[ SYSTEM HAS_CODE ALLOW_CLEAR_USER_DATA ]
    privateFlags=[ PRIVILEGED ]
    timeStamp=2009-01-01 00:00:00
    firstInstallTime=2009-01-01 00:00:00
    lastUpdateTime=2009-01-01 00:00:00
    signatures=PackageSignatures{5f2c version:3, signatures:[b378e95c], past signatures:[]}
    pkgFlags=[ SYSTEM HAS_CODE ]
    User 0: ceDataInode=1 installed=true hidden=false suspended=false stopped=false notLaunched=false enabled=0 instant=false virtual=false
      gids=[3003]
`;
/** … and of Android 14 (appId, times of the users, a work profile). */
const FOURTEEN = `
  Package [com.example.stork] (9f8e7d):
    appId=10234
    pkg=Package{11 com.example.stork}
    codePath=/data/app/~~x==/com.example.stork-y==
    versionCode=7 minSdk=26 targetSdk=34
    versionName=null
    flags=[ HAS_CODE DEBUGGABLE ]
    timeStamp=2026-10-02 09:00:00
    lastUpdateTime=2026-10-03 10:20:30
    installerPackageName=com.google.android.packageinstaller
    initiatingPackageName=com.android.chrome
    originatingPackageName=null
    updateOwnerPackageName=com.android.vending
    packageSource=4
    signatures=PackageSignatures{ab12 version:3, signatures:[d7a5], past signatures:[13db7d1 flags: 17]}
    pkgFlags=[ HAS_CODE ]
    declared permissions:
      com.example.stork.OWN: prot=signature, INSTALLED
    requested permissions:
      android.permission.CAMERA
      android.permission.READ_SMS: restricted=true
    install permissions:
      android.permission.INTERNET: granted=true
      a.line.without.a.colon
    User 0: ceDataInode=1 installed=true hidden=true suspended=false stopped=false notLaunched=true enabled=3 instant=false
      firstInstallTime=2026-10-01 08:00:00
      lastDisabledCaller: com.android.settings
      harmfulAppWarning: This app may be harmful
      gids=[3002, 3003]
      runtime permissions:
        android.permission.CAMERA: granted=true, flags=[ USER_SET|USER_SENSITIVE_WHEN_GRANTED]
        android.permission.READ_SMS: granted=false
      disabledComponents:
        com.example.stork.Launcher
    User 10: ceDataInode=0 installed=true hidden=false suspended=false stopped=false notLaunched=false enabled=0
      firstInstallTime=2026-10-05 08:00:00
      runtime permissions:
        android.permission.RECORD_AUDIO: granted=true

Hidden system packages:
  Package [com.android.chrome] (77):
    userId=10099
    codePath=/product/app/Chrome
    pkgFlags=[ SYSTEM ]

Shared users:
  SharedUser [android.uid.system] (d4e5f6):
    userId=1000
    install permissions:
      android.permission.REBOOT: granted=true

Dexopt state:
  [com.example.stork]
    path: /data/app/x
`;

test("tells each app with what the service says of it, where it stands", async () => {
  const { located, problems } = await read(packages, { [PATH]: bytes(ELEVEN + FOURTEEN) }, PATH, undefined, { zone: "Europe/Belgrade" });
  expect(problems).toEqual([]);
  expect(located.map(({ at, data }) => [at[0], data.kind, data.packageName])).toEqual([
    [{ kind: "line", line: 2 }, "package", "com.sec.android.app.heron"],
    [{ kind: "line", line: 22 }, "package", "com.example.stork"],
    [{ kind: "line", line: 62 }, "hidden-system-package", "com.android.chrome"],
    [{ kind: "line", line: 68 }, "shared-user", "android.uid.system"],
  ]);
  const [heron, stork, chrome] = located.map(({ data }) => data);
  expect(heron).toMatchObject({
    appUid: 1000,
    sharedUser: "android.uid.system",
    codePath: "/system/priv-app/Heron",
    versionNumber: "100",
    targetSdk: 30,
    isSystem: true,
    flags: ["ALLOW_CLEAR_USER_DATA", "HAS_CODE", "PRIVILEGED", "SYSTEM"],
    signerHashes: ["b378e95c"],
    pastSignerHashes: [],
    firstInstalled: { earliest: "1230764400000000000", clock: "utc", zoneSource: "settings" },
  });
  expect(stork).toMatchObject({
    isSystem: false,
    installer: "com.google.android.packageinstaller",
    initiator: "com.android.chrome",
    updateOwner: "com.android.vending",
    packageSource: 4,
    signerHashes: ["0000d7a5"],
    pastSignerHashes: ["013db7d1"],
    requested: ["android.permission.CAMERA", "android.permission.READ_SMS"],
  });
  expect(stork).not.toHaveProperty("originator");
  expect(stork).not.toHaveProperty("versionName");
  expect(chrome).toMatchObject({ isSystem: true, appUid: 10099 });
});

test("MVT 20: Android 14 tells the uid as appId, and a line without a colon costs nothing else", async () => {
  const [stork] = await recordsOf(packages, PATH, bytes(`Packages:\n${FOURTEEN}`));
  expect(stork!.appUid).toBe(10234);
  expect(stork!.permissions.filter(({ grant }) => grant === "install").map(({ permission }) => permission)).toEqual([
    "android.permission.INTERNET",
    "a.line.without.a.colon",
  ]);
});

test("MVT 20: blank lines do not end the list, and permissions of every user are kept apart", async () => {
  const [, stork] = await recordsOf(packages, PATH, bytes(ELEVEN + FOURTEEN));
  const runtime = stork!.permissions.filter(({ grant }) => grant === "runtime");
  expect(runtime).toEqual([
    {
      permission: "android.permission.CAMERA",
      isGranted: true,
      grant: "runtime",
      userId: 0,
      grantFlags: "USER_SET|USER_SENSITIVE_WHEN_GRANTED",
    },
    { permission: "android.permission.READ_SMS", isGranted: false, grant: "runtime", userId: 0 },
    { permission: "android.permission.RECORD_AUDIO", isGranted: true, grant: "runtime", userId: 10 },
  ]);
  expect(stork!.users).toMatchObject([
    {
      userId: 0,
      isHidden: true,
      isNotLaunched: true,
      enabledState: 3,
      disabledBy: "com.android.settings",
      harmfulAppWarning: "This app may be harmful",
      disabledComponents: ["com.example.stork.Launcher"],
    },
    { userId: 10, isInstalled: true },
  ]);
});

test("an app is installed where a user has it, and otherwise merely listed", async () => {
  const [heron, stork, chrome, shared] = await recordsOf(packages, PATH, bytes(ELEVEN + FOURTEEN));
  const gone = { ...stork!, users: stork!.users.map((user) => ({ ...user, isInstalled: false })) };
  expect(
    [heron!, gone, chrome!, shared!].map((entry) => packages.observables!(entry).map(({ role, value }) => `${role} ${value}`)),
  ).toEqual([
    ["installed com.sec.android.app.heron", "written /system/priv-app/Heron"],
    ["listed com.example.stork", "written /data/app/~~x==/com.example.stork-y=="],
    ["listed com.android.chrome", "written /product/app/Chrome"],
    [],
  ]);
  expect(packages.events!(stork!).map(({ kind, params }) => [kind, params])).toEqual([
    ["install", { app: "com.example.stork", user: 0 }],
    ["install", { app: "com.example.stork", user: 10 }],
    ["update", { app: "com.example.stork" }],
  ]);
  // Of the system image: no moment of the phone.
  expect(packages.events!(heron!)).toEqual([]);
});

test("lines that a version's name forges are told, and the system's own count", async () => {
  const forged = FOURTEEN.replace(
    "versionName=null",
    "versionName=1\n    userId=1000\n    signatures=PackageSignatures{0 version:3, signatures:[b378e95c], past signatures:[]}\n    pkgFlags=[ SYSTEM ]\n    versionCode=999 minSdk=1 targetSdk=1",
  );
  const [stork] = await recordsOf(packages, PATH, bytes(`Packages:\n${forged}`));
  expect(stork).toMatchObject({
    appUid: 10234,
    isSystem: false,
    signerHashes: ["0000d7a5"],
    versionNumber: "7",
    repeatedFields: ["pkgFlags", "signatures", "versionCode"],
  });
});

test("a forged title hides no app: heads of entries go on to count", async () => {
  const forged = ELEVEN.replace("versionName=1.0", "versionName=1\nDexopt state:");
  const records = await recordsOf(packages, PATH, bytes(forged + FOURTEEN));
  expect(records.map(({ packageName }) => packageName)).toContain("com.example.stork");
});

test("a version's name with line breaks cannot make the list partial", async () => {
  const { records, notes, problems } = await read(packages, {
    [PATH]: bytes(ELEVEN.replace("versionName=1.0", "versionName=1\n  x\n   y")),
  });
  expect([records.length, problems, notes.length]).toEqual([1, [], 2]);
});

test("damaged text costs records, not the reading", async () => {
  const { records } = await read(packages, { [PATH]: bytes((ELEVEN + FOURTEEN).slice(0, 1_400)) });
  expect(records).toHaveLength(2);
  expect(await faultsOf(packages, PATH, bytes(ELEVEN + FOURTEEN))).toEqual([]);
});
