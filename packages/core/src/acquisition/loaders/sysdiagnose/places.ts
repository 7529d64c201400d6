/**
 * Where the members of a sysdiagnose come from on the phone, by the beginning of their path in it; the rest of
 * the path follows. A trace that file-system dumps and sysdiagnoses both hold has one name that way; what the collectors write themselves (ps.txt)
 * has no place, and is `bridle:/sysdiagnose/<path>`. Sources: the published inventories of EC-DIGIT and iLEAPP; paths on the phone from
 * the public listings of research phones.
 */
const PLACES: readonly (readonly [member: string, folder: string])[] = [
  ["system_logs.logarchive/Extra/", "/private/var/db/diagnostics/"],
  ["system_logs.logarchive/Persist/", "/private/var/db/diagnostics/Persist/"],
  ["system_logs.logarchive/Special/", "/private/var/db/diagnostics/Special/"],
  ["system_logs.logarchive/Signpost/", "/private/var/db/diagnostics/Signpost/"],
  ["system_logs.logarchive/HighVolume/", "/private/var/db/diagnostics/HighVolume/"],
  ["system_logs.logarchive/timesync/", "/private/var/db/diagnostics/timesync/"],
  ["system_logs.logarchive/dsc/", "/private/var/db/uuidtext/dsc/"],
  ["crashes_and_spins/", "/private/var/mobile/Library/Logs/CrashReporter/"],
  ["logs/Accessibility/TCC.db", "/private/var/mobile/Library/TCC/TCC.db"],
  ["logs/MobileInstallation/", "/private/var/installd/Library/Logs/MobileInstallation/"],
  ["logs/MobileContainerManager/", "/private/var/root/Library/Logs/MobileContainerManager/"],
  ["logs/MobileActivation/", "/private/var/mobile/Library/Logs/mobileactivationd/"],
  ["logs/MobileLockdown/", "/private/var/logs/"],
  ["logs/Networking/com.apple.networkextension", "/private/var/preferences/com.apple.networkextension"],
  ["logs/MobileBackup/com.apple.MobileBackup.plist", "/private/var/root/Library/Preferences/com.apple.MobileBackup.plist"],
  ["logs/itunesstored/downloads.", "/private/var/mobile/Media/Downloads/downloads."],
  ["logs/MCState/User/", "/private/var/mobile/Library/UserConfigurationProfiles/"],
  [
    "logs/MCState/Shared/",
    "/private/var/containers/Shared/SystemGroup/systemgroup.com.apple.configurationprofiles/Library/ConfigurationProfiles/",
  ],
  ["WiFi/com.apple.wifi.plist", "/private/var/preferences/SystemConfiguration/com.apple.wifi.plist"], // the list itself, before iOS 16
  ["WiFi/com.apple.wifi.known-networks.plist", "/private/var/preferences/com.apple.wifi.known-networks.plist"],
];

/** Tables of strings lie in folders named by the first byte of a UUID; those of shared caches in one of their own. */
const STRINGS = /^system_logs\.logarchive\/([0-9A-F]{2}\/[0-9A-F]{30}|dsc\/[0-9A-F]{32})$/;
/** What a paired watch sent along says nothing of this phone. */
const PAIRED = /(?:^|\/)ProxiedDevice-[^/]*\//;

/** The canonical path of a member, by its path below the root of the sysdiagnose. */
export function placeOf(member: string): string {
  if (PAIRED.test(member)) return `bridle:/sysdiagnose-paired/${member}`;
  const strings = STRINGS.exec(member);
  if (strings) return `/private/var/db/uuidtext/${strings[1]}`;
  const place = PLACES.find(([beginning]) => member.startsWith(beginning));
  return place === undefined ? `bridle:/sysdiagnose/${member}` : place[1] + member.slice(place[0].length);
}

/** Written beside each file by a Mac that packed the folder again. */
export const isMacMetadata = (member: string): boolean => /(?:^|\/)(?:\._[^/]*|\.DS_Store)$/.test(member);
