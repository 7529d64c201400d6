import { isBelow } from "../model/canonical-path.ts";

/** Where programs of the system and of apps lie: the sealed volume, what Apple adds to it between versions, and the apps' own folders. */
const PROGRAM_FOLDERS = [
  "/System",
  "/usr",
  "/bin",
  "/sbin",
  "/Applications",
  "/Developer",
  "/Library",
  "/private/preboot/Cryptexes",
  "/private/var/containers/Bundle",
  "/private/var/mobile/Applications", // to iOS 7
  "/private/var/MobileAsset",
  "/private/var/MobileSoftwareUpdate",
  "/private/var/staged_system_apps",
];
/** The kernel has no path of a file. */
const KERNEL = "/kernel";

/** True for programs of which a phone has hundreds: their lines are kept only for what they say. */
export const isOrdinaryProgram = (path: string): boolean => path === KERNEL || PROGRAM_FOLDERS.some((folder) => isBelow(path, folder));
