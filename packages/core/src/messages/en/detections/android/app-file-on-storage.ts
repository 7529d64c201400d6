export default {
  title: "Files to install apps from lie on the phone's storage",
  rationale:
    "Apps that come past the stores come as such files, by a link, a message or a cable, and the file often stays. Each may be held against the apps that are installed.",
  "own-choice": "People download and keep such files for apps that they want.",
  summary: "{count, plural, one {# such file lies} other {# such files lie}} there: {paths}.",
} satisfies Record<string, string>;
