export default {
  title: "Messenger messages (Facebook)",
  about:
    "The databases lightspeed of Messenger: messages with the number of the account that wrote and the time, links in their text and in link previews, and names of files.",
  limits:
    "Deleted messages are gone, but for previews that stayed. Messages that Messenger encrypts from end to end may not be here. Accounts are numbers of Facebook: no telephone number is told. Where the owner's account is not known, no direction is.",
  message: "A message in Messenger",
  "message-sent": "A message was sent in Messenger",
  "message-received": "A message came in Messenger",
} satisfies Record<string, string>;
