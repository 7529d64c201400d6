import { addressBookOf } from "../ios/address-book.ts";
import { PROFILES, PROFILES_FOLDER, stubName } from "../ios/device-state.ts";
import type { PhoneFile } from "../ios/phone.ts";
import { buildProvisioning, PROVISIONING_PATH } from "../ios/provisioning.ts";
import type { Permission } from "../ios/tcc.ts";
import { databaseFile, listFile } from "../life/files.ts";
import { merge } from "../life/life.ts";
import { ordinaryLife } from "../life/ordinary.ts";
import { type PlistInput, real } from "../plist.ts";
import { DAY, HOUR, toAppleSeconds, toDate, type UnixSeconds } from "../time.ts";
import { defineScenario, type PlantedTrace } from "./scenario.ts";

/** A profile that Cytrox' customers had people install: https://citizenlab.ca/2021/12/pegasus-vs-predator-dissidents-doubly-infected-iphone-reveals-cytrox-mercenary-spyware/ */
const PROFILE = "76DAB334-7E17-475D-A5D6-0794EB5818A5";
const PROFILE_NAME = "example.shared.settings";
/** Programs of Predator and Coruna below folders that anybody may write to. */
const LISTENER = "/private/var/tmp/UserEventAgent";
const LOCATED = "/private/var/tmp/hooker";
/** A listed sender, here in the address book: one may well keep the address of somebody who wrote. */
const CONTACT = "oskarschalcher@outlook.com";
/** The helper that a forensic extraction leaves behind. */
const HELPER = "com.client.appA";

/** The phone of somebody whose settings, permissions and lists name published profiles and programs. */
export default defineScenario({
  id: "settings",
  title: "A phone whose settings name published profiles and programs",
  live: ({ seed, to }) => merge(ordinaryLife({ seed, to }), { permissions: permissions(to), files: settingFiles(to) }),
  planted: plantedTraces(),
  absent: [
    {
      what: "the school's calendar beside the listed profile",
      artifact: "ios/configuration-profiles",
      value: "School calendar",
      why: "an ordinary profile is no indicator",
    },
    {
      what: "the address book's entry as an attack",
      artifact: "ios/contacts",
      axis: "targeting",
      why: "to keep an address is not to be written to",
    },
  ],
});

const permissions = (to: UnixSeconds): readonly Permission[] => [
  { service: "kTCCServiceMicrophone", client: LISTENER, clientType: 1, decision: "allowed", modified: to - 30 * DAY },
];

function settingFiles(to: UnixSeconds): readonly PhoneFile[] {
  const list = (name: string, content: PlistInput) => listFile(PROFILES, `${PROFILES_FOLDER}/${name}`, to, content);
  const helper = { bundleId: HELPER, team: "DEMOTEAM02", teamName: "DEMO", at: to - 20 * DAY };
  return [
    list(stubName(PROFILE_NAME), listedProfile(to)),
    list("MCProfileEvents.plist", {
      ProfileEvents: [
        { [`${PROFILE_NAME}-${PROFILE}`]: { Operation: "install", Process: "Preferences", Timestamp: toDate(to - 31 * DAY) } },
      ],
    }),
    listFile("RootDomain", "Library/Caches/locationd/clients.plist", to, {
      "icom.apple.Maps:": { BundleId: "com.apple.Maps", Authorization: 2, LocationTimeStopped: real(toAppleSeconds(to - 2 * DAY)) },
      [`com.apple.locationd.executable-${LOCATED}`]: { Registered: LOCATED, LocationTimeStopped: real(toAppleSeconds(to - 30 * DAY)) },
    }),
    databaseFile("HomeDomain", "Library/AddressBook/AddressBook.sqlitedb", to, () =>
      addressBookOf([
        { first: "Ada", last: "Demo", values: ["ada@example.org", "+1 (202) 555-0111"] },
        { first: "O.", last: "S.", values: [CONTACT] },
      ]),
    ),
    databaseFile("MobileDeviceDomain", PROVISIONING_PATH, to, () => buildProvisioning([helper])),
  ];
}

const listedProfile = (to: UnixSeconds): PlistInput => ({
  PayloadType: "Configuration",
  PayloadVersion: 1,
  PayloadIdentifier: PROFILE_NAME,
  PayloadUUID: PROFILE,
  PayloadDisplayName: "DEMO settings",
  InstallDate: toDate(to - 31 * DAY + HOUR),
  InstallOptions: { isInstalledInteractively: true },
  PayloadContent: [
    {
      PayloadType: "com.apple.wifi.managed",
      PayloadVersion: 1,
      PayloadIdentifier: `${PROFILE_NAME}.wifi`,
      PayloadUUID: "8F2C1B77-1E0A-4B8E-8C2D-0A64F1D93E13",
      SSID_STR: "DEMO",
    },
  ],
});

function plantedTraces(): readonly PlantedTrace[] {
  const trace = (what: string, artifact: string, type: string, value: string, axis: PlantedTrace["axis"]): PlantedTrace => ({
    what,
    artifact: `ios/${artifact}`,
    type,
    value,
    axis,
  });
  return [
    trace("installed profile", "configuration-profiles", "configuration-profile:id", PROFILE, "compromise"),
    trace("note of a profile's installation", "profile-events", "configuration-profile:id", PROFILE, "compromise"),
    trace("program with a permission", "tcc", "file:path", LISTENER, "compromise"),
    trace("program that asked for the place", "locationd-clients", "file:path", LOCATED, "compromise"),
    trace("entry of the address book", "contacts", "email-addr:value", CONTACT, "none"),
    trace("permission to run an app", "provisioning-profiles", "app:id", HELPER, "none"),
  ];
}
