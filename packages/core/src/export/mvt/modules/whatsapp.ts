import type { MvtModule, MvtRecord, RecordReader } from "../module.ts";
import { linksOf } from "./messages.ts";

function messageOf(record: RecordReader): MvtRecord {
  const isFromMe = record.flag("isFromMe") === true;
  const links = linksOf(record);
  return {
    Z_PK: record.row("ZWAMESSAGE"),
    ZISFROMME: record.bit("isFromMe"),
    ZMESSAGETYPE: record.number("messageType"),
    ZFROMJID: isFromMe ? null : record.text("handle"),
    ZTOJID: isFromMe ? record.text("handle") : null,
    ZTEXT: record.text("text"),
    isodate: record.time("sent"),
    ...(links.length > 0 && { links }),
  };
}

const chatOf = (record: RecordReader): MvtRecord => ({
  record_type: "chat_session",
  session_pk: record.row("ZWACHATSESSION"),
  contact_jid: record.text("chat"),
  archived: record.bit("isArchived"),
  removed: record.bit("isRemoved"),
  last_message_date: record.time("lastMessage"),
  group_creation_date: record.time("groupCreated"),
  last_stored_message_date: record.time("newestStored"),
  stored_message_count: record.number("storedMessages"),
  partner_resolved_phone_number: record.text("phoneNumber"),
});

export const whatsapp: MvtModule = {
  slug: "whatsapp",
  plugin: "Whatsapp",
  artifact: "ios/whatsapp",
  when: "sent",
  records(record) {
    if (record.isKind("message")) return [messageOf(record)];
    return record.isKind("chat") ? [chatOf(record)] : [];
  },
};

export const whatsappContacts: MvtModule = {
  slug: "whatsapp_contacts",
  plugin: "WhatsappContacts",
  artifact: "ios/whatsapp-contacts",
  records: (record) =>
    record.isKind("contact")
      ? [
          {
            ZLID: record.text("lid"),
            ZPHONENUMBER: record.text("phoneNumber"),
            ZDISAPPEARINGMODEDURATION: record.number("vanishSeconds"),
            ZDISAPPEARINGMODETIMESTAMP: record.time("vanishSet"),
            ZABOUTTIMESTAMP: record.time("aboutChanged"),
            ZLASTUPDATED: record.time("updated"),
          },
        ]
      : [],
};
