export default {
  title: "An app that gives or hides root access is installed",
  rationale:
    "With root access an app may read and change everything. Such tools do not come by themselves: somebody who had the phone in hand, its owner as a rule, put them there.",
  "own-root": "People root their own phones.",
  developer: "Developers and researchers use such tools.",
  summary: "{app} is installed, by {installer}.",
} satisfies Record<string, string>;
