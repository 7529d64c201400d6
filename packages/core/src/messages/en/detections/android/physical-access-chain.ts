export default {
  title: "An app was put on the phone by hand, step by step within hours",
  rationale:
    "A computer connected, an app was installed past the stores, and it began to use powers that have to be switched on for it: each is ordinary; all within six hours are what installing spyware by hand looks like, as Amnesty and Reporters Without Borders describe it for phones that were out of their owners' hands.",
  developer: "Developers do the same with their own apps.",
  collection: "The collecting of this acquisition connects a computer, too; its own time stands in the report.",
  helper: "Somebody whom the owner asked to set up an app for them does the same.",
  charging: "A cable to a computer may have been for charging only.",
  "summary-all":
    "{app} was installed past the stores, a computer or cable was connected within {hours, plural, one {one hour} other {# hours}} of it, and the app used {operations}.",
  "summary-computer":
    "{app} was installed by the shell, and a computer or cable was connected within {hours, plural, one {one hour} other {# hours}} of it.",
  "summary-powers": "{app} was installed by the shell, and within {hours, plural, one {one hour} other {# hours}} it used {operations}.",
} satisfies Record<string, string>;
