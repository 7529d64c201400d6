export default {
  title: "WhatsApp messages",
  about:
    "The database ChatStorage.sqlite of WhatsApp and WhatsApp Business: messages with sender or recipient and time, the links in their text, captions, buttons, quotations and link previews (also of messages that are deleted), the files they brought, the chats, who made a group, and the numbers behind hidden identities.",
  limits:
    "Deleted messages are gone, but for previews that stayed and for chats whose last message is younger than every stored one; vanishing messages look the same. A hidden identity has no number unless this database tells it. Pictures and documents are not opened. What stands in binary columns is read as far as it is text. A link that was received was not necessarily opened.",
  "message-sent": "A WhatsApp message was sent to {handle}",
  "message-received": "A WhatsApp message came from {handle}",
  "message-gone": "The last WhatsApp message with {handle}, which is no longer stored",
  "group-created": "The WhatsApp group {handle} was made",
  "identity-paired": "WhatsApp noted the number behind the identity {handle}",
} satisfies Record<string, string>;
