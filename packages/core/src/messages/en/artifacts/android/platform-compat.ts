export default {
  title: "Compatibility overrides",
  about:
    "Changes of the platform that are switched on or off for single apps. The system keeps such entries for apps that are not installed, among them some that were removed.",
  limits:
    "An entry may come with the system, for apps that were never on the phone: lists of games, for one. Which app is installed stands in the list of apps.",
} satisfies Record<string, string>;
