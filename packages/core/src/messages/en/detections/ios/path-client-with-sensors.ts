export default {
  title: "A program outside the folders for programs stands in the list of permissions",
  rationale:
    "The list of permissions names apps by their ids and programs of the system by their paths, which lie on the system's own volume. A program in a folder for data belongs to neither. Implants ran from such folders.",
  jailbreak: "Tools of a jailbreak that the phone's owner made may run from there.",
  development: "Developers run programs from odd places on their test phones.",
  summary: "The list of permissions names {path} for {service}; it was not allowed.",
  "summary-allowed": "The list of permissions names {path} as allowed to use: {service}.",
} satisfies Record<string, string>;
