import type { MvtModule, RecordReader } from "../module.ts";

const directionOf = (record: RecordReader): string => (record.flag("isFromMe") ? "sent" : "received");
/** Links that a text shows, which is where MVT looks for them; ours of previews and attributes stand there, too. */
export const linksOf = (record: RecordReader): string[] => [
  ...new Set(record.objects("urls").flatMap((url) => (url.flag("isEmbedded") ? [] : (url.text("url") ?? [])))),
];

export const sms: MvtModule = {
  slug: "sms",
  plugin: "SMS",
  artifact: "ios/sms",
  when: "sent",
  records: (record) =>
    record.isKind("message")
      ? [
          {
            ROWID: record.row("message"),
            guid: record.text("guid"),
            text: record.text("text") ?? "",
            subject: record.text("subject"),
            service: record.text("service"),
            is_from_me: record.bit("isFromMe"),
            phone_number: record.text("handle"),
            isodate: record.time("sent"),
            isodate_read: record.time("read"),
            direction: directionOf(record),
            links: linksOf(record),
          },
        ]
      : [],
};

export const smsAttachments: MvtModule = {
  slug: "sms_attachments",
  plugin: "SMSAttachments",
  artifact: "ios/sms-attachments",
  event: "sms_attachment",
  when: "created",
  records: (record) => [
    {
      attachment_id: record.row("attachment"),
      ROWID: record.row("attachment"),
      guid: record.text("guid"),
      filename: record.text("path") ?? "NULL",
      uti: record.text("uniformType"),
      mime_type: record.text("contentType"),
      transfer_name: record.text("transferName"),
      total_bytes: record.number("size"),
      is_outgoing: record.bit("isFromMe"),
      service: record.text("service"),
      phone_number: record.text("handle"),
      isodate: record.time("created"),
      start_date: record.time("started"),
      direction: directionOf(record),
    },
  ],
};

export const calls: MvtModule = {
  slug: "calls",
  plugin: "Calls",
  artifact: "ios/calls",
  event: "call",
  when: "started",
  records: (record) =>
    record.isKind("call")
      ? [
          {
            isodate: record.time("started"),
            duration: record.number("durationSeconds"),
            number: record.text("handle"),
            provider: record.text("provider"),
          },
        ]
      : [],
};

export const contacts: MvtModule = {
  slug: "contacts",
  plugin: "Contacts",
  artifact: "ios/contacts",
  records: (record) => [{ value: record.text("value") }],
};

export const interactionC: MvtModule = {
  slug: "interaction_c",
  plugin: "InteractionC",
  artifact: "ios/interaction-c",
  when: "started",
  records: (record) =>
    record.isKind("interaction")
      ? [
          {
            table_id: record.row("ZINTERACTIONS"),
            start_date: record.time("started"),
            end_date: record.time("ended"),
            bundle_id: record.text("bundleId"),
            target_bundle_id: record.text("targetBundleId"),
            account: record.text("account"),
            direction: record.flag("isFromMe") === null ? null : record.flag("isFromMe") ? "OUTGOING" : "INCOMING",
            sender_identifier: record.text("sender"),
            recipient_identifier: record.texts("recipients")[0] ?? null,
            recipient_count: record.number("recipientCount"),
            group_name: record.text("chat"),
            interactions_creation_date: record.time("noted"),
          },
        ]
      : [],
};

export const calendar: MvtModule = {
  slug: "calendar",
  plugin: "Calendar",
  artifact: "ios/calendar",
  when: "created",
  records: (record) =>
    record.isKind("event")
      ? [
          {
            id: record.row("CalendarItem"),
            summary: record.text("summary"),
            description: record.text("notes"),
            start_date: record.time("starts"),
            end_date: record.time("ends"),
            all_day: record.bit("isAllDay"),
            last_modified: record.time("modified"),
            creation_date: record.time("created"),
            unique_identifier: record.text("uniqueId"),
            hidden: record.bit("isHidden"),
            participant_email: record.text("organizer"),
          },
        ]
      : [],
};

export const idStatusCache: MvtModule = {
  slug: "id_status_cache",
  plugin: "IDStatusCache",
  artifact: "ios/id-status-cache",
  event: "lookup",
  when: "lookedUp",
  records: (record) => [
    {
      package: record.text("service"),
      user: record.text("handle")?.replaceAll("\0", "\\x00") ?? null,
      isodate: record.time("lookedUp"),
      idstatus: record.number("idStatus"),
    },
  ],
};
