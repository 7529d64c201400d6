export default {
  title: "A program was first seen right after crashes where messages are taken apart",
  rationale:
    "An attack that needs no tap crashes the program that takes a message apart until one try works; then a program of the attacker starts. Told is a program that is neither an app nor bears the name of one that Apple ships, where the source that saw it first had been noting programs for a day before.",
  helper: "The system starts helpers of its own when programs crash; the list of names that Apple ships is not complete.",
  update: "Right after an update messages may crash, and parts of the update run for the first time.",
  "opened-by-owner": "Something that was opened or set up in those minutes, such as a tool for developers or the service of an accessory.",
  gap: "Diaries and logs keep some days and have gaps: what ran only before them looks new.",
  summary:
    "{name} was first seen within ten minutes of {count, plural, other {# crashes}} of {program} that lay within a quarter of an hour.",
} satisfies Record<string, string>;
