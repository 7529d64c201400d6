import { binaryPlist, type PlistInputDictionary, xmlPlist } from "../plist.ts";
import { createRandom, seedFor } from "../random.ts";
import { toDate } from "../time.ts";
import type { InstalledApp, Phone } from "./phone.ts";
import type { Protection } from "./protection.ts";

/** Info.plist is the one XML file of a backup: what the computer that made it knew of the phone. */
export function infoPlist(phone: Phone): Uint8Array {
  const { device, apps } = phone;
  const random = createRandom(seedFor(phone.seed, "info"));
  return xmlPlist({
    BridleDemo: true,
    Applications: Object.fromEntries(
      apps.map((app) => [app.bundleId, app.source === "none" ? {} : { iTunesMetadata: storeMetadata(app) }]),
    ),
    "Build Version": device.buildVersion,
    "Device Name": device.name,
    "Display Name": device.name,
    GUID: random.hex(32).toUpperCase(),
    ICCID: "8900000000000000000",
    IMEI: "000000000000000",
    "Installed Applications": apps.map(({ bundleId }) => bundleId),
    "Last Backup Date": toDate(phone.backupTime),
    "Phone Number": device.phoneNumber,
    "Product Name": device.productName,
    "Product Type": device.productType,
    "Product Version": device.productVersion,
    "Serial Number": device.serialNumber,
    "Target Identifier": device.udid,
    "Target Type": "Device",
    "Unique Identifier": device.udid.toUpperCase(),
    "iTunes Files": {},
    "iTunes Settings": {},
    "iTunes Version": "12.13.4.4",
  });
}

const APP_STORE = "com.apple.AppStore";

/** What the App Store wrote when the app was bought; sideloaded apps have none of it. */
const storeMetadata = ({ bundleId, executable, version, source = APP_STORE }: InstalledApp): Uint8Array =>
  binaryPlist({
    itemName: executable,
    artistName: "Demo",
    bundleShortVersionString: version,
    softwareVersionBundleId: bundleId,
    sourceApp: source,
    "com.apple.iTunesStore.downloadInfo": { purchaseDate: "2021-01-11T09:30:00Z", accountInfo: { AppleID: "owner@example.com" } },
  });

export function manifestPlist(phone: Phone, protection: Protection): Uint8Array {
  const { device } = phone;
  return binaryPlist({
    BridleDemo: true,
    BackupKeyBag: new Uint8Array(),
    Version: "10.0",
    Date: toDate(phone.backupTime),
    SystemDomainsVersion: "24.0",
    WasPasscodeSet: true,
    IsEncrypted: protection.isEncrypted,
    Lockdown: {
      BuildVersion: device.buildVersion,
      DeviceName: device.name,
      ProductType: device.productType,
      ProductVersion: device.productVersion,
      SerialNumber: device.serialNumber,
      UniqueDeviceID: device.udid,
    },
    Applications: applications(phone),
    ...protection.manifestKeys,
  });
}

function applications({ apps, seed }: Phone): PlistInputDictionary {
  const random = createRandom(seedFor(seed, "containers"));
  return Object.fromEntries(
    apps.map(({ bundleId, executable, version }) => [
      bundleId,
      {
        CFBundleIdentifier: bundleId,
        CFBundleVersion: version,
        ContainerContentClass: "Data/Application",
        Path: `/var/containers/Bundle/Application/${random.uuid()}/${executable}.app`,
      },
    ]),
  );
}

export const statusPlist = (phone: Phone): Uint8Array =>
  binaryPlist({
    BackupState: "new",
    Date: toDate(phone.backupTime),
    IsFullBackup: true,
    SnapshotState: "finished",
    UUID: createRandom(seedFor(phone.seed, "status")).uuid(),
    Version: "3.3",
  });
