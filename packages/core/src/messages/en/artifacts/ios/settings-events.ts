export default {
  title: "Changes of settings that profiles may restrict",
  about:
    "The list MCSettingsEvents.plist: for each such setting what changed it last, a program, a profile or a part of the system, and when.",
  limits:
    "One entry per setting, the last. Parts of the system write here on every phone. The form was taken from descriptions of the list.",
} satisfies Record<string, string>;
