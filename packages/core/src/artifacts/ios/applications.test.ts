import { expect, test } from "vitest";
import {
  archiveObject,
  binaryPlist,
  faultsOf,
  keyedArchive,
  type PlistInput,
  plistDate,
  read,
  recordsOf,
  xmlPlist,
} from "../../testing/index.ts";
import applications from "./applications.ts";

const INFO = "bridle:/backup-root/Info.plist";
const MANIFEST = "bridle:/backup-root/Manifest.plist";
const FOLDER = "/private/var/containers/Bundle/Application/0A1B2C3D-0000-1111-2222-333344445555";

type Members = { readonly [key: string]: PlistInput };
/** The members of a real record that are read; those of the account are made up. */
const metadata = (over: Members = {}): Members => ({
  softwareVersionBundleId: "com.example.one",
  bundleShortVersionString: "1.2.3",
  itemName: "One",
  artistName: "Seller",
  itemId: 123456789,
  sourceApp: "com.apple.AppStore",
  "com.apple.iTunesStore.downloadInfo": {
    accountInfo: { AppleID: "someone@example.com", DSPersonID: 1, FirstName: "CANARY" },
    purchaseDate: "2021-01-01T12:00:00Z",
  },
  ...over,
});
const described = (records: { readonly [id: string]: Members | undefined }): Members => ({
  Applications: Object.fromEntries(
    Object.entries(records).map(([id, record]): [string, PlistInput] => [
      id,
      { PlaceholderIcon: new Uint8Array(8), ...(record && { iTunesMetadata: binaryPlist(record) }) },
    ]),
  ),
});

test("tells of an app of a backup what the store wrote of it", async () => {
  const list = xmlPlist({ ...described({ "com.example.one": metadata() }), "Installed Applications": ["com.example.one"] });
  const { located, problems } = await read(applications, { [INFO]: list });
  expect(problems).toEqual([]);
  expect(located).toEqual([
    {
      at: [
        { kind: "key", path: ["Applications", "com.example.one"] },
        { kind: "key", path: ["Installed Applications", 0] },
      ],
      data: {
        kind: "application",
        bundleId: "com.example.one",
        isInstalled: true,
        origin: "app-store",
        sourceApp: "com.apple.AppStore",
        storeItem: "123456789",
        title: "One",
        seller: "Seller",
        version: "1.2.3",
        purchased: expect.objectContaining({ earliest: "1609502400000000000", raw: "2021-01-01T12:00:00Z" }),
        storeAccount: "someone@example.com",
      },
    },
  ]);
  expect(applications.observables!(located[0]!.data)).toEqual([
    { type: "app:id", role: "installed", value: "com.example.one" },
    { type: "process:name", role: "listed", value: "com.example.one" },
    { type: "email-addr:value", role: "listed", value: "someone@example.com" },
  ]);
  expect(applications.events!(located[0]!.data)).toMatchObject([{ kind: "install", params: { app: "com.example.one" } }]);
});

test("tells installed apps from those that are only described, and keeps the one without a record", async () => {
  const bytes = xmlPlist({
    ...described({ "com.example.gone": metadata(), "com.example.sideloaded": undefined }),
    "Installed Applications": ["com.example.sideloaded", 7, "com.example.bare"],
  });
  const records = await recordsOf(applications, INFO, bytes);
  expect(records).toMatchObject([
    { bundleId: "com.example.gone", isInstalled: false, origin: "app-store" },
    { bundleId: "com.example.sideloaded", isInstalled: true, origin: "no-store-record" },
    { bundleId: "com.example.bare", isInstalled: true, origin: "no-store-record" },
  ]);
  expect(applications.observables!(records[0]!)[0]).toMatchObject({ type: "app:id", role: "listed" });
  expect(applications.observables!(records[1]!)[0]).toMatchObject({ type: "app:id", role: "installed" });
});

const ORIGINS: readonly (readonly [origin: string, over: Members])[] = [
  ["app-store", { sourceApp: "com.apple.AppStore.ProductPageExtension" }],
  ["test-flight", { sourceApp: "com.apple.TestFlight" }],
  ["test-flight", { betaExternalVersionIdentifier: 12 }],
  ["app-store", { betaExternalVersionIdentifier: 0 }],
  ["device-management", { sourceApp: "com.apple.dmd" }],
  ["device-management", { sourceApp: "dmd" }],
  ["other", { sourceApp: "com.apple.AppStoreImpostor" }],
  ["other", { sourceApp: "com.example.installer" }],
  ["marketplace", { distributorInfo: { distributorID: "com.example.market", domain: "market.example" } }],
  ["app-store", { distributorInfo: { distributorID: "com.apple.AppStore" } }],
];
test.each(ORIGINS)("says %s for the source %o", async (origin, over) => {
  const bytes = binaryPlist({ ...described({ a: metadata(over) }), "Installed Applications": ["a"] });
  expect(await recordsOf(applications, INFO, bytes)).toMatchObject([{ origin }]);
});

