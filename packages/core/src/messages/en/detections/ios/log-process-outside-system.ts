export default {
  title: "A program outside the folders for programs wrote into the unified log",
  rationale:
    "Programs of the system lie on its own volume, and apps in folders of their own. Implants of several families ran from folders for temporary and other data, such as the staging folder of com.apple.xpc.roleaccountd and /private/var/tmp.",
  jailbreak: "Tools of a jailbreak that the phone's owner made may run from there.",
  "system-update": "Parts of a system update run from such folders for a short time.",
  summary: "The catalogs of the unified log name {path}.",
} satisfies Record<string, string>;
