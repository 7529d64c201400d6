export default {
  title: "Attachments of messages",
  about:
    "The table of attachments in sms.db: where each file was stored, the name its sender gave it, its type and size, when it came, and the message it belongs to. Attachments whose message is deleted are told as well.",
  limits: "The files themselves are not opened here. That a path stands in the table does not mean that the file is still there.",
  "attachment-sent": "An attachment was sent to {handle}",
  "attachment-received": "An attachment came from {handle}",
} satisfies Record<string, string>;
