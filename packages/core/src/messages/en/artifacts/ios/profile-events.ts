export default {
  title: "What was done with configuration profiles",
  about:
    "The list MCProfileEvents.plist: which profile was installed, changed or removed, when, and which program asked for it. It also names profiles that are no longer there.",
  limits:
    "The system keeps the last twenty entries and drops old ones. An entry says which program asked, not which person. The system enters profiles of its own, and those of mobile operators, in the same way.",
  done: "Configuration profile {profile}: {operation}",
} satisfies Record<string, string>;
