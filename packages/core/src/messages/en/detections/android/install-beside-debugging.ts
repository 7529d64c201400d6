export default {
  title: "An app was installed while a computer was connected",
  rationale:
    "The phone's own log shows USB debugging and, within ten minutes, the installation of an app. This is how spyware comes onto a phone that somebody holds in their hands.",
  developer: "People who develop or test apps install them like this.",
  store: "The store may have installed or restored an app at that moment by itself.",
  summary: "{app} was installed {seconds, plural, one {one second} other {# seconds}} after a computer used USB debugging.",
} satisfies Record<string, string>;