test("takes no record without a source for one of the store, and reads the account where computers wrote it", async () => {
  const old = { softwareVersionBundleId: "com.example.one", appleId: "old@example.com", purchaseDate: plistDate("2012-01-01T10:00:00Z") };
  const bytes = xmlPlist({ ...described({ "com.example.one": old }) });
  expect(await recordsOf(applications, INFO, bytes)).toMatchObject([
    { origin: "unstated", isInstalled: true, storeAccount: "old@example.com", purchased: { earliest: "1325412000000000000" } },
  ]);
});

test("tells both ids where the store's record is that of another app", async () => {
  const bytes = xmlPlist({ ...described({ "com.example.copy": metadata() }), "Installed Applications": ["com.example.copy"] });
  const [record] = await recordsOf(applications, INFO, bytes);
  expect(record).toMatchObject({ bundleId: "com.example.copy", storeBundleId: "com.example.one" });
  expect(applications.observables!(record!)).toContainEqual({ type: "app:id", role: "listed", value: "com.example.one" });
});

test("keeps an app whose record is damaged, loses no other, and does not call it one without a record", async () => {
  const bytes = xmlPlist({
    Applications: {
      "com.example.broken": { iTunesMetadata: new Uint8Array([1, 2, 3]) },
      "com.example.list": { iTunesMetadata: binaryPlist(["x"]) },
      "com.example.text": "damaged",
      "com.example.odd": { iTunesMetadata: binaryPlist(metadata({ itemId: "x", purchaseDate: 7, sourceApp: 5, artistName: [] })) },
      "com.example.one": { iTunesMetadata: binaryPlist(metadata()) },
    },
    "Installed Applications": [],
  });
  const { records, problems } = await read(applications, { [INFO]: bytes });
  expect(records).toMatchObject([
    { bundleId: "com.example.broken", origin: "unstated" },
    { bundleId: "com.example.list", origin: "unstated" },
    { bundleId: "com.example.text", origin: "no-store-record" },
    { bundleId: "com.example.odd", origin: "unstated", title: "One" },
    { bundleId: "com.example.one", origin: "app-store" },
  ]);
  expect(problems).toMatchObject([{ problem: { at: [{ path: ["Applications", "com.example.broken"] }] } }]);
});

test("says when a backup lists no apps at all, and reads an empty list as none", async () => {
  const { problems } = await read(applications, { [INFO]: xmlPlist({ "Product Version": "17.0" }) });
  expect(problems).toMatchObject([{ reason: "unreadable-form", problem: { problem: { params: { key: "Installed Applications" } } } }]);
  expect(await recordsOf(applications, INFO, xmlPlist({ Applications: {}, "Installed Applications": [] }))).toEqual([]);
  expect((await read(applications, { [INFO]: xmlPlist(["x"]) })).problems).toMatchObject([{ reason: "unreadable-form" }]);
});

test("tells apps from groups and plug-ins in Manifest.plist, with their bundles", async () => {
  const bytes = binaryPlist({
    Applications: {
      "com.example.app": {
        CFBundleVersion: "12",
        ContainerContentClass: "Data/Application",
        Path: "/var/containers/Bundle/Application/0A1B2C3D-0000-1111-2222-333344445555/App.app",
      },
      "group.com.example": { ContainerContentClass: "Shared/AppGroup" },
      old: "damaged",
    },
  });
  const records = await recordsOf(applications, MANIFEST, bytes);
  expect(records).toEqual([
    { kind: "container", bundleId: "com.example.app", isApp: true, version: "12", bundlePath: `${FOLDER}/App.app` },
    { kind: "container", bundleId: "group.com.example", isApp: false },
    { kind: "container", bundleId: "old", isApp: true },
  ]);
  expect(records.flatMap((record) => applications.observables!(record))).toEqual([
    { type: "app:id", role: "installed", value: "com.example.app" },
    { type: "app:id", role: "listed", value: "group.com.example" },
    { type: "app:id", role: "installed", value: "old" },
  ]);
});

