import type { Platform } from "./platform.ts";

/**
 * The one place where a path becomes canonical. Loaders, artifacts and the indicator compiler all call it, so that a path read
 * from a backup's catalogue, one quoted in a log and one published in an indicator compare as equal text. docs/paths.md explains
 * the rules and gives the sources.
 */

/** What a container UUID stands for on this phone, by upper-case UUID: the bundle id or group id. */
export type Containers = ReadonlyMap<string, string>;

const NO_CONTAINERS: Containers = new Map();

/** Apple's root links: /var, /etc and /tmp are links into /private; /tmp itself is /private/var/tmp on iOS. Longest first. */
const IOS_ALIASES: readonly (readonly [alias: string, target: string])[] = [
  ["/private/tmp", "/private/var/tmp"],
  ["/var", "/private/var"],
  ["/etc", "/private/etc"],
  ["/tmp", "/private/var/tmp"],
];

/** AOSP: emulated storage of user 0 and the credential-encrypted data of user 0 have many names. Longest first. */
const ANDROID_ALIASES: readonly (readonly [alias: string, target: string])[] = [
  ["/storage/emulated/legacy", "/data/media/0"],
  ["/storage/self/primary", "/data/media/0"],
  ["/mnt/user/0/primary", "/data/media/0"],
  ["/storage/emulated/0", "/data/media/0"],
  ["/data/user/0", "/data/data"],
  ["/storage/emulated", "/data/media"],
  ["/mnt/sdcard", "/data/media/0"],
  ["/sdcard", "/data/media/0"],
];

const ALIASES = { ios: IOS_ALIASES, android: ANDROID_ALIASES } as const;

/** `~` stands for the home of the user `mobile` in databases of iOS (sms.db writes attachments so). */
const HOME = "/private/var/mobile";

const CONTAINER =
  /^(\/private\/var\/(?:mobile\/Containers\/(?:Data\/(?:Application|PluginKitPlugin|VPNPlugin)|Shared\/AppGroup)|containers\/(?:Bundle\/Application|Data\/System|Shared\/SystemGroup)))\/([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})(?=\/|$)/;

/** Longest path taken from evidence; PATH_MAX is 1,024 on iOS and 4,096 on Android. */
export const MAX_PATH_LENGTH = 8_192;

/**
 * The canonical form of an absolute device path. Relative paths, other schemes and over-long text come back unchanged but for
 * doubled slashes: they have no device path. Letter case and Unicode normalization are kept: both file systems tell them apart.
 */
export function toCanonical(raw: string, platform: Platform, containers: Containers = NO_CONTAINERS): string {
  if (raw.length > MAX_PATH_LENGTH) return raw;
  const path = withoutDots(fromFileUrl(platform === "ios" && (raw === "~" || raw.startsWith("~/")) ? HOME + raw.slice(1) : raw));
  if (!path.startsWith("/")) return path;
  const real = withoutAliases(path, ALIASES[platform]);
  return platform === "ios" ? withContainerIds(real, containers) : real;
}

/** True when `path` lies below `folder`, at a component boundary; a folder is not below itself. */
export const isBelow = (path: string, folder: string): boolean =>
  folder === "/"
    ? path.length > 1 && path.startsWith("/")
    : path.length > folder.length && path.startsWith(folder) && path[folder.length] === "/";

/** The last component of a path. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

const fromFileUrl = (raw: string): string => {
  const match = /^file:\/\/(?:localhost)?(\/.*)$/s.exec(raw);
  if (!match) return raw;
  try {
    return decodeURIComponent(match[1]!);
  } catch {
    return match[1]!;
  }
};

const NEEDS_WORK = /\/\/|\/\.{1,2}(?:\/|$)|.\/$/;

/** Lexical: doubled slashes, `.` and `..` resolved, never above the root, no slash at the end. */
const withoutDots = (path: string): string => {
  if (!NEEDS_WORK.test(path)) return path;
  const isAbsolute = path.startsWith("/");
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (isAbsolute) parts.pop();
    else parts.push(part);
  }
  return (isAbsolute ? "/" : "") + parts.join("/");
};

const withoutAliases = (path: string, aliases: readonly (readonly [string, string])[]): string => {
  for (const [alias, target] of aliases) {
    if (path === alias || isBelow(path, alias)) return target + path.slice(alias.length);
  }
  return path;
};

const withContainerIds = (path: string, containers: Containers): string => {
  const match = CONTAINER.exec(path);
  const id = match && containers.get(match[2]!.toUpperCase());
  return id ? `${match[1]}/${id}${path.slice(match[0].length)}` : path;
};
