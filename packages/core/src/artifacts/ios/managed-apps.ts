import { isDictionary, memberOf, numberOf, type PlistDictionary, type PlistValue } from "../../formats/plist/value.ts";
import { atKey } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Located } from "../../model/record.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { withinLimit } from "../partial-record.ts";
import { flagOf, readDictionary } from "../plist-members.ts";

/** An app that whoever manages the phone had it install, or asked it to. */
export interface ManagedApp {
  readonly bundleId: string;
  /** As stored; which number stands for what is not published by Apple. */
  readonly managedState?: number;
  readonly managedFlags?: number;
  /** The owner may remove it. */
  readonly isRemovable?: boolean;
}

const APPS = "metadataByBundleID";
/** Apps of one phone; organizations give out some tens. */
const MAX_APPS = 10_000;

const SYSTEM = "/private/var/containers/Shared/SystemGroup/systemgroup.com.apple.configurationprofiles/Library/ConfigurationProfiles";
const OLD = "/private/var/mobile/Library/ConfigurationProfiles";

/** Keys as other readers of the list name them; no list of a real phone was at hand. */
export default defineArtifact<ManagedApp>({
  id: "ios/managed-apps",
  version: 1,
  paths: [
    `${SYSTEM}/MDMAppManagement.plist`, // iOS 10 on, managed phones
    `${OLD}/MDMAppManagement.plist`, // to iOS 9
  ],
  presence: { "ios-backup": "with-os", "ios-backup-encrypted": "with-os", "ios-file-system": "with-os", sysdiagnose: "with-os" },
  scope: "device",
  emits: { "app:id": ["listed"] },
  provenOn: "synthetic-only",
  references: ["https://developer.apple.com/documentation/devicemanagement/managed-application-list-command"],

  *parse(file, context) {
    const root = readDictionary(context, file);
    if (!root) return;
    const apps = root.get(APPS);
    if (isDictionary(apps)) yield managedApps(apps, context);
    // What was once managed and is no more leaves a list without this member.
    else if (root.size > 0) context.skip(message("artifacts/shared/key-missing", { key: APPS }), [atKey(APPS)], "unreadable-form");
  },

  observables: ({ bundleId }) => [{ type: "app:id", role: "listed", value: bundleId }],
});

const managedApps = (apps: PlistDictionary, context: ParseContext): readonly Located<ManagedApp>[] =>
  withinLimit(context, [...apps], MAX_APPS).map(([bundleId, metadata]) => ({
    at: [atKey(APPS, bundleId)],
    data: {
      bundleId,
      ...optional("managedState", numberIn(metadata, "state")),
      ...optional("managedFlags", numberIn(metadata, "flags")),
      ...optional("isRemovable", flagOf(memberOf(memberOf(metadata, "Attributes"), "Removable"))),
    },
  }));

const numberIn = (metadata: PlistValue, key: string): number | undefined => numberOf(memberOf(metadata, key));
