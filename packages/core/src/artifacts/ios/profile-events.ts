import { isArray, isDictionary, memberOf, type PlistValue, textOf } from "../../formats/plist/value.ts";
import { atKey } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Observable } from "../../model/observable.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { withinLimit } from "../partial-record.ts";
import { readDictionary, readMember, timeOf } from "../plist-members.ts";
import { partsOfProfile, profileObservables } from "../profile-traces.ts";

/** Something that was done with a profile. */
export interface ProfileEvent {
  /** As stored: identifier and UUID in one. */
  readonly profile: string;
  readonly identifier?: string;
  readonly uuid?: string;
  /** As stored: install, remove … */
  readonly operation: string;
  /** What did it, as it named itself. */
  readonly process?: string;
  readonly logged?: EvidenceTime;
}

const EVENTS = "ProfileEvents";
/** The system keeps twenty and drops old ones (MCProfileEventsManager in ManagedConfiguration). */
const MAX_EVENTS = 10_000;
/** What the system writes where it does not know what did it. */
const UNKNOWN_PROCESS = "Unknown";
const IS_REMOVAL = /remov|uninstall|delet/i;

export default defineArtifact<ProfileEvent>({
  id: "ios/profile-events",
  version: 1,
  paths: [
    "/private/var/containers/Shared/SystemGroup/systemgroup.com.apple.configurationprofiles/Library/ConfigurationProfiles/MCProfileEvents.plist", // seen on iOS 16 to 27
    "/private/var/mobile/Library/ConfigurationProfiles/MCProfileEvents.plist", // where the folder lay to iOS 9
  ],
  presence: { "ios-backup": "expected", "ios-backup-encrypted": "expected", "ios-file-system": "expected", sysdiagnose: "with-os" },
  scope: "device",
  emits: { "configuration-profile:id": ["installed", "listed"], "process:name": ["ran"] },
  provenOn: "synthetic-only",
  references: ["https://docs.mvt.re/en/latest/ios/records/", "https://developer.apple.com/documentation/devicemanagement"],

  *parse(file, context) {
    const root = readDictionary(context, file);
    const events = root && readMember(context, root, EVENTS);
    if (isArray(events)) yield withinLimit(context, events, MAX_EVENTS).flatMap((entry, index) => entriesOf(entry, index, context));
    else if (events !== undefined)
      context.skip(message("artifacts/shared/field-damaged", { field: EVENTS }), [atKey(EVENTS)], "unreadable-form");
  },

  observables({ profile, operation, process }) {
    const ids = profileObservables([profile], IS_REMOVAL.test(operation) ? "listed" : "installed");
    const ran: Observable[] = process === undefined ? [] : [{ type: "process:name", role: "ran", value: process }];
    return [...ids, ...ran];
  },
  events: ({ logged, operation, profile, identifier }) =>
    logged
      ? [
          {
            time: logged,
            kind: "profile",
            message: "artifacts/ios/profile-events/done",
            params: { operation, profile: identifier ?? profile },
          },
        ]
      : [],
});

/** Each entry holds one profile; what an odd one holds besides is read too. */
function entriesOf(entry: PlistValue, index: number, context: ParseContext): Located<ProfileEvent>[] {
  if (isDictionary(entry)) return [...entry].map(([profile, value]) => eventOf(profile, value, index, context));
  context.skip(message("artifacts/shared/field-damaged", { field: EVENTS }), [atKey(EVENTS, index)]);
  return [];
}

/** An event whose details cannot be read names its profile all the same. */
function eventOf(profile: string, value: PlistValue, index: number, context: ParseContext): Located<ProfileEvent> {
  const at = [atKey(EVENTS, index, profile)];
  if (!isDictionary(value)) context.skip(message("artifacts/shared/field-damaged", { field: EVENTS }), at);
  const process = detail(value, "Process");
  const data = {
    profile,
    ...partsOfProfile(profile),
    operation: detail(value, "Operation") ?? "",
    ...(process !== undefined && process !== "" && process !== UNKNOWN_PROCESS && { process }),
    ...optional("logged", timeOf(memberNamed(value, "Timestamp"))),
  };
  return { at, data };
}

const detail = (value: PlistValue, name: string): string | undefined => textOf(memberNamed(value, name));

/** The names begin with a capital on the systems seen; tools that passed them on wrote them small. */
const memberNamed = (value: PlistValue, name: string): PlistValue | undefined =>
  memberOf(value, name) ?? memberOf(value, name.toLowerCase());
