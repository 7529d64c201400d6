export default {
  title: "Text messages of a backup (SMS)",
  about:
    "The messages that the telephony storage put into a backup: which way each went by its box, the other side, its times, the links in it.",
  limits:
    "Messages that were deleted before the backup are not in it. Apps other than the telephony storage keep their messages elsewhere. A link that was received was not necessarily opened.",
  "message-received": "A text message came from {party}",
  "message-sent": "A text message was sent to {party}",
  "message-draft": "A text message to {party} was written and not sent",
  "message-unknown": "A text message was exchanged with {party}; the backup does not say which way",
} satisfies Record<string, string>;
