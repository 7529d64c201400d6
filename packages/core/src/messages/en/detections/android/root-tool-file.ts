export default {
  title: "A file of a root tool is on the phone",
  rationale:
    "Phones come without these files. Tools that let apps become root put them there; root is bound by none of the system's limits.",
  "own-root": "The owner may have rooted the phone.",
  developer: "Builds for developers have a program su.",
  summary: "{path} is on the phone.",
} satisfies Record<string, string>;
