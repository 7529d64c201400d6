export default {
  title: "Numbers are missing from the rows of messages",
  rationale:
    "Each message gets the next number when it is written down; a number that is missing is that of a message that was deleted. Attackers have deleted the messages that their links and files came in. People delete messages all the time, and the phone deletes old ones where it is set to, so this is told as information. The time is that between the messages around the longest gap.",
  deleted: "Messages are deleted on any phone in use.",
  "kept-for-days": "The phone deletes messages after thirty days or a year where it is set to.",
  drafts: "Messages that were not sent, and messages that the phone withdrew, use up numbers.",
  unreadable: "Single rows that could not be read count as missing here; the coverage says how many there were.",
  summary:
    "{missing, plural, =0 {No number is} one {One number is} other {# numbers are}} missing between {rows, plural, one {one stored message} other {# stored messages}}, in {runs, plural, one {one gap} other {# gaps}}; the longest has {longest, number}. None is missing after the last.",
  "summary-end":
    "{missing, plural, =0 {No number is} one {One number is} other {# numbers are}} missing between {rows, plural, one {one stored message} other {# stored messages}}, in {runs, plural, one {one gap} other {# gaps}}; the longest has {longest, number}. After the last message {end, plural, one {one more number was} other {# more numbers were}} given.",
} satisfies Record<string, string>;
