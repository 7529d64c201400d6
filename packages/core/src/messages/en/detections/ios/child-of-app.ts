export default {
  title: "An app had started a program",
  rationale:
    "On an iPhone programs are started by launchd, and the system does not let apps start any. A process whose parent is an app has been started past that.",
  jailbreak: "Tools of a jailbreak that the phone's owner made start programs so.",
  "sideloading-tools": "Tools that install apps past the store, such as TrollStore, start helpers so.",
  "reused-number": "The parent had ended, and its number was given to an app before the list was taken.",
  summary: "{child} has {parent} for its parent.",
} satisfies Record<string, string>;
