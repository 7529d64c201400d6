export default {
  title: "An app that gives or hides root access is on the phone",
  rationale:
    "With root access an app may read and change everything. Such tools do not come by themselves: somebody who had the phone in hand, its owner as a rule, put them there.",
  "own-root": "People root their own phones, or try to.",
  developer: "Developers and researchers use such tools.",
  "left-over": "The app may be there on a phone that is not rooted; AndroidQF's list also names apps that are gone but for their data.",
  summary: "{app} is installed, by {installer}.",
  "summary-listed": "{app} is in AndroidQF's list of packages.",
} satisfies Record<string, string>;
