export default {
  title: "Messages (SMS and iMessage)",
  about:
    "The database sms.db: messages with sender or recipient and time, the links in their text, behind their words and in their link previews, what they said before they were edited, messages in Recently Deleted, and the addresses the app knows.",
  limits:
    "Messages that were deleted for good are counted, not read. Attachments are not opened. Messages kept in iCloud only are not here. A link that was received was not necessarily opened.",
  "message-sent": "A message was sent to {handle}",
  "message-received": "A message came from {handle}",
  "message-read": "A message from {handle} was marked as read",
  "message-edited": "A message with {handle} was edited",
  "message-retracted": "A message with {handle} was retracted",
  "message-deleted": "A message with {handle} was deleted",
  "body-unreadable": "The formatted text of a message could not be read.",
  "no-body-column": "The database has no column for formatted text, which holds the only text of many messages.",
  "deletions-noted": "The table {table} names {count, plural, one {one deleted message} other {# deleted messages}} without content.",
} satisfies Record<string, string>;