test("reads the store's record of an app in a file system, also one that names no app", async () => {
  const path = `${FOLDER}/iTunesMetadata.plist`;
  expect(await recordsOf(applications, path, binaryPlist(metadata()))).toMatchObject([
    { kind: "application", bundleId: "com.example.one", isInstalled: true, origin: "app-store" },
  ]);
  const [nameless] = await recordsOf(applications, path, binaryPlist({ sourceApp: "x" }));
  expect(nameless).toEqual({ kind: "application", isInstalled: true, origin: "other", sourceApp: "x" });
  expect(applications.observables!(nameless!)).toEqual([]);
});

test("tells what the bundle of an app may do unseen and what it asks for", async () => {
  const bytes = binaryPlist({
    CFBundleIdentifier: "com.example.app",
    CFBundleName: "App",
    CFBundleShortVersionString: "3.0",
    CFBundleExecutable: "AppBinary",
    UIBackgroundModes: ["location", "audio", 7],
    NSMicrophoneUsageDescription: "CANARY",
    NSCameraUsageDescription: "CANARY",
    SBAppTags: ["hidden"],
  });
  const [bundle] = await recordsOf(applications, `${FOLDER}/App.app/Info.plist`, bytes);
  expect(bundle).toEqual({
    kind: "bundle",
    bundleId: "com.example.app",
    bundlePath: `${FOLDER}/App.app`,
    title: "App",
    version: "3.0",
    executable: "AppBinary",
    backgroundModes: ["location", "audio"],
    asksFor: ["Camera", "Microphone"],
    isHidden: true,
  });
  expect(applications.observables!(bundle!)).toEqual([
    { type: "app:id", role: "installed", value: "com.example.app" },
    { type: "process:name", role: "listed", value: "AppBinary" },
    { type: "file:path", role: "installed", value: `${FOLDER}/App.app/AppBinary` },
  ]);
  const [bare] = await recordsOf(applications, `${FOLDER}/X.app/Info.plist`, binaryPlist({ CFBundleIdentifier: 7 }));
  expect(bare).toEqual({ kind: "bundle", bundlePath: `${FOLDER}/X.app` });
  expect(applications.observables!(bare!)).toEqual([]);
});

test("tells when an app was put on the phone, with its id where the folder is known", async () => {
  const archive = keyedArchive(
    archiveObject("MIBundleMetadata", { installDate: plistDate("2024-05-01T10:00:00Z"), installBuildVersion: "21E219", installType: 0 }),
  );
  const known = "/private/var/containers/Bundle/Application/com.example.app";
  const [record] = await recordsOf(applications, `${known}/BundleMetadata.plist`, binaryPlist(archive));
  expect(record).toEqual({
    kind: "installation",
    bundleId: "com.example.app",
    bundlePath: known,
    appInstalled: expect.objectContaining({ earliest: "1714557600000000000" }),
    osBuild: "21E219",
  });
  expect(applications.observables!(record!)).toEqual([{ type: "app:id", role: "installed", value: "com.example.app" }]);
  expect(applications.events!(record!)).toMatchObject([{ kind: "install", message: "artifacts/ios/applications/installed" }]);
  const [plain] = await recordsOf(applications, `${FOLDER}/BundleMetadata.plist`, binaryPlist({ installDate: "soon" }));
  expect(plain).toEqual({ kind: "installation", bundlePath: FOLDER });
  expect(applications.observables!(plain!)).toEqual([]);
  expect(applications.events!(plain!)).toEqual([]);
  expect(await faultsOf(applications, `${known}/BundleMetadata.plist`, binaryPlist(archive))).toEqual([]);
});

test("keeps no name of the account's owner", async () => {
  const bytes = xmlPlist({ ...described({ "com.example.one": metadata() }) });
  expect(JSON.stringify(await recordsOf(applications, INFO, bytes))).not.toContain("CANARY");
});

test("ends every damaged copy with records or a FormatError", async () => {
  const info = binaryPlist({ ...described({ a: metadata(), b: undefined }), "Installed Applications": ["a"] });
  expect(await faultsOf(applications, INFO, info, { cuts: 100, flips: 400 })).toEqual([]);
  const bundle = binaryPlist({ CFBundleIdentifier: "a", UIBackgroundModes: ["x"], SBAppTags: ["hidden"] });
  expect(await faultsOf(applications, `${FOLDER}/App.app/Info.plist`, bundle)).toEqual([]);
});
