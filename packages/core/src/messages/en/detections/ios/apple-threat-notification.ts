export default {
  title: "A threat notification from Apple's sender came in",
  rationale:
    "Apple warns people whom it believes to be individually targeted by mercenary spyware, by e-mail and by iMessage from a sender of its own. This message came by iMessage from that sender. The notice says that Apple saw an attack aimed at the account; it does not say whether the attack reached this phone.",
  "for-another-device": "The notice goes to every device of the account; the attack may have been aimed at another one.",
  "planted-row": "Whoever can write to the database can write such a row into it.",
  summary: "A message by iMessage from Apple's sender of threat notifications begins as those notices do.",
  "summary-other-words":
    "A message by iMessage came from Apple's sender of threat notifications. Its words are not those of the English notice; the notice may be in another language.",
} satisfies Record<string, string>;
