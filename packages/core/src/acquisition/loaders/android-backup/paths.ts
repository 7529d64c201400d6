import { toCanonical } from "../../../model/canonical-path.ts";

/**
 * Where the parts of an app's backup lie on the phone, by the name of the part (AOSP: FullBackup.java, "domain tokens"). A part with
 * `d_` before it is what is kept in device-protected storage.
 */
const FOLDERS: Readonly<Record<string, string>> = {
  f: "/files",
  db: "/databases",
  sp: "/shared_prefs",
  r: "",
  c: "/cache",
  nb: "/no_backup",
};
/** Parts that do not lie in the app's own folder. */
const ELSEWHERE: Readonly<Record<string, (app: string) => string>> = {
  a: (app) => `/data/app/${app}`,
  obb: (app) => `/data/media/0/Android/obb/${app}`,
  ef: (app) => `/data/media/0/Android/data/${app}/files`,
};

const APP_FILE = /^apps\/([^/]+)\/([^/]+)\/(.+)$/s;
const SHARED_FILE = /^shared\/(\d+)\/(.+)$/s;
const DEVICE_PROTECTED = "d_";

/** The canonical path of a member of a backup: on the phone, or below `bridle:/backup/` where it has no place there. */
export function devicePathOf(name: string): string {
  const [, volume, shared] = SHARED_FILE.exec(name) ?? [];
  if (volume !== undefined) return toCanonical(`/data/media/${volume}/${shared}`, "android");
  const [, app, part, rest] = APP_FILE.exec(name) ?? [];
  const folder = app !== undefined ? folderOf(app, part!) : undefined;
  return folder === undefined ? `bridle:/backup/${name}` : toCanonical(`${folder}/${rest}`, "android");
}

function folderOf(app: string, part: string): string | undefined {
  if (Object.hasOwn(ELSEWHERE, part)) return ELSEWHERE[part]!(app);
  const isProtected = part.startsWith(DEVICE_PROTECTED);
  const name = isProtected ? part.slice(DEVICE_PROTECTED.length) : part;
  if (!Object.hasOwn(FOLDERS, name)) return undefined;
  return `${isProtected ? "/data/user_de/0" : "/data/data"}/${app}${FOLDERS[name]}`;
}
