export default {
  title: "A program outside the folders for programs asked for the phone's place",
  rationale:
    "Programs of the system lie on its own volume, and apps in folders of their own. Implants of several families ran from folders for temporary and other data. The location service keeps the path of who asks it.",
  jailbreak: "Tools of a jailbreak that the phone's owner made may run from there.",
  "system-update": "Parts of a system update run from such folders for a short time.",
  summary: "The location service lists {path}.",
} satisfies Record<string, string>;
