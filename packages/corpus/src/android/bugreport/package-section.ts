import { createRandom, type Random, seedFor } from "../../random.ts";
import { stamp } from "./clock.ts";
import { type AndroidApp, type AndroidPhone, type AndroidStyle, type InstallSession, isSince } from "./phone.ts";

/**
 * `dumpsys package`, as AOSP's com.android.server.pm prints it: ComponentResolver (resolver tables), Settings.dumpPackagesLPr (packages),
 * PackageInstallerSession.dump (sessions). Times are the phone's own.
 */
export function* packageSection(phone: AndroidPhone): Generator<string> {
  const random = createRandom(seedFor(phone.seed, "package section"));
  yield head(phone);
  yield* resolverTables(phone, random);
  yield "Packages:\n";
  for (const app of phone.apps) yield packageText(app, phone, random);
  yield "\nHidden system packages:\n";
  for (const app of phone.apps.filter(({ isUpdatedSystem }) => isUpdatedSystem)) yield hiddenText(app, phone, random);
  yield sharedUsers(phone, random);
  yield changes(phone);
  yield "Dexopt state:\n";
  for (const { id, codePath } of phone.apps)
    yield `  [${id}]\n    path: ${codePath}/base.apk\n      arm64: [status=speed-profile] [reason=${codePath.startsWith("/data") ? "install" : "vdex"}]\n`;
  yield "\n\nActive install sessions:\n\nHistorical install sessions:\n";
  for (const session of phone.sessions) yield sessionText(session, phone.style);
  yield "\nLegacy install sessions:\n  []\n";
}

const head = ({ device: { sdk, fingerprint }, apps }: AndroidPhone): string =>
  `Database versions:\n  Internal:\n    sdkVersion=${sdk} databaseVersion=3\n    fingerprint=${fingerprint}\n  External:\n    sdkVersion=${sdk} databaseVersion=3\n\n` +
  "Verifiers:\n  Required: com.android.vending (uid=10130)\n\nLibraries:\n  android.test.base -> (jar) /system/framework/android.test.base.jar\n\n" +
  `Features:\n  android.hardware.camera\n  android.software.device_admin\n\nKnown Packages:\n  System:\n    ${apps[0]!.id}\n\n`;

/** The class with the package before it, as components are printed. */
const component = (id: string, name: string): string => `${id}/${name}`;

function* resolverTables({ apps }: AndroidPhone, random: Random): Generator<string> {
  const launchers = apps.filter(({ hasLauncher }) => hasLauncher).map(({ id }) => component(id, ".MainActivity"));
  yield `Activity Resolver Table:\n  Schemes:\n      https:\n        ${random.hex(7)} com.android.chrome/com.google.android.apps.chrome.Main\n\n  Non-Data Actions:\n`;
  yield action("android.intent.action.MAIN", launchers, random);
  yield action("android.settings.SETTINGS", ["com.android.settings/.Settings"], random);
  yield "\nReceiver Resolver Table:\n  Non-Data Actions:\n";
  yield* actionsOf(apps, ({ receivers }) => receivers, random);
  yield "\nService Resolver Table:\n  Non-Data Actions:\n";
  yield* actionsOf(apps, ({ services }) => services, random);
  yield "\nProvider Resolver Table:\n  Non-Data Actions:\n";
  yield action("android.content.action.DOCUMENTS_PROVIDER", ["com.android.externalstorage/.ExternalStorageProvider"], random);
  yield "\nPermissions:\n  Permission [android.permission.INTERNET] (8c1c04e):\n    sourcePackage=android\n    uid=1000 gids=[3003] type=0 prot=normal|instant\n\n";
}

function* actionsOf(
  apps: readonly AndroidApp[],
  of: (app: AndroidApp) => Readonly<Record<string, string>> | undefined,
  random: Random,
): Generator<string> {
  const byAction = new Map<string, string[]>();
  for (const app of apps)
    for (const [name, target] of Object.entries(of(app) ?? {})) {
      const known = byAction.get(name) ?? [];
      known.push(component(app.id, target));
      byAction.set(name, known);
    }
  for (const [name, targets] of byAction) yield action(name, targets, random);
}

