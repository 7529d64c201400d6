import { isBelow } from "../model/canonical-path.ts";

const VARIABLE = "/private/var";
/** Folders of the data volume where programs belong: apps, what the system fetches, and its updates. */
const PROGRAM_FOLDERS = [
  "/private/var/containers/Bundle",
  "/private/var/mobile/Containers",
  "/private/var/mobile/Applications", // to iOS 7
  "/private/var/MobileAsset",
  "/private/var/staged_system_apps",
];

/** Below the data volume, and not where programs are installed: where implants of several families ran from. */
export const isInWritableFolder = (path: string): boolean =>
  isBelow(path, VARIABLE) && !PROGRAM_FOLDERS.some((folder) => isBelow(path, folder));
