import { isDictionary, type PlistDictionary, type PlistValue, textOf } from "../../formats/plist/value.ts";
import { atKey } from "../../model/locator.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { tellTooDeep, withinLimit } from "../partial-record.ts";
import { readDictionary, timeOf } from "../plist-members.ts";

/** The last change of a setting that profiles and the system may restrict. */
export interface SettingsEvent {
  /** Names of the setting and of what holds it, outermost first. */
  readonly setting: string;
  /** As stored: set, remove. */
  readonly change: string;
  /** What did it: a program, a profile by its number, or a part of the system. */
  readonly actor?: string;
  readonly logged?: EvidenceTime;
}

/** Settings of one list; a phone has some hundred. */
const MAX_EVENTS = 20_000;
/** Dictionaries within dictionaries; real lists have four. */
const MAX_DEPTH = 12;

export default defineArtifact<SettingsEvent>({
  id: "ios/settings-events",
  version: 1,
  paths: [
    "/private/var/containers/Shared/SystemGroup/systemgroup.com.apple.configurationprofiles/Library/ConfigurationProfiles/MCSettingsEvents.plist", // seen on iOS 15 to 26
  ],
  presence: { "ios-file-system": "expected", sysdiagnose: "expected" },
  scope: "device",
  emits: { "configuration-profile:id": ["listed"] },
  provenOn: "synthetic-only",
  references: ["https://github.com/EC-DIGIT-CSIRC/sysdiagnose", "https://developer.apple.com/documentation/devicemanagement/restrictions"],

  *parse(file, context) {
    const root = readDictionary(context, file);
    if (root) yield withinLimit(context, eventsIn(root, [], context), MAX_EVENTS);
  },

  observables: ({ actor }) =>
    actor !== undefined && UUID.test(actor) ? [{ type: "configuration-profile:id", role: "listed", value: actor }] : [],
});

const UUID = /^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/;

/** Wherever it stands: a dictionary that says what was done, and when. */
function eventsIn(value: PlistDictionary, path: readonly string[], context: ParseContext): readonly Located<SettingsEvent>[] {
  if (path.length > MAX_DEPTH) {
    tellTooDeep(context, atKey(...path), MAX_DEPTH);
    return [];
  }
  const change = textOf(value.get("event"));
  if (change !== undefined) return [{ at: [atKey(...path)], data: eventOf(value, change, path) }];
  return [...value].flatMap(([key, member]: [string, PlistValue]) =>
    isDictionary(member) ? eventsIn(member, [...path, key], context) : [],
  );
}

const eventOf = (value: PlistDictionary, change: string, path: readonly string[]): SettingsEvent => ({
  setting: path.join("/"),
  change,
  ...optional("actor", textOf(value.get("process"))),
  ...optional("logged", timeOf(value.get("timestamp"))),
});
