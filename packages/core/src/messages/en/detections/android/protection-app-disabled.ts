export default {
  title: "An app that updates or watches over the system is disabled",
  rationale:
    "Whoever wants to keep access to a phone keeps its patches away, and its watchers silent. It takes the debugging connection or the settings to disable such an app.",
  debloated: "Owners disable apps of the maker to have fewer of them.",
  "custom-system": "Systems from elsewhere than the maker bring their own updater and disable the other.",
  updates: "{app}, which updates the system, is disabled.",
  watches: "{app}, which watches over the system, is disabled.",
} satisfies Record<string, string>;
