import { isDate, isDictionary, numberOf, type PlistDictionary, type PlistValue } from "../../formats/plist/value.ts";
import { atKey } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Observable } from "../../model/observable.ts";
import type { Located } from "../../model/record.ts";
import { type EvidenceTime, fromAppleTime } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { withinLimit } from "../partial-record.ts";
import { addressObservable } from "../whatsapp-address.ts";

/** A service of Apple asked whether a party can be reached through it. */
export interface IdentityLookup {
  /** Name of the service: com.apple.madrid is iMessage, com.apple.ess FaceTime … */
  readonly service?: string;
  /** As stored, with every character: mailto:, tel:, and what exploits have put behind it. */
  readonly handle: string;
  /** As stored: 1 reachable, 2 not reachable; others are not known. */
  readonly idStatus?: number;
  readonly lookedUp?: EvidenceTime;
}

const MAX_SERVICES = 1_000;
/** Parties of one service; a phone of years has some thousands. */
const MAX_PARTIES = 100_000;

export default defineArtifact<IdentityLookup>({
  id: "ios/id-status-cache",
  version: 1,
  paths: [
    "/private/var/mobile/Library/Preferences/com.apple.identityservices.idstatuscache.plist", // to iOS 14.6; empty since
    "/private/var/mobile/Library/IdentityServices/idstatuscache.plist", // iOS 14.7 on
  ],
  presence: { "ios-backup": "with-os", "ios-backup-encrypted": "with-os", "ios-file-system": "with-os" },
  scope: "communication",
  emits: { "email-addr:value": ["resolved"], "phone-number:value": ["resolved"] },
  provenOn: "real-data",
  references: [
    "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
    "https://citizenlab.ca/2021/08/bahrain-hacks-activists-with-nso-group-zero-click-iphone-exploits/",
  ],

  *parse(file, context) {
    const root = context.plist(file);
    if (!isDictionary(root)) {
      context.skip(message("artifacts/shared/not-a-dictionary"), undefined, "unreadable-form");
      return;
    }
    for (const [service, parties] of withinLimit(context, [...root], MAX_SERVICES)) {
      if (isDictionary(parties)) yield lookupsOf(service, parties, context);
    }
  },

  observables: observablesOf,
  events: ({ lookedUp, handle, service }) =>
    lookedUp
      ? [
          {
            time: lookedUp,
            kind: "lookup",
            message: "artifacts/ios/id-status-cache/looked-up",
            params: { handle, service: service ?? "" },
          },
        ]
      : [],
});

/** A party whose entry is not what it ought to be is told without its time: that it was looked up is what matters. */
const lookupsOf = (service: string, parties: PlistDictionary, context: ParseContext): Located<IdentityLookup>[] =>
  withinLimit(context, [...parties], MAX_PARTIES).map(([handle, entry]) => {
    const fields: PlistDictionary = isDictionary(entry) ? entry : new Map();
    const data = {
      service,
      handle,
      ...optional("idStatus", numberOf(fields.get("IDStatus"))),
      ...optional("lookedUp", timeOf(fields.get("LookupDate"))),
    };
    return { at: [atKey(service, handle)], data };
  });

/** Seconds since 2001, or a date. */
const timeOf = (value: PlistValue | undefined): EvidenceTime | undefined => {
  if (typeof value === "number" || typeof value === "bigint") return fromAppleTime(value);
  return isDate(value) ? fromAppleTime(value.appleSeconds) : undefined;
};

/** What follows a NUL is no part of an address, and would hide it from every indicator. */
function observablesOf({ handle }: IdentityLookup): readonly Observable[] {
  const party = addressObservable(handle.split("\0")[0]!, "resolved");
  return party ? [party] : [];
}
