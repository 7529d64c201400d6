export default {
  title: "An app from outside the stores is shown all notifications",
  rationale:
    "Whoever sees the notifications reads incoming messages of every messenger, and codes for signing in, without any access to those apps.",
  known: "This may be known and agreed: apps for watches, cars and launchers ask for it.",
  developer: "Developers try their own apps.",
  regional: "Where there is no Play store, apps are often installed from the maker's own site.",
  summary: "{app}, installed by {installer}, is shown all notifications. This may be known and agreed.",
} satisfies Record<string, string>;
