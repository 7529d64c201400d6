import { defineArtifact, type ParseContext } from "../artifact.ts";
import { type JsonObject, listMember, numberMember, textMember } from "../json-records.ts";
import { optional } from "../optional-field.ts";
import {
  type BackedUpMessage,
  directionOf,
  eventsOfBackedUp,
  observablesOfBackedUp,
  reproduceBackedUp,
  telephonyRecords,
  timeMember,
  urlsOf,
} from "../telephony-backup.ts";

/** A text message of Android's telephony backup. */
export interface BackedUpSms extends BackedUpMessage {
  readonly text?: string;
  readonly subject?: string;
  readonly isRead?: boolean;
}

/** Others in a conversation. */
const MAX_PARTIES = 500;

export default defineArtifact<BackedUpSms>({
  id: "android/sms",
  version: 1,
  paths: [
    "/data/user_de/0/com.android.providers.telephony/files/*_sms_backup", // backups since Android 7
    "/data/data/com.android.providers.telephony/files/*_sms_backup",
  ],
  presence: { "android-backup": "with-os", androidqf: "with-os" },
  scope: "communication",
  emits: {
    "url:value": ["received", "sent", "listed"],
    "email-addr:value": ["received", "sent", "listed"],
    "phone-number:value": ["received", "sent", "listed"],
  },
  provenOn: "synthetic-only",
  references: [
    "https://cs.android.com/android/platform/superproject/main/+/main:packages/providers/TelephonyProvider/src/com/android/providers/telephony/TelephonyBackupAgent.java",
    "https://developer.android.com/reference/android/provider/Telephony.TextBasedSmsColumns",
  ],

  parse: (file, context) => telephonyRecords(file, context, readSms),
  observables: observablesOfBackedUp,
  events: (record) => eventsOfBackedUp(record, "android/sms"),
  reproduce: reproduceBackedUp,
});

/** `date_sent` is the network's time and stands in received messages alone: the box tells the direction, and it only where there is none. */
function readSms(object: JsonObject, index: number, context: ParseContext): BackedUpSms {
  const box = numberMember(object, "type");
  const sent = timeMember(object, "date_sent");
  const direction = box === undefined && sent ? "received" : directionOf(box);
  const text = textMember(object, "body");
  const subject = textMember(object, "subject");
  const read = numberMember(object, "read");
  const record: BackedUpSms = {
    index,
    direction,
    parties: partiesOf(object),
    ...optional("box", box),
    ...optional("text", text),
    ...optional("subject", subject),
    ...optional("date", timeMember(object, "date")),
    ...optional("sent", sent),
    ...optional("isRead", read === undefined ? undefined : read === 1),
  };
  const urls = urlsOf(context, index, [
    [text, "text"],
    [subject, "subject"],
  ]);
  return urls ? { ...record, urls } : record;
}

/** The address, and in a conversation of several the others as well. */
function partiesOf(object: JsonObject): readonly string[] {
  const others = listMember(object, "recipients", MAX_PARTIES).filter(
    (party): party is string => typeof party === "string" && party !== "",
  );
  return [...new Set([...(textMember(object, "address") === undefined ? [] : [textMember(object, "address")!]), ...others])];
}
