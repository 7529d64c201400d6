export default {
  title: "An app that manages root is installed",
  rationale: "Such apps give other apps root, or hide from them that the phone is rooted. Root is bound by none of the system's limits.",
  "own-root": "The owner may have rooted the phone, or tried to: the app may be installed on a phone that is not rooted.",
  summary: "{app} is installed.",
} satisfies Record<string, string>;
