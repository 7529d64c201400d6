export default {
  title: "An app that manages root is in the list of packages",
  rationale: "Such apps give other apps root, or hide from them that the phone is rooted. Root is bound by none of the system's limits.",
  "own-root": "The owner may have rooted the phone, or tried to.",
  "left-over": "The app may be installed on a phone that is not rooted; a list of packages may name apps that are gone but for their data.",
  summary: "{app} is in the list of packages.",
} satisfies Record<string, string>;
