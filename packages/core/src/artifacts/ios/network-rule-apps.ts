import { isArray, isDictionary, type PlistDictionary, textOf } from "../../formats/plist/value.ts";
import { atFile, atKey } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Located } from "../../model/record.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { withinLimit } from "../partial-record.ts";
import { readDictionary } from "../plist-members.ts";

/** An app that the rules for connections were worked out for, with the images of its programs. */
export interface NetworkRuleApp {
  readonly bundleId: string;
  /** As stored. */
  readonly imageUuids: readonly string[];
}

/** The first as a published reader of iOS 12 and 13 names it; the others from memory of a Mac. */
const LISTS = ["app-rules", "uuid-mappings", "synthesized-uuid-mappings"] as const;
/** Apps of one list; a phone has some hundred. */
const MAX_APPS = 20_000;
const MAX_IMAGES = 1_000;

const FOLDER = "/private/var/preferences/com.apple.networkextension";

export default defineArtifact<NetworkRuleApp>({
  id: "ios/network-rule-apps",
  version: 1,
  paths: [
    `${FOLDER}.cache.plist`, // seen on iOS 12 and 13
    `${FOLDER}.uuidcache.plist`, // from memory
  ],
  presence: { "ios-file-system": "with-os", sysdiagnose: "with-os" },
  scope: "device",
  emits: { "app:id": ["listed"] },
  provenOn: "synthetic-only",
  references: ["https://github.com/cheeky4n6monkey/iOS_sysdiagnose_forensic_scripts", "https://github.com/EC-DIGIT-CSIRC/sysdiagnose"],

  *parse(file, context) {
    const root = readDictionary(context, file);
    if (!root) return;
    const lists = LISTS.flatMap((key) => {
      const list = root.get(key);
      return isDictionary(list) ? [[key, list] as const] : [];
    });
    if (lists.length === 0 && root.size > 0) context.skip(message("artifacts/ios/network-rule-apps/no-list"), [atFile], "unreadable-form");
    for (const [key, list] of lists) yield appsIn(key, list, context);
  },

  observables: ({ bundleId }) => [{ type: "app:id", role: "listed", value: bundleId }],
});

const appsIn = (key: string, list: PlistDictionary, context: ParseContext): readonly Located<NetworkRuleApp>[] =>
  withinLimit(context, [...list], MAX_APPS).map(([bundleId, images]) => {
    const at = atKey(key, bundleId);
    const texts = withinLimit(context, isArray(images) ? images : [images], MAX_IMAGES, at).flatMap((one) => textOf(one) ?? []);
    return { at: [at], data: { bundleId, imageUuids: texts } };
  });
