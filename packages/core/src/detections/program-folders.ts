import { isBelow } from "../model/canonical-path.ts";
import type { ProgramPlace } from "../model/program.ts";

const VARIABLE = "/private/var";
/**
 * Folders of the data volume where programs and bundles lie on healthy phones: apps, what the system fetches, watch faces, carriers'
 * settings. Held against the paths of three research phones (tests/detections-real-files.test.ts).
 */
const PROGRAM_FOLDERS = [
  "/private/var/containers/Bundle",
  "/private/var/containers/Shared/SystemGroup",
  "/private/var/mobile/Containers",
  "/private/var/mobile/Applications", // to iOS 7
  "/private/var/MobileAsset",
  "/private/var/MobileSoftwareUpdate/MobileAsset",
  "/private/var/staged_system_apps",
  "/private/var/mobile/Library/NanoTimeKit",
  "/private/var/mobile/Library/Carrier Bundles",
  "/private/var/mobile/Library/CountryBundles",
];
/** The one tenant of that folder that Apple put there; Pegasus and Reign used its direct children. */
const UPDATE_BRAIN =
  /^\/private\/var\/db\/com\.apple\.xpc\.roleaccountd\.staging\/exec\/\d+\.\d+\.xpc\/com\.apple\.NRD\.UpdateBrainService$/;

/** Below the data volume, and not where programs are installed: where implants of several families ran from. */
export const isInWritableFolder = (path: string): boolean =>
  isBelow(path, VARIABLE) && !PROGRAM_FOLDERS.some((folder) => isBelow(path, folder)) && !UPDATE_BRAIN.test(path);

/** Where a program of an iPhone lies, by its canonical path. */
export function placeOfProgram(path: string): ProgramPlace {
  if (!path.startsWith("/")) return "unknown";
  if (isInWritableFolder(path)) return "data";
  return isBelow(path, VARIABLE) ? "installed" : "system";
}
