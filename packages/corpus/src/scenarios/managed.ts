import { PROFILES, PROFILES_FOLDER, stubName } from "../ios/device-state.ts";
import type { InstalledApp, PhoneFile } from "../ios/phone.ts";
import type { Permission } from "../ios/tcc.ts";
import { listFile } from "../life/files.ts";
import { merge } from "../life/life.ts";
import { ordinaryLife } from "../life/ordinary.ts";
import type { PlistInput } from "../plist.ts";
import { DAY, toDate, type UnixSeconds } from "../time.ts";
import { defineScenario } from "./scenario.ts";

const MANAGEMENT = "example.employer.mdm";
const MANAGEMENT_UUID = "6C1F0A52-3B1D-4F0E-9B7A-1D2C3E4F5A60";
const NETWORK = "example.employer.network";
const NETWORK_UUID = "7D2F1B63-4C2E-4A1F-8C8B-2E3D4F5A6B71";

/** Apps that the employer's server installed from the store. */
const MAIL = "example.employer.mail";
const APPS: readonly InstalledApp[] = [
  { bundleId: MAIL, executable: "Mail", version: "4.2", source: "com.apple.dmd" },
  { bundleId: "example.employer.rota", executable: "Rota", version: "1.9", source: "com.apple.dmd" },
];

/**
 * A work phone as an employer sets it up: supervised, with a server that may wipe it, the certificate of that server's maker and
 * a tunnel through the employer's network. Its owner knows; none of it is an attack, and all of it has to be told.
 */
export default defineScenario({
  id: "managed",
  title: "A healthy phone that an employer manages",
  live: (context) => merge(ordinaryLife(context), { apps: APPS, permissions: permissions(context.to), files: managedFiles(context.to) }),
  planted: [],
  absent: [
    {
      what: "a profile that an employer's server installed",
      artifact: "ios/configuration-profiles",
      axis: "none",
      why: "a certificate and a tunnel are what employers set up, and this one came from the server that manages the phone",
    },
    {
      what: "apps that the server installed",
      artifact: "ios/applications",
      axis: "none",
      why: "they are the store's, bought by the employer",
    },
    { what: "a finding of medium severity or above", axis: "compromise", why: "management is no implant" },
    { what: "a finding of medium severity or above", axis: "attempt", why: "nobody attacked this phone" },
  ],
});

const permissions = (to: UnixSeconds): readonly Permission[] => [
  { service: "kTCCServiceCalendar", client: MAIL, decision: "allowed", reason: 6, modified: to - 80 * DAY },
  { service: "kTCCServiceCamera", client: MAIL, decision: "allowed", modified: to - 79 * DAY },
];

function managedFiles(to: UnixSeconds): readonly PhoneFile[] {
  const list = (name: string, content: PlistInput) => listFile(PROFILES, `${PROFILES_FOLDER}/${name}`, to, content);
  return [
    list("CloudConfigurationDetails.plist", {
      AllowPairing: false,
      CloudConfigurationUIComplete: true,
      ConfigurationSource: 2,
      ConfigurationURL: "https://mdm.employer.example/enroll",
      IsMandatory: true,
      IsMDMUnremovable: true,
      IsSupervised: true,
      OrganizationName: "Example Employer",
    }),
    list("MDM.plist", {
      AccessRights: 8191,
      CheckInURL: "https://mdm.employer.example/checkin",
      ServerURL: "https://mdm.employer.example/server",
      ManagingProfileIdentifier: MANAGEMENT,
      IsSupervised: true,
      Topic: "com.apple.mgmt.External.DEMO",
    }),
    list("PayloadManifest.plist", { OrderedProfiles: [MANAGEMENT, NETWORK], HiddenProfiles: [] }),
    list(stubName(MANAGEMENT), managementProfile(to)),
    list(stubName(NETWORK), networkProfile(to)),
    list("MCProfileEvents.plist", profileEvents(to)),
  ];
}

const payload = (type: string, owner: string, fields: Record<string, PlistInput> = {}): PlistInput => ({
  PayloadType: type,
  PayloadVersion: 1,
  PayloadIdentifier: `${owner}.${type}`,
  PayloadUUID: "9F3A2C74-5D3F-4B20-9D9C-3F4E5A6B7C82",
  ...fields,
});

const managementProfile = (to: UnixSeconds): PlistInput => ({
  PayloadType: "Configuration",
  PayloadVersion: 1,
  PayloadIdentifier: MANAGEMENT,
  PayloadUUID: MANAGEMENT_UUID,
  PayloadDisplayName: "Device management",
  PayloadOrganization: "Example Employer",
  PayloadRemovalDisallowed: true,
  InstallDate: toDate(to - 100 * DAY),
  InstallOptions: { isInstalledInteractively: false },
  PayloadContent: [
    payload("com.apple.security.root", MANAGEMENT),
    payload("com.apple.mdm", MANAGEMENT, { ServerURL: "https://mdm.employer.example/server" }),
  ],
});

/** `isInstalledByMDM` in the options is how a profile from the server is told from one that was opened by hand. */
const networkProfile = (to: UnixSeconds): PlistInput => ({
  PayloadType: "Configuration",
  PayloadVersion: 1,
  PayloadIdentifier: NETWORK,
  PayloadUUID: NETWORK_UUID,
  PayloadDisplayName: "Office network",
  PayloadOrganization: "Example Employer",
  InstallDate: toDate(to - 100 * DAY + 60),
  InstallOptions: { isInstalledByMDM: true, isInstalledInteractively: false },
  PayloadContent: [
    payload("com.apple.vpn.managed", NETWORK, { VPN: { RemoteAddress: "vpn.employer.example" } }),
    payload("com.apple.wifi.managed", NETWORK, { SSID_STR: "Office" }),
    payload("com.apple.applicationaccess", NETWORK, { allowCamera: true }),
  ],
});

const profileEvents = (to: UnixSeconds): PlistInput => ({
  ProfileEvents: [
    { [`${NETWORK}-${NETWORK_UUID}`]: { Operation: "install", Process: "mdmd", Timestamp: toDate(to - 100 * DAY + 60) } },
    { [`${MANAGEMENT}-${MANAGEMENT_UUID}`]: { Operation: "install", Process: "Setup", Timestamp: toDate(to - 100 * DAY) } },
  ],
});
