export default {
  title: "Files with names of program code lie on the phone's storage",
  rationale:
    "Apps carry their code inside themselves. Code that is fetched later, or carried onto a phone by cable, can wait on the storage that all apps and a computer reach. Only the names were seen, not what the files hold.",
  "own-choice": "People keep such files for emulators, games, other devices and their own work.",
  app: "Some apps keep parts of themselves in folders of their own on the storage.",
  summary: "{count, plural, one {# such file lies} other {# such files lie}} there: {paths}.",
} satisfies Record<string, string>;
