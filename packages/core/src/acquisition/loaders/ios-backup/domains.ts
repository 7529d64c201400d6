import { toCanonical } from "../../../model/canonical-path.ts";

/**
 * Where a domain of a backup lies on the phone. Apple's own list is Domains.plist in the backup framework of iOS; the public
 * restatements agree on these (docs/paths.md names them).
 */
const FOLDERS: ReadonlyMap<string, string> = new Map([
  ["HomeDomain", "/private/var/mobile"],
  ["KeyboardDomain", "/private/var/mobile"],
  ["TonesDomain", "/private/var/mobile"],
  ["HomeKitDomain", "/private/var/mobile"],
  ["CameraRollDomain", "/private/var/mobile"],
  ["MediaDomain", "/private/var/mobile"],
  ["HealthDomain", "/private/var/mobile/Library"],
  ["BooksDomain", "/private/var/mobile/Media/Books"],
  ["RootDomain", "/private/var/root"],
  ["WirelessDomain", "/private/var/wireless"],
  ["InstallDomain", "/private/var/installd"],
  ["DatabaseDomain", "/private/var/db"],
  ["KeychainDomain", "/private/var/Keychains"],
  ["SystemPreferencesDomain", "/private/var/preferences"],
  ["ManagedPreferencesDomain", "/private/var/Managed Preferences"],
  ["MobileDeviceDomain", "/private/var/MobileDevice"],
]);

/** Domains of containers: what follows the hyphen is the id, which stands in place of the container's UUID. */
const CONTAINER_DOMAINS: ReadonlyMap<string, string> = new Map([
  ["AppDomain", "/private/var/mobile/Containers/Data/Application"],
  ["AppDomainGroup", "/private/var/mobile/Containers/Shared/AppGroup"],
  ["AppDomainPlugin", "/private/var/mobile/Containers/Data/PluginKitPlugin"],
  ["SysContainerDomain", "/private/var/containers/Data/System"],
  ["SysSharedContainerDomain", "/private/var/containers/Shared/SystemGroup"],
]);

/** A container's folder and id, for a domain that is one. */
export function containerOf(domain: string): { readonly folder: string; readonly id: string } | undefined {
  const hyphen = domain.indexOf("-");
  const folder = hyphen < 0 ? undefined : CONTAINER_DOMAINS.get(domain.slice(0, hyphen));
  const id = domain.slice(hyphen + 1);
  return folder === undefined || !isComponent(id) ? undefined : { folder, id };
}

/** The folder of a domain on the phone, or undefined when it is not known where it lies. */
export function folderOfDomain(domain: string): string | undefined {
  const folder = FOLDERS.get(domain);
  if (folder !== undefined) return folder;
  const container = containerOf(domain);
  return container && `${container.folder}/${container.id}`;
}

/**
 * The canonical path of a catalogue entry. What has no place on the phone, and a relative path that would climb out of its domain,
 * stands as it was written below `bridle:/backup/`, so that no entry can pass itself off as another file.
 */
export function pathInDomain(domain: string, relativePath: string, folder = folderOfDomain(domain)): string {
  if (folder === undefined || isOdd(relativePath)) return `bridle:/backup/${domain}/${relativePath}`;
  if (relativePath === "") return folder;
  const path = `${folder}/${relativePath}`;
  return HAS_DOUBLED_SLASH.test(path) ? toCanonical(path, "ios") : path;
}

const HAS_DOUBLED_SLASH = /\/\/|\/$/;
const ODD = /(?:^|\/)\.{1,2}(?:\/|$)|^\/|\0/;
const isOdd = (relativePath: string): boolean => ODD.test(relativePath);
const isComponent = (id: string): boolean => id !== "" && id !== "." && id !== ".." && !id.includes("/") && !id.includes("\0");
