import { atFile, atKey } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import { defineArtifact } from "../artifact.ts";
import { flagOf, readDictionary } from "../plist-members.ts";

/** What the settings shared by all programs say of the phone's protection; language, region and keyboards are left where they are. */
export interface GlobalPreferences {
  /** `unstated`: the setting was never touched, or the system does not know it. */
  readonly lockdownMode: "on" | "off" | "unstated";
}

/** Lockdown Mode, "LDM", for all apps and services. */
const LOCKDOWN_MODE = "LDMGlobalEnabled";

export default defineArtifact<GlobalPreferences>({
  id: "ios/global-preferences",
  version: 1,
  paths: [
    "/private/var/mobile/Library/Preferences/.GlobalPreferences.plist", // all versions; Lockdown Mode since iOS 16
  ],
  presence: { "ios-backup": "expected", "ios-backup-encrypted": "expected", "ios-file-system": "expected" },
  scope: "device",
  emits: {},
  provenOn: "synthetic-only",
  references: ["https://support.apple.com/en-us/105120", "https://docs.mvt.re/en/latest/ios/records/"],

  *parse(file, context) {
    const root = readDictionary(context, file);
    if (!root) return;
    const value = root.get(LOCKDOWN_MODE);
    const isOn = flagOf(value);
    if (value === undefined) yield [{ at: [atFile], data: { lockdownMode: "unstated" } }];
    else if (isOn === undefined) context.skip(message("artifacts/shared/field-damaged", { field: LOCKDOWN_MODE }), [atKey(LOCKDOWN_MODE)]);
    else yield [{ at: [atKey(LOCKDOWN_MODE)], data: { lockdownMode: isOn ? "on" : "off" } }];
  },
});
