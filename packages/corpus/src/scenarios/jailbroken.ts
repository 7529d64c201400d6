import type { InstalledApp, PhoneFile } from "../ios/phone.ts";
import { buildProvisioning, PROVISIONING_PATH } from "../ios/provisioning.ts";
import { databaseFile, listFile } from "../life/files.ts";
import { type Life, merge } from "../life/life.ts";
import { ordinaryLife } from "../life/ordinary.ts";
import { DAY, HOUR, type UnixSeconds } from "../time.ts";
import { contacted } from "../traces.ts";
import { defineScenario } from "./scenario.ts";

/** The app that starts the jailbreak, signed with the owner's free developer account: https://palera.in · https://docs.sidestore.io */
const LOADER = "in.palera.loader";
const OWNERS_TEAM = "DEMOOWNER1";
const APPS: readonly InstalledApp[] = [{ bundleId: LOADER, executable: "palera1nLoader", version: "2.2", source: "none" }];

/** Package managers, a file manager and a shell, as the owner uses them; names are cut to sixteen characters like all others. */
const PROCESSES = ["Sileo", "apt", "sshd", "Filza", "NewTerm", "sftp-server"];

/**
 * Its owner opened the phone with palera1n, to have a file manager and themes. Programs that Apple did not sign use the network and
 * keep settings; what they are called is public, and none of it is spyware.
 */
export default defineScenario({
  id: "jailbroken",
  title: "A healthy phone that its owner jailbroke",
  live: (context) => merge(ordinaryLife(context), jailbreak(context)),
  planted: [],
  absent: [
    {
      what: "the programs of the jailbreak",
      artifact: "ios/data-usage",
      axis: "compromise",
      why: "their names are those of well-known tools",
    },
    {
      what: "settings of the jailbreak's programs",
      artifact: "ios/manifest",
      axis: "compromise",
      why: "a file manager's settings are no indicator",
    },
    { what: "a finding that counts", axis: "compromise", why: "a jailbreak is the owner's own doing" },
    { what: "a finding that counts", axis: "none", value: LOADER, why: "signed with the owner's own developer account" },
  ],
});

const jailbreak = ({ seed, to }: { readonly seed: number; readonly to: UnixSeconds }): Partial<Life> => ({
  ...contacted(seed, to - 60 * DAY, PROCESSES),
  apps: APPS,
  permissions: [
    { service: "kTCCServicePhotos", client: "com.tigisoftware.Filza", decision: "allowed", modified: to - 59 * DAY },
    { service: "kTCCServiceMediaLibrary", client: "ws.hbang.Terminal", decision: "denied", modified: to - 58 * DAY },
  ],
  files: jailbreakFiles(to),
});

function jailbreakFiles(to: UnixSeconds): readonly PhoneFile[] {
  const preferences = (domain: string, id: string) => listFile(domain, `Library/Preferences/${id}.plist`, to, { DEMO: true });
  const own = { bundleId: LOADER, team: OWNERS_TEAM, teamName: "DEMO owner", at: to - 61 * DAY, isTrusted: true };
  return [
    preferences("HomeDomain", "org.coolstar.SileoStore"),
    preferences("HomeDomain", "com.tigisoftware.Filza"),
    preferences("HomeDomain", "ws.hbang.Terminal"),
    preferences("RootDomain", "com.opa334.ellekit"),
    { domain: "HomeDomain", path: "Library/Sileo", kind: "directory", birth: to - 60 * DAY, modified: to - HOUR },
    listFile("HomeDomain", "Library/Caches/com.apple.mobile.installation.plist", to, { User: {}, System: {} }),
    databaseFile("MobileDeviceDomain", PROVISIONING_PATH, to, () => buildProvisioning([own])),
  ];
}
