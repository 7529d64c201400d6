export default {
  title: "The phone speaks of an app that is not in its list of apps",
  rationale:
    "Statistics, databases and installation records outlast an app. One that they name and the list of apps does not was removed, or the list does not show it. Spyware is often removed before a phone is given back or examined; so are games and shopping apps. Installed by a computer, it is worth a question.",
  "removed-by-owner": "People try apps and remove them.",
  "part-of-other": "Some names are parts of other apps or of the system, such as plug-ins and instant apps.",
  "reset-of-list": "A dump taken while an app is being updated may miss it.",
  "removal-noted": "The battery statistics note that {app} was removed.",
  summary: "{app} is named by {number, plural, one {one source} other {# sources}} ({sources}) and is not in the list of apps.",
} satisfies Record<string, string>;
