import type { Observable } from "../../model/observable.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { isJsonObject, type JsonObject, listMember, numberMember, textMember } from "../json-records.ts";
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

/** A multimedia message of Android's telephony backup. */
export interface BackedUpMms extends BackedUpMessage {
  readonly text?: string;
  readonly subject?: string;
  /** The network announced it and the phone never fetched it. */
  readonly isNotFetched: boolean;
  /** Where the network keeps, or kept, its content. */
  readonly contentLocation?: string;
  readonly attachments?: readonly Attachment[];
}

export interface Attachment {
  readonly name?: string;
  readonly mimeType?: string;
}

const MAX_PARTIES = 500;
const MAX_ATTACHMENTS = 200;
/** X-Mms-Message-Type: m-notification-ind, the announcement (OMA-TS-MMS-ENC, 7.3.35). */
const ANNOUNCEMENT = 130;
/** Kinds of address: 137 from; 151 to, 130 cc and 129 bcc (PduHeaders). */
const FROM = 137;
/** What stands in the place of the phone's own number. */
const OWN_ADDRESS = "insert-address-token";

export default defineArtifact<BackedUpMms>({
  id: "android/mms",
  version: 1,
  paths: [
    "/data/user_de/0/com.android.providers.telephony/files/*_mms_backup", // backups since Android 7
    "/data/data/com.android.providers.telephony/files/*_mms_backup",
  ],
  presence: { "android-backup": "with-os", androidqf: "with-os" },
  scope: "communication",
  emits: {
    "url:value": ["received", "sent", "listed"],
    "email-addr:value": ["received", "sent", "listed"],
    "phone-number:value": ["received", "sent", "listed"],
    "file:name": ["received", "sent", "listed"],
  },
  provenOn: "synthetic-only",
  references: [
    "https://cs.android.com/android/platform/superproject/main/+/main:packages/providers/TelephonyProvider/src/com/android/providers/telephony/TelephonyBackupAgent.java",
    "https://developer.android.com/reference/android/provider/Telephony.BaseMmsColumns",
  ],

  parse: (file, context) => telephonyRecords(file, context, readMms),
  observables(record) {
    const role = record.direction === "sent" ? "sent" : record.direction === "draft" ? "listed" : "received";
    const names = (record.attachments ?? []).flatMap(({ name }): Observable[] =>
      name === undefined ? [] : [{ type: "file:name", role, value: name }],
    );
    return [...observablesOfBackedUp(record), ...names];
  },
  events: (record) => eventsOfBackedUp(record, "android/mms"),
  reproduce: reproduceBackedUp,
});

function readMms(object: JsonObject, index: number, context: ParseContext): BackedUpMms {
  const box = numberMember(object, "msg_box");
  const isNotFetched = numberMember(object, "m_type") === ANNOUNCEMENT;
  const direction = isNotFetched ? "received" : directionOf(box);
  const text = textMember(object, "mms_body");
  const subject = textMember(object, "sub");
  const contentLocation = textMember(object, "ct_l");
  const attachments = attachmentsOf(object);
  const record: BackedUpMms = {
    index,
    direction,
    parties: partiesOf(object, direction === "received"),
    isNotFetched,
    ...optional("box", box),
    ...optional("text", text),
    ...optional("subject", subject),
    ...optional("contentLocation", contentLocation),
    ...optional("date", timeMember(object, "date")),
    ...optional("sent", timeMember(object, "date_sent")),
    ...optional("attachments", attachments.length > 0 ? attachments : undefined),
  };
  const urls = urlsOf(context, index, [
    [text, "text"],
    [subject, "subject"],
    [contentLocation, "attributes"],
  ]);
  return urls ? { ...record, urls } : record;
}

/** Of a received message its sender, of others those it goes to; where no address is of that kind, all. */
function partiesOf(object: JsonObject, isReceived: boolean): readonly string[] {
  const addresses = listMember(object, "mms_addresses", MAX_PARTIES)
    .filter(isJsonObject)
    .flatMap((entry) => {
      const address = textMember(entry, "address");
      return address === undefined || address === OWN_ADDRESS ? [] : [{ address, isSender: numberMember(entry, "type") === FROM }];
    });
  const wanted = addresses.filter(({ isSender }) => isSender === isReceived);
  return [...new Set((wanted.length > 0 ? wanted : addresses).map(({ address }) => address))];
}

const attachmentsOf = (object: JsonObject): readonly Attachment[] =>
  listMember(object, "attachments", MAX_ATTACHMENTS)
    .filter(isJsonObject)
    .map((entry) => ({ ...optional("name", textMember(entry, "filename")), ...optional("mimeType", textMember(entry, "mime_type")) }));