const action = (name: string, targets: readonly string[], random: Random): string =>
  `      ${name}:\n${targets.map((target) => `        ${random.hex(7)} ${target}\n`).join("")}`;

function packageText(app: AndroidApp, phone: AndroidPhone, random: Random): string {
  const { zone, style, booted } = phone;
  const at = (time: number): string => stamp(time, zone);
  const lines = [
    `  Package [${app.id}] (${random.hex(7)}):`,
    `    ${isSince(style, "android14") ? "appId" : "userId"}=${app.uid}`,
    ...(app.sharedUser ? [`    sharedUser=SharedUserSetting{${random.hex(7)} ${app.sharedUser}/${app.uid}}`] : []),
    `    pkg=Package{${random.hex(7)} ${app.id}}`,
    `    codePath=${app.codePath}`,
    `    resourcePath=${app.codePath}`,
    `    legacyNativeLibraryDir=${app.codePath}/lib`,
    "    extractNativeLibs=false",
    "    primaryCpuAbi=arm64-v8a",
    "    secondaryCpuAbi=null",
    `    versionCode=${app.versionCode} minSdk=24 targetSdk=${phone.device.sdk}`,
    `    versionName=${app.versionName}`,
    "    splits=[base]",
    "    apkSigningVersion=3",
    `    flags=[ ${flagsOf(app)} ]`,
    "    privateFlags=[ PRIVATE_FLAG_ACTIVITIES_RESIZE_MODE_RESIZEABLE_VIA_SDK_VERSION ALLOW_AUDIO_PLAYBACK_CAPTURE ]",
    "    forceQueryable=false",
    `    dataDir=/data/user/0/${app.id}`,
    "    supportsScreens=[small, medium, large, xlarge, resizeable, anyDensity]",
    `    timeStamp=${at(app.updated)}`,
    ...(isSince(style, "android12") ? [] : [`    firstInstallTime=${at(app.installed)}`]),
    `    lastUpdateTime=${at(app.updated)}`,
    ...(app.installer === undefined ? [] : [`    installerPackageName=${app.installer}`]),
    ...(app.initiator === undefined ? [] : [`    initiatingPackageName=${app.initiator}`]),
    ...(app.originator === undefined ? [] : [`    originatingPackageName=${app.originator}`]),
    ...(isSince(style, "android13") ? [`    packageSource=${app.installer === "com.android.vending" ? 2 : 0}`] : []),
    `    signatures=PackageSignatures{${random.hex(7)} version:3, signatures:[${app.signer}], past signatures:[]}`,
    "    installPermissionsFixed=true",
    `    pkgFlags=[ ${flagsOf(app)} ]`,
    "    requested permissions:",
    ...app.requested.map((name) => `      ${name}`),
    "    install permissions:",
    ...app.requested.filter((name) => !app.granted.includes(name)).map((name) => `      ${name}: granted=true`),
    ...userLines(app, phone, Math.max(1, Math.floor(booted % 90_000))),
  ];
  return `${lines.join("\n")}\n`;
}

function userLines({ installed, granted, uid }: AndroidApp, { style, zone }: AndroidPhone, inode: number): readonly string[] {
  const since12 = isSince(style, "android12");
  const state = `installed=true hidden=false suspended=false ${since12 ? "distractionFlags=0 " : ""}stopped=false notLaunched=false enabled=0 instant=false virtual=false`;
  return [
    `    User 0: ceDataInode=${inode + uid} ${state}`,
    ...(since12 ? [`      installReason=0`, `      firstInstallTime=${stamp(installed, zone)}`] : []),
    "      gids=[3002, 3003]",
    "      runtime permissions:",
    ...granted.map((name) => `        ${name}: granted=true, flags=[ USER_SET|USER_SENSITIVE_WHEN_GRANTED|USER_SENSITIVE_WHEN_DENIED]`),
  ];
}

