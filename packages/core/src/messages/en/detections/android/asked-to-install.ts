export default {
  title: "An app asked to install another app",
  rationale:
    "Lures lead to a file that a browser or messenger hands to the installer, and some spyware brings its own parts. The list of operations says which app asked.",
  browser: "Browsers, messengers and file managers ask whenever somebody opens the file of an app.",
  "store-app": "Stores other than those known here install apps.",
  "own-update": "Some apps update themselves.",
  summary: "{app} asked to install another app.",
} satisfies Record<string, string>;
