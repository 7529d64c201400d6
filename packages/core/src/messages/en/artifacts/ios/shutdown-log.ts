export default {
  title: "Shutdowns, and what was still running then",
  about:
    "The log in which the system notes, each time the phone is shut down or restarted, which programs were still running after so many seconds, with path and image UUID, and when the shutdown was over. Several implants have been found there because they would not end.",
  limits:
    "Only orderly shutdowns are noted, and only programs that did not end at once: an implant that ends in time leaves nothing here. Builds of iOS 26 begin the file anew at each shutdown, so that one entry may be all there is. A shutdown without its last line is placed between its neighbours.",
  "shut-down":
    "The phone was shut down or restarted{clients, plural, =0 {} one {; one program was waited for} other {; # programs were waited for}}",
  "no-time": "The time of a shutdown is not one that a phone can have.",
  "not-ended": "A shutdown lacks the line that ends it; it is placed between the shutdowns before and after it.",
  "unknown-line": "A line of the log has a form that is not known.",
  "too-many-clients": "More than {limit, number} programs at one shutdown; the others were left out.",
} satisfies Record<string, string>;
