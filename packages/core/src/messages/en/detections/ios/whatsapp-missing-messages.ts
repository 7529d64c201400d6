export default {
  title: "WhatsApp's list of chats knows of messages that are not stored",
  rationale:
    "The list of chats keeps the time of each chat's last message. Where that is younger than every message that is stored, the last message was deleted. Attackers delete the messages that their links came in; people delete messages all the time, so this is told as information.",
  deleted: "Messages are deleted, and chats emptied, on any phone in use.",
  disappearing: "Disappearing messages vanish by themselves.",
  "restored-phone": "A restore that was not finished leaves chats without their messages.",
  summary:
    "In {lacking, plural, one {one chat} other {# chats}} of {chats, number} the last message is younger than every message that is stored.",
} satisfies Record<string, string>;
