export default {
  title: "Viber messages",
  about:
    "The database Contacts.data of Viber: messages with sender and time, the links in their text and in what Viber stores beside it, names of attachments, and the numbers that Viber knows.",
  limits: "Deleted messages are gone. Calls are not read. Pictures and documents are not opened.",
  "message-sent": "A Viber message was sent to {handle}",
  "message-received": "A Viber message came from {handle}",
  event: "An event of a Viber chat with {handle}",
} satisfies Record<string, string>;
