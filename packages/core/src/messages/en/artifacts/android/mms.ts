export default {
  title: "Multimedia messages of a backup (MMS)",
  about:
    "The multimedia messages that the telephony storage put into a backup: which way each went, the other side, its times, links, names of attachments, and those that were announced and never fetched.",
  limits:
    "Pictures and other attachments are not in the backup, only their names. Messages that were deleted before the backup are not in it.",
  "message-received": "A multimedia message came from {party}",
  "message-sent": "A multimedia message was sent to {party}",
  "message-draft": "A multimedia message to {party} was written and not sent",
  "message-unknown": "A multimedia message was exchanged with {party}; the backup does not say which way",
} satisfies Record<string, string>;
