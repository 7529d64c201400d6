import { type Generation, isSince, type PhoneFile } from "./phone.ts";

/**
 * What a backup without a password does not hold: calls and the history of websites since iOS 13, and whom the system saw its owner
 * meet. https://support.apple.com/en-us/108353 · https://blog.elcomsoft.com/2019/10/ios-13-backup-passwords/ (date of the change)
 */
const SOURCES: Readonly<Record<string, RegExp>> = {
  "ios/calls": /^Library\/CallHistoryDB\//,
  "ios/interaction-c": /^Library\/CoreDuet\//,
  "ios/safari-browser-state": /^Library\/Safari\/(?:Profiles\/[^/]+\/)?BrowserState\.db/,
  "ios/safari-closed-tabs": /^Library\/Safari\/(?:Profiles\/[^/]+\/)?RecentlyClosedTabs\.plist/,
  "ios/safari-history": /^Library\/Safari\/(?:Profiles\/[^/]+\/)?History\.db/,
  "ios/safari-tabs": /^Library\/Safari\/(?:Profiles\/[^/]+\/)?(?:Safari|Cloud)Tabs\.db/,
};

const HEALTH = "HealthDomain";

const leavesOut = (generation: Generation): boolean => isSince(generation, "ios15");

/** Whether a backup without a password lacks the artifact. */
export const isLeftOut = (artifact: string, generation: Generation): boolean => leavesOut(generation) && artifact in SOURCES;

/** The files that are left without those that only an encrypted backup holds. */
export function* withoutLeftOut(files: Iterable<PhoneFile>, generation: Generation): Generator<PhoneFile> {
  const places = Object.values(SOURCES);
  for (const file of files) {
    const isOut = file.domain === HEALTH || places.some((place) => place.test(file.path));
    if (!isOut || !leavesOut(generation)) yield file;
  }
}
