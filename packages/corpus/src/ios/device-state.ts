import { createHash } from "node:crypto";
import { plistFile } from "../life/belongings.ts";
import type { Life } from "../life/life.ts";
import { type PlistInput, real } from "../plist.ts";
import { DAY, HOUR, toAppleSeconds, toDate, type UnixSeconds } from "../time.ts";
import type { NetworkProcess } from "./data-usage.ts";
import { type Generation, isSince, type PhoneFile } from "./phone.ts";
import { buildProvisioning, PROVISIONING_PATH } from "./provisioning.ts";

export interface DeviceStateInput {
  readonly life: Life;
  readonly generation: Generation;
  readonly to: UnixSeconds;
}

export const PROFILES = "SysSharedContainerDomain-systemgroup.com.apple.configurationprofiles";
export const PROFILES_FOLDER = "Library/ConfigurationProfiles";

/** What a phone writes down of itself: its daily analytics, its profiles, who asked for its place. */
export function* deviceStateFiles({ life, generation, to }: DeviceStateInput): Generator<PhoneFile> {
  const dated = { birth: to - 300 * DAY, modified: to - HOUR };
  const list = (domain: string, path: string, content: PlistInput): PhoneFile => ({ ...plistFile(domain, path, content), ...dated });
  yield list("RootDomain", "Library/Caches/locationd/clients.plist", locationClients(life, to));
  yield list(PROFILES, `${PROFILES_FOLDER}/PayloadManifest.plist`, { OrderedProfiles: [SCHOOL, CARRIER], HiddenProfiles: [CARRIER] });
  yield list(PROFILES, `${PROFILES_FOLDER}/ProfileTruth.plist`, {});
  yield list(PROFILES, `${PROFILES_FOLDER}/CloudConfigurationDetails.plist`, {
    AllowPairing: true,
    CloudConfigurationUIComplete: true,
    ConfigurationSource: 0,
    IsSupervised: false,
    PostSetupProfileWasInstalled: true,
  });
  yield list(PROFILES, `${PROFILES_FOLDER}/${stubName(SCHOOL)}`, schoolProfile(to));
  if (!isSince(generation, "ios15")) return;
  yield list(PROFILES, `${PROFILES_FOLDER}/MCProfileEvents.plist`, profileEvents(to));
  yield list("HomeDomain", "Library/Preferences/com.apple.osanalytics.addaily.plist", dailyAnalytics(life.processes));
  yield { ...dated, domain: "MobileDeviceDomain", path: PROVISIONING_PATH, kind: "file", content: buildProvisioning().main };
}

/** Counters as the last usage row has them; a process whose row somebody deleted is not here either. */
const dailyAnalytics = (processes: readonly NetworkProcess[]): PlistInput => ({
  netUsageBaseline: Object.fromEntries(
    processes.flatMap(({ name, usage, isDeleted }) => {
      const last = usage.at(-1);
      if (isDeleted || last === undefined) return [];
      return [[name, [toDate(last.at), real(last.wifiIn), real(last.wifiOut), real(last.wwanIn), real(last.wwanOut)]] as const];
    }),
  ),
});

const SCHOOL = "example.school.calendar";
const SCHOOL_UUID = "2B0A61F4-7C1D-4E52-9A10-5D3B7E90C401";
const CARRIER = "com.example.carrier.apn";

/** A profile's stub has the SHA-256 of its identifier for a name. */
export const stubName = (identifier: string): string => `profile-${createHash("sha256").update(identifier).digest("hex")}.stub`;

/** A timetable to subscribe to, as schools give it out: profiles are ordinary. */
const schoolProfile = (to: UnixSeconds): PlistInput => ({
  PayloadType: "Configuration",
  PayloadVersion: 1,
  PayloadIdentifier: SCHOOL,
  PayloadUUID: SCHOOL_UUID,
  PayloadDisplayName: "School calendar",
  PayloadOrganization: "Example School",
  ProfileWasEncrypted: false,
  MCProfileIsRemovalStub: true,
  TargetDeviceType: 0,
  InstallDate: toDate(to - 95 * DAY),
  InstallOptions: { isInstalledInteractively: true },
  PayloadContent: [
    {
      PayloadType: "com.apple.subscribedcalendar.account",
      PayloadVersion: 1,
      PayloadIdentifier: `${SCHOOL}.subscription`,
      PayloadUUID: "8F2C1B77-1E0A-4B8E-8C2D-0A64F1D93E12",
      PayloadDisplayName: "Timetable",
      SubCalAccountHostName: "https://school.example/timetable.ics",
    },
  ],
});

/** Newest first; what was removed stands here and nowhere else. */
const profileEvents = (to: UnixSeconds): PlistInput => ({
  ProfileEvents: [
    {
      [`${SCHOOL}-${SCHOOL_UUID}`]: { Operation: "install", Process: "Preferences", Timestamp: toDate(to - 95 * DAY) },
    },
    {
      "example.beta-90D2C6B1-55AE-4D0C-9D4F-2D9C0E6A7B33": {
        Operation: "remove",
        Process: "Preferences",
        Timestamp: toDate(to - 96 * DAY),
      },
    },
  ],
});

const IN_USE = 2;
const DENIED = 1;

/** Apps by their ids, programs and bundles of the system by their paths; the letter in front came with iOS 15. */
const locationClients = ({ apps }: Life, to: UnixSeconds): PlistInput => ({
  "icom.apple.Maps:": { BundleId: "com.apple.Maps", Authorization: IN_USE, LocationTimeStopped: real(toAppleSeconds(to - 2 * DAY)) },
  ...Object.fromEntries(
    apps.slice(0, 3).map(({ bundleId }, index) => [`i${bundleId}:`, { BundleId: bundleId, Authorization: index === 0 ? IN_USE : DENIED }]),
  ),
  "p/System/Library/LocationBundles/Routine.bundle": {
    BundlePath: "/System/Library/LocationBundles/Routine.bundle",
    Registered: "",
    ReceivingLocationInformationTimeStopped: real(toAppleSeconds(to - HOUR)),
  },
  "com.apple.locationd.executable-/usr/libexec/routined": { Registered: "/usr/libexec/routined" },
});
