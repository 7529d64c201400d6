export default {
  title: "A program that handles incoming messages crashed many times in a short time",
  rationale:
    "Attacks that need no tap are tried until they work, and what does not work often crashes the program that takes the message apart. In published cases such programs crashed dozens of times within minutes.",
  "system-bug": "An error of the system, often right after an update, makes the same program crash again and again.",
  "broken-message": "A damaged picture or contact card that someone sent without ill will is taken apart again at each start.",
  summary: "{program} crashed {count, plural, other {# times}} within a quarter of an hour before and after.",
} satisfies Record<string, string>;
