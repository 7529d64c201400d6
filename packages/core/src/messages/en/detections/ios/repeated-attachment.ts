export default {
  title: "One sender sent the same file many times within a day",
  rationale:
    "Exploits of iMessage sent one small file again and again: FORCEDENTRY some thirty files named .gif of which 27 were copies, BLASTPASS pass files. Their messages are often deleted; the rows of the attachments may be left.",
  "same-animation": "Somebody sent the same animation over and over.",
  tickets: "Tickets of one event come as passes of nearly the same size.",
  summary:
    "{copies, plural, one {One attachment} other {# attachments}} named .{ending}, each of {size, plural, one {one byte} other {# bytes}}, came from one sender within a day.",
} satisfies Record<string, string>;
