export default {
  title: "A message has the words of Apple's threat notification",
  rationale:
    "The words are those of the notices with which Apple warns of mercenary spyware, but the sender is not the one that Apple uses, or the message did not come by iMessage. Real notices are passed on by people who received them, and copied by fraud. Apple shows a real notice at the top of account.apple.com after signing in.",
  forwarded: "Somebody passed a notice on, to ask for help or to show it.",
  scam: "Fraudulent messages copy the words of the notice.",
  news: "News and advice quote the notice.",
  "summary-whole": "A message that was received begins with the words of the notice; it is not from the sender that Apple uses.",
  "summary-quoted": "A message that was received holds the words of the notice among others.",
  "summary-sent": "A message that was sent from this phone holds the words of the notice.",
} satisfies Record<string, string>;