const flagsOf = ({ isSystem, isUpdatedSystem, extraFlags = [] }: AndroidApp): string =>
  [
    ...(isSystem ? ["SYSTEM"] : []),
    ...extraFlags,
    "HAS_CODE",
    "ALLOW_CLEAR_USER_DATA",
    ...(isUpdatedSystem ? ["UPDATED_SYSTEM_APP"] : []),
  ].join(" ");

const hiddenText = (app: AndroidApp, phone: AndroidPhone, random: Random): string => {
  const { installer: _, initiator: __, ...first } = app;
  return packageText(
    { ...first, codePath: `/product/app/${app.id}`, updated: app.installed, versionCode: app.versionCode - 1 },
    phone,
    random,
  );
};

const sharedUsers = ({ style }: AndroidPhone, random: Random): string =>
  `\nShared users:\n  SharedUser [android.uid.system] (${random.hex(7)}):\n    ${isSince(style, "android14") ? "appId" : "userId"}=1000\n    install permissions:\n      android.permission.INTERNET: granted=true\n\n`;

const changes = ({ days }: AndroidPhone): string => {
  const apps = days.flatMap(({ updates }) => updates).slice(0, 20);
  return `Package Changes:\n  Sequence number=${apps.length}\n  User 0:\n${apps.map(({ app }, index) => `    seq=${index}, package=${app}\n`).join("")}\n`;
};

/** IndentingPrintWriter wraps pairs where a line would grow beyond so many letters. */
const WRAP = 120;

const SHELL = "com.android.shell";

function sessionText(session: InstallSession, style: AndroidStyle): string {
  const { id, app, created, installerUid, installer, originatingUid = -1, originatingUri = "null", status, message = "null" } = session;
  // Android 15 notes the app of a session that a computer began at its end alone.
  const isNotedLast = installer === SHELL && isSince(style, "android15");
  const millis = Math.round(created * 1000);
  const pairs = [
    ["userId", 0],
    ["mOriginalInstallerUid", installerUid],
    ["mOriginalInstallerPackageName", installer],
    ["installerPackageName", installer],
    ["installInitiatingPackageName", installer],
    ["installOriginatingPackageName", "null"],
    ["mInstallerUid", installerUid],
    ["createdMillis", millis],
    ["updatedMillis", millis + 9_000],
    ["committedMillis", millis + 9_500],
    ["stageDir", `/data/app/vmdl${id}.tmp`],
    ["stageCid", "null"],
  ] as const;
  const parameters = [
    ["mode", 1],
    ["installFlags", "0x00400012"],
    ["installLocation", 1],
    ["installReason", 0],
    ["sizeBytes", -1],
    ["appPackageName", isNotedLast ? "null" : app],
    ["appIcon", "false"],
    ["appLabel", "null"],
    ["originatingUri", originatingUri],
    ["originatingUid", originatingUid],
    ["referrerUri", "null"],
    ["abiOverride", "null"],
    ["volumeUuid", "null"],
  ] as const;
  const end = [
    ["mClientProgress", "1.0"],
    ["mProgress", "0.9"],
    ["mCommitted", "true"],
    ["mSealed", "true"],
    ["mDestroyed", "true"],
    ["mFds", 0],
    ["mBridges", 0],
    ["mFinalStatus", status],
    ["mFinalMessage", message],
    ["params.isMultiPackage", "false"],
    ...(isNotedLast ? ([["mAppPackageName", app]] as const) : []),
  ] as const;
  return `  Session ${id}:\n${wrapped(pairs)}${wrapped(parameters)}${wrapped(end)}`;
}

function wrapped(pairs: readonly (readonly [string, string | number])[]): string {
  let text = "    ";
  let length = 4;
  for (const [name, value] of pairs) {
    const pair = `${name}=${value} `;
    if (length + pair.length > WRAP && length > 4) {
      text += "\n    ";
      length = 4;
    }
    text += pair;
    length += pair.length;
  }
  return `${text}\n`;
}
